import { useMessages } from '../../../app/lang.ts';
import { Badge } from '../../../ui/badge.tsx';

/** What became of an exchange: answered, or refused by whom and why. */
export function Result({ status, origin, problem }: { status: number; origin: string | null; problem: string | null }) {
  const { traffic: words } = useMessages();
  const by = origin !== null && origin in words.origins ? words.origins[origin as keyof typeof words.origins] : null;
  return (
    <>
      <Badge glyph={status < 400 ? 'ok' : origin === 'hub' || origin === 'consumer' ? 'held' : 'bad'}>{status < 400 ? words.answered : by ?? words.refused}</Badge>
      <span className="sub t13 muted">{words.list.of({ status })}{problem && <> · <code>{problem}</code></>}</span>
    </>
  );
}

import { formatThaiDate } from '@saphan/contracts/dates';
import type { AgreementLine } from '../../../api/agreement-queries.ts';
import { useLang, useMessages, useSay } from '../../../app/lang.ts';
import { Badge } from '../../../ui/badge.tsx';

/** Whom an agreement waits for, for how many working days, and who is late. */
export function WaitingWords({ line: { waiting } }: { line: Pick<AgreementLine, 'waiting'> }) {
  const { agreements: words } = useMessages();
  const [lang, say] = [useLang(), useSay()];
  if (!waiting) return null;
  const who = waiting.agencies.map((agency) => say(agency, 'name')).join(', ');
  const what = { step: words.steps[waiting.step], who };
  return (
    <span className="sub t13 muted">
      {waiting.since === null ? words.waitsOn(what) : words.waitsOnFor({ ...what, days: waiting.waited })} · {words.due({ date: formatThaiDate(waiting.dueOn, { lang }) })} {waiting.late > 0 && <Badge tone="bad">{words.late({ days: waiting.late })}</Badge>}
    </span>
  );
}

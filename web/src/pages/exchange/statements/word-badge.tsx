import type { Statement } from '../../../api/statement-queries.ts';
import { useMessages } from '../../../app/lang.ts';
import { Badge } from '../../../ui/badge.tsx';

/** What a side said last of a statement. */
export function WordBadge({ word }: { word: Pick<NonNullable<Statement['words']['consumer']>, 'agrees'> | null }) {
  const { statements: words } = useMessages();
  return <Badge glyph={word === null ? 'idle' : word.agrees ? 'ok' : 'warn'}>{word === null ? words.unsaid : word.agrees ? words.agrees : words.differs}</Badge>;
}

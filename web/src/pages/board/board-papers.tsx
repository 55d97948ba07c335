import { useQuery } from '@tanstack/react-query';
import { apiUrl } from '../../api/client.ts';
import { sessionQuery } from '../../api/session-queries.ts';
import type { Board } from '../../api/types.ts';
import { useMessages, useSay } from '../../app/lang.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Menu } from '../../ui/menu.tsx';

const formats = ['pdf', 'docx', 'xlsx'] as const;

/** The report of the board's day as a file. */
export function ReportMenu({ asOf }: { asOf: string }) {
  const words = useMessages().board.papers;
  return (
    <Menu label={words.report} items={formats.map((format) => ({ id: format, label: words.formats[format], href: apiUrl('/plans/report', { asOf, format }), download: '' }))}>
      <Button><Icon name="download" />{words.report}</Button>
    </Menu>
  );
}

/** Drafts of letters to the agencies with overdue datasets, for those who write them. */
export function LetterMenu({ board }: { board: Board }) {
  const say = useSay();
  const words = useMessages().board.papers;
  const { data: session } = useQuery(sessionQuery());
  if (!session?.may.includes('plans.draft-letter')) return null;
  const { agencies = [] } = session.who ?? {};
  const late = board.agencies.filter(({ agency, counts }) => counts.overdue > 0 && (agencies.includes('*') || agencies.includes(agency.id))).toSorted((a, b) => b.counts.overdue - a.counts.overdue);
  const items = late.flatMap(({ agency, counts }) => (['docx', 'pdf'] as const).map((format) => ({
    id: `${agency.id}-${format}`, label: words.letterTo({ agency: say(agency, 'name'), format: format.toUpperCase() }), hint: words.letterCount({ count: counts.overdue }),
    href: apiUrl(`/plans/letters/${agency.id}`, { asOf: board.asOf, format }), download: '',
  })));
  return <Menu label={words.letter} items={items}><Button look="small"><Icon name="download" />{words.letter}</Button></Menu>;
}

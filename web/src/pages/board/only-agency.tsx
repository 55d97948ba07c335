import { useQuery } from '@tanstack/react-query';
import { remindersQuery, type Reminder } from '../../api/milestone-queries.ts';
import type { Board } from '../../api/types.ts';
import { useMessages, useSay } from '../../app/lang.ts';
import { Button } from '../../ui/button.tsx';
import { DataTable, type TableColumn } from '../../ui/data-table.tsx';
import { Num, ThaiDate } from '../../ui/figures.tsx';
import { Loaded } from '../../ui/loaded.tsx';

/** Says that the board shows one agency, and when it was reminded; where a reminder's link leads. */
export function OnlyAgency({ board, agency: id, chosen, onDrop }: { board: Board; agency: string; chosen: string | undefined; onDrop: () => void }) {
  const words = useMessages();
  const say = useSay();
  const found = board.agencies.find(({ agency }) => agency.id === id)?.agency;
  const query = useQuery({ ...remindersQuery(id, chosen), enabled: found !== undefined });
  return (
    <section className="section" aria-label={found ? say(found, 'name') : id}>
      <p className="row t14"><span className="tag">{found ? words.board.onlyAgency({ agency: say(found, 'name') }) : words.board.unknownAgency}</span><Button look="small" onPress={onDrop}>{words.board.allAgencies}</Button></p>
      {found && <details className="no-print"><summary className="linkish">{words.milestones.reminders.title}</summary><Loaded query={query} label={words.milestones.reminders.loading} lines={2}>{({ items }) => <Reminders items={items} />}</Loaded></details>}
    </section>
  );
}

function Reminders({ items }: { items: Reminder[] }) {
  const words = useMessages().milestones.reminders;
  if (items.length === 0) return <p className="muted">{words.none}</p>;
  const columns: TableColumn<Reminder>[] = [
    { id: 'on', head: words.on, cell: ({ onDay }) => <ThaiDate iso={onDay} /> },
    { id: 'whom', head: words.whom, cell: ({ audience }) => words.audience[audience] },
    { id: 'count', head: words.count, numeric: true, cell: ({ datasets }) => <Num value={datasets} /> },
    { id: 'settled', head: words.settled, cell: ({ settledAt }) => (settledAt ? <ThaiDate iso={settledAt} /> : <span className="muted">{words.open}</span>) },
  ];
  return <DataTable caption={words.title} columns={columns} rows={items} rowKey={({ onDay, audience }) => `${onDay} ${audience}`} rowHead="on" density="compact" />;
}

import type { Board, OverdueItem, OverdueStep } from '../../api/types.ts';
import { useMessages, useSay } from '../../app/lang.ts';
import { DataTable, type TableColumn } from '../../ui/data-table.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Num, ThaiDate } from '../../ui/figures.tsx';
import { PageLink } from '../../ui/page-link.tsx';
import { Section } from '../../ui/section.tsx';
import { LetterMenu } from './board-papers.tsx';
import { listBehind } from './scope.ts';

const firstShown = 10;
const mostShown = 200;
const stepNumber: Record<OverdueStep, 1 | 2 | 3 | 4> = { 'no-source': 1, contract: 2, run: 3, rejected: 4, held: 4 };

/** Everything past its due date: how late, where it is stuck, what is next and whose turn it is. */
export function Overdue({ board, chosen, showAll, onShowAll }: { board: Board; chosen: string | undefined; showAll: boolean; onShowAll: () => void }) {
  const words = useMessages().board.overdue;
  const columns = useColumns(Math.max(1, ...board.overdue.map((item) => item.daysLate)));
  const count = board.overdue.length;
  if (count === 0) return <Section title={words.heading}><Empty icon="check" title={words.none}>{words.noneWhy}</Empty></Section>;
  const rows = board.overdue.slice(0, showAll ? mostShown : firstShown);
  return (
    <Section title={words.title({ count })} note={words.steps} className="overdue-sec" aside={<div className="row no-print"><LetterMenu board={board} /><PageLink className="t14" {...listBehind({ state: 'overdue', agency: board.agencies.length === 1 ? board.agencies[0]?.agency.id : undefined }, board, chosen)}>{words.inList}</PageLink></div>}>
      <DataTable caption={words.title({ count })} columns={columns} rows={rows} rowKey={(item) => item.slug} rowHead="dataset" sort={{ column: 'late', direction: 'descending' }} />
      {count > rows.length && !showAll && <p className="no-print"><button type="button" className="linkish" onClick={onShowAll}>{words.showAll({ count: Math.min(count, mostShown) })}</button></p>}
    </Section>
  );
}

function useColumns(mostDays: number): TableColumn<OverdueItem>[] {
  const say = useSay();
  const words = useMessages().board.overdue;
  return [
    { id: 'dataset', head: words.dataset, className: 'wide', cell: (item) => <><PageLink className="plain" to={`/datasets/${item.slug}`}>{say(item, 'title')}</PageLink><span className="sub">{say(item.agency, 'name')}</span></> },
    { id: 'due', head: words.dueOn, cell: (item) => <ThaiDate iso={item.dueOn} /> },
    { id: 'late', head: words.late, numeric: true, className: 'late', cell: (item) => <><i aria-hidden="true" style={{ width: `${Math.max(2, Math.round((item.daysLate / mostDays) * 64))}px` }} /><Num value={item.daysLate} unit={words.days} /></> },
    { id: 'stuck', head: words.stuck, className: 'stuck', cell: (item) => <StuckAt item={item} /> },
    { id: 'next', head: words.next, className: 'stuck', cell: (item) => words.nexts[item.step] },
    { id: 'who', head: words.who, className: 'soft', cell: (item) => say(item, 'responsible') },
  ];
}

function StuckAt({ item }: { item: OverdueItem }) {
  const say = useSay();
  const words = useMessages().board.overdue;
  const step = stepNumber[item.step];
  return (
    <>
      <span className="steps-done" aria-hidden="true">{[1, 2, 3, 4].map((each) => <i key={each} data-done={each < step || undefined} data-now={each === step || undefined} />)}</span>
      <span className="sub">{say(item, 'step')}<span className="sr"> {words.stepOf({ step })}</span></span>
    </>
  );
}

import { daysBetween, formatThaiDate } from '@saphan/contracts/dates';
import type { ReactNode } from 'react';
import type { Board } from '../../api/types.ts';
import { useLang, useMessages, useSay } from '../../app/lang.ts';
import { PageLink } from '../../ui/page-link.tsx';
import { Section } from '../../ui/section.tsx';
import { listBehind, type Figure } from './scope.ts';

const soonDays = 14;
const shown = 5;

interface Item { key: string; what: string; why: string; link: ReactNode }

/** What a meeting can move today, worst first; read from the states, never typed in. */
export function Todo({ board, chosen }: { board: Board; chosen: string | undefined }) {
  const words = useMessages().board.todo;
  const items = useItems(board, chosen).slice(0, shown);
  return (
    <Section title={words.title} className="keep">
      {items.length === 0 ? <p className="soft">{words.none}</p> : (
        <ol className="decide">
          {items.map((item) => <li key={item.key}><div><b>{item.what}</b><p>{item.why}</p></div><span className="nw no-print">{item.link}</span></li>)}
        </ol>
      )}
    </Section>
  );
}

function useItems(board: Board, chosen: string | undefined): Item[] {
  const { totals, overdue, agencies, asOf } = board;
  const one = agencies.length === 1 ? agencies[0]?.agency.id : undefined;
  const lang = useLang();
  const say = useSay();
  const words = useMessages().board.todo;
  const items: Item[] = [];
  const add = (key: string, what: string, why: string, figure: Figure) =>
    items.push({ key, what, why, link: <PageLink {...listBehind({ agency: one, ...figure }, board, chosen)} title={what}>{words.open}<span className="sr"> {what}</span></PageLink> });
  if (totals.held > 0) add('held', words.held({ count: totals.held }), words.heldWhy, { state: 'held' });
  if (totals.failing > 0) add('failing', words.failing({ count: totals.failing }), words.failingWhy, { state: 'failing' });
  for (const { agency, late, days } of mostOverdue(overdue).slice(0, 2)) {
    add(agency.id, words.chase({ agency: say(agency, 'name'), count: late }), words.chaseWhy({ days }), { state: 'overdue', agency: agency.id });
  }
  const soon = agencies.flatMap((row) => row.cells).flatMap((cell) => (cell.state === 'planned' && cell.dueOn && isSoon(asOf, cell.dueOn) ? [cell.dueOn] : [])).toSorted();
  if (soon[0]) add('soon', words.soon({ count: soon.length }), words.soonWhy({ date: formatThaiDate(soon[0], { lang }) }), { state: 'planned', dueWithin: soonDays });
  if (totals.stale > 0) add('stale', words.stale({ count: totals.stale }), words.staleWhy, { state: 'stale' });
  return items;
}

const isSoon = (asOf: string, on: string): boolean => { const left = daysBetween(asOf, on); return left >= 0 && left <= soonDays; };

function mostOverdue(overdue: Board['overdue']) {
  const byAgency = Map.groupBy(overdue, (item) => item.agency.id);
  return [...byAgency.values()]
    .map((items) => ({ agency: (items[0] as Board['overdue'][number]).agency, late: items.length, days: Math.max(...items.map((item) => item.daysLate)) }))
    .toSorted((a, b) => b.late - a.late || b.days - a.days);
}

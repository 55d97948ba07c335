import { addDays, daysBetween } from '@saphan/contracts/dates';
import type { Tx } from '#kernel/db.ts';
import { listClosedTotals, listOpenTotals } from './board.sql.gen.ts';
import type { Totals } from './matrix.ts';

/** What was so at the end of a day. */
export interface FactPoint extends Totals { on: string }

const anySunday = '2024-01-07';
const weeksShownAtMost = 520;

/** The Sunday on which a day's week ends. */
export function weekEnd(day: string): string {
  const over = ((daysBetween(anySunday, day) % 7) + 7) % 7;
  return over === 0 ? day : addDays(day, 7 - over);
}

/** Ends of the weeks from `from` up to but not including `until`, at most ten years back from `until`. */
export function weekEnds(from: string, until: string): string[] {
  const earliest = addDays(until, -7 * weeksShownAtMost);
  const ends: string[] = [];
  for (let end = weekEnd(from > earliest ? from : earliest); end < until; end = addDays(end, 7)) ends.push(end);
  return ends;
}

/** Weekly figures from the first day of the catalogue, each as recorded by its week's end, and those of the as-of day itself last. */
export async function factPoints(tx: Tx, firstOn: string, day: string, totals: Totals): Promise<FactPoint[]> {
  const ends = weekEnds(firstOn, day);
  const closed = await listClosedTotals(tx, { days: ends });
  const known = new Set(closed.map(({ on }) => on));
  const open = ends.filter((end) => !known.has(end));
  const counted = open.length > 0 ? await listOpenTotals(tx, { days: open }) : [];
  return [...closed, ...counted, { on: day, ...totals }].sort((a, b) => (a.on < b.on ? -1 : 1));
}

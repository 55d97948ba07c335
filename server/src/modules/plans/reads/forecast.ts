import { addDays, daysBetween } from '@saphan/contracts/dates';
import type { Forecast } from '../schemas.ts';
import type { Totals } from './matrix.ts';
import type { FactPoint } from './weeks.ts';

const weeksLookedBack = 8;
const weeksNeeded = 2;
const round1 = (n: number): number => Math.round(n * 10) / 10;

/**
 * Where the pace of the last weeks leads by the plan's last due date.
 *
 * @returns null when the plan's end is past, or fewer than two weeks are recorded: no pace can be read from them.
 */
export function forecast(endOn: string | null, totals: Totals, facts: readonly FactPoint[], day: string): Forecast | null {
  if (endOn === null || endOn <= day) return null;
  const since = addDays(day, -7 * weeksLookedBack);
  const base = facts.findLast((fact) => fact.on <= since) ?? facts[0];
  const weeksSeen = base ? daysBetween(base.on, day) / 7 : 0;
  if (!base || weeksSeen < weeksNeeded) return null;
  const perWeek = Math.max(0, (totals.linked - base.linked) / weeksSeen);
  const weeksLeft = daysBetween(day, endOn) / 7;
  return {
    endOn,
    linkedByEnd: Math.min(totals.datasets, Math.round(totals.linked + perWeek * weeksLeft)),
    perWeek: round1(perWeek),
    neededPerWeek: round1((totals.datasets - totals.linked) / weeksLeft),
    weeksSeen: Math.round(weeksSeen),
  };
}

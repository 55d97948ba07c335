import { addDays, dayInBangkok } from '@saphan/contracts/dates';
import type { Release, Run } from '../../api/types.ts';

export type DayState = 'good' | 'late' | 'held' | 'failed' | 'before';
export interface FreshDay { on: string; state: DayState }

const bangkokMidnightUtcHours = 17;
const hourMs = 3_600_000;

/**
 * What each of the last days was by its end (Bangkok): within the promise, older than it, or, where no run passed that day, held or failed.
 *
 * A release and a run that found nothing new both confirm the data; a withdrawn release confirms nothing.
 */
export function freshDays(releases: readonly Release[], runs: readonly Run[], promiseHours: number | null, today: string, count: number): FreshDay[] {
  const confirmed = [
    ...releases.filter((release) => release.state !== 'withdrawn').map((release) => release.publishedAt),
    ...runs.filter((run) => run.state === 'no_change').flatMap((run) => run.finishedAt ?? []),
  ].toSorted();
  return Array.from({ length: count }, (_, back) => addDays(today, back - count + 1)).map((on) => ({ on, state: stateOn(on, confirmed, runs, promiseHours) }));
}

function stateOn(on: string, confirmed: readonly string[], runs: readonly Run[], promiseHours: number | null): DayState {
  const end = new Date(`${on}T${bangkokMidnightUtcHours}:00:00Z`).toISOString();
  const last = confirmed.findLast((at) => at <= end);
  if (last !== undefined && dayInBangkok(last) === on) return 'good';
  const ofDay = runs.find((run) => run.finishedAt !== null && dayInBangkok(run.finishedAt) === on);
  if (ofDay?.state === 'held') return 'held';
  if (ofDay?.state === 'rejected' || ofDay?.state === 'failed') return 'failed';
  if (last === undefined) return 'before';
  const age = (Math.min(Date.now(), Date.parse(end)) - Date.parse(last)) / hourMs;
  return promiseHours === null || age <= promiseHours ? 'good' : 'late';
}

/** How many days were in each state. */
export function countDays(days: readonly FreshDay[]): Record<DayState, number> {
  const counts: Record<DayState, number> = { good: 0, late: 0, held: 0, failed: 0, before: 0 };
  for (const day of days) counts[day.state] += 1;
  return counts;
}

import { addDays, parseIsoDate } from '@saphan/contracts/dates';

/** ISO days on which offices are closed beside Saturdays and Sundays. */
export type DaysOff = ReadonlySet<string>;

/** No search runs on for ever, whatever is declared. */
const FARTHEST_DAYS = 4000;

/** Monday is 1, Sunday 7. @param day ISO. */
export function weekdayOf(day: string): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay() || 7;
}

/** Whether offices are open on an ISO day. */
export function isWorkingDay(day: string, off: DaysOff): boolean {
  return weekdayOf(day) <= 5 && !off.has(day);
}

/** The day itself when offices are open, else the first one after it. */
export function workingDayFrom(day: string, off: DaysOff): string {
  return walk(day, 1, off);
}

/** The day itself when offices are open, else the last one before it. */
export function workingDayUntil(day: string, off: DaysOff): string {
  return walk(day, -1, off);
}

/**
 * The `count`-th working day after a day; the day itself does not count, as laws of procedure say ("within 7 working days from receipt").
 *
 * @param count 0 gives the day itself; negative counts backwards.
 */
export function addWorkingDays(day: string, count: number, off: DaysOff): string {
  assertDay(day);
  const step = count < 0 ? -1 : 1;
  let at = day;
  for (let left = Math.abs(count); left > 0; left -= 1) at = walk(addDays(at, step), step, off);
  return at;
}

/** Working days from one day to another, both included; 0 when `to` is earlier. */
export function countWorkingDays(from: string, to: string, off: DaysOff): number {
  assertDay(from);
  let count = 0;
  for (let day = from, looked = 0; day <= to && looked < FARTHEST_DAYS; day = addDays(day, 1), looked += 1) if (isWorkingDay(day, off)) count += 1;
  return count;
}

function walk(day: string, step: 1 | -1, off: DaysOff): string {
  assertDay(day);
  let at = day;
  for (let looked = 0; !isWorkingDay(at, off); looked += 1) {
    if (looked === FARTHEST_DAYS) throw new RangeError(`no working day within ${FARTHEST_DAYS} days of ${day}`);
    at = addDays(at, step);
  }
  return at;
}

function assertDay(day: string): void {
  if (!parseIsoDate(day)) throw new TypeError(`${day} is no ISO day`);
}

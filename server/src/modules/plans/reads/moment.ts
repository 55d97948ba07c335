import { addDays, eraOffset, parseIsoDate, todayInBangkok } from '@saphan/contracts/dates';
import { problem } from '../errors.ts';

/** A day to look at: its last moment, or now while it is not over. */
export interface Moment { readonly day: string; readonly at: string; readonly over: boolean }

const beFrom = 2400;

/**
 * The end of the as-of day in Bangkok, or now while that day is not over.
 *
 * @param asOf `YYYY-MM-DD`, or null for this moment.
 * @throws `plans.not-a-date`, `plans.as-of-in-future`.
 */
export function momentOf(asOf: string | null, now: Date): Moment {
  const today = todayInBangkok(now);
  const day = asOf ?? today;
  assertDay(day, '/asOf');
  const { year } = parseIsoDate(day) as { year: number };
  if (day > today) throw problem('as-of-in-future', { asOf: day, today, ...(year >= beFrom && { errors: [eraHint(day, year)] }) });
  return { day, at: day === today ? now.toISOString() : endOfDay(day), over: day < today };
}

/** @throws `plans.not-a-date` with the place. */
export function assertDay(day: string | undefined, pointer: string): void {
  if (day !== undefined && !parseIsoDate(day)) throw problem('not-a-date', { errors: [{ pointer, th: `"${day}" ไม่ใช่วันที่`, en: `"${day}" is not a day` }] });
}

/** Last millisecond of a day in Bangkok; facts carry milliseconds, so this is `plans.end_of`. */
export function endOfDay(day: string): string {
  return new Date(Date.parse(`${addDays(day, 1)}T00:00:00.000+07:00`) - 1).toISOString();
}

function eraHint(day: string, year: number): { pointer: string; th: string; en: string } {
  const meant = `${year - eraOffset}${day.slice(4)}`;
  return { pointer: '/asOf', th: `ปี ${year} เป็นพุทธศักราช หมายถึง ${meant} หรือไม่`, en: `${year} is a year of the Buddhist era: was ${meant} meant?` };
}

import { addDays, eraOffset, parseIsoDate, todayInBangkok } from '@saphan/contracts/dates';
import type { ProblemPlace } from '#kernel/problem.ts';
import { privacyProblem } from './errors.ts';

const beFrom = 2400;

/** A place in what was sent, said in both languages. */
export const place = (pointer: string, th: string, en: string): ProblemPlace => ({ pointer, th, en });

/** What is wrong with a day that was sent, or null: it is ISO and of the common era. */
export function dayFault(text: string, pointer: string): ProblemPlace | null {
  const day = parseIsoDate(text);
  if (!day) return place(pointer, `"${text}" ไม่ใช่วันที่`, `"${text}" is not a day`);
  if (day.year < beFrom) return null;
  const meant = `${day.year - eraOffset}${text.slice(4)}`;
  return place(pointer, `ปี ${day.year} เป็น พ.ศ. หมายถึง ${meant} หรือไม่`, `${day.year} is a year of the Buddhist era: was ${meant} meant?`);
}

/** A day to look at, and its last moment: now while it is not over. */
export interface Moment { readonly day: string; readonly at: string; readonly over: boolean }

/** The end of an as-of day in Bangkok. @throws `privacy.day-refused` for what is no day, of the other era or still to come. */
export function momentOf(asOf: string | null, now: Date): Moment {
  const today = todayInBangkok(now);
  const day = asOf ?? today;
  const fault = dayFault(day, '/asOf') ?? (day > today ? place('/asOf', 'วันนั้นยังมาไม่ถึง', 'That day has not come yet') : null);
  if (fault) throw privacyProblem('day-refused', { errors: [fault] });
  return { day, at: day === today ? now.toISOString() : new Date(Date.parse(`${addDays(day, 1)}T00:00:00.000+07:00`) - 1).toISOString(), over: day < today };
}

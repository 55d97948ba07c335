import { eraOffset, parseIsoDate } from '@saphan/contracts/dates';
import type { ProblemPlace } from '#kernel/problem.ts';
import { requestProblem } from '../errors.ts';

const beFrom = 2400;

/** A day that is sent is ISO and of the common era. @throws `requests.not-a-date`, `requests.era-mistaken`. */
export function assertDay(text: string, pointer: string): void {
  const day = parseIsoDate(text);
  if (!day) throw requestProblem('not-a-date', { errors: [{ pointer, th: `"${text}" ไม่ใช่วันที่`, en: `"${text}" is not a day` }] });
  if (day.year < beFrom) return;
  const meant = `${day.year - eraOffset}${text.slice(4)}`;
  throw requestProblem('era-mistaken', { errors: [{ pointer, th: `ปี ${day.year} เป็น พ.ศ. หมายถึง ${meant} หรือไม่`, en: `${day.year} is a year of the Buddhist era: was ${meant} meant?` }] });
}

/** A place in what was sent, said in both languages. */
export const place = (pointer: string, th: string, en: string): ProblemPlace => ({ pointer, th, en });

import { addDays, eraOffset } from '@saphan/contracts/dates';
import { statementProblem } from './errors.ts';

const BUDDHIST = 2400;
const startOf = (day: string): string => new Date(`${day}T00:00:00+07:00`).toISOString();

/** The moments at which a day in Bangkok begins and ends. */
export const spanOf = (day: string): { from: string; until: string } => ({ from: startOf(day), until: startOf(addDays(day, 1)) });

/** @throws `exchange.statement-day-refused` for a year of the other era. */
export function assertEra(day: string): void {
  const year = Number(day.slice(0, 4));
  if (year < BUDDHIST) return;
  throw statementProblem('statement-day-refused', { errors: [{ pointer: '/query/day', th: `ปี ${year} เป็น พ.ศ. หมายถึง ค.ศ. ${year - eraOffset} หรือไม่`, en: `${year} is of the Buddhist era: is ${year - eraOffset} meant?` }] });
}

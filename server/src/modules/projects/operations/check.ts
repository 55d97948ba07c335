import { eraOffset, fiscalYear, parseIsoDate } from '@saphan/contracts/dates';
import { projectProblem } from '../errors.ts';
import type { NewProject } from '../schemas.ts';

const beFrom = 2400;
interface Span { readonly firstYear: number; readonly lastYear: number }

/** Fiscal years are of the Buddhist era. @throws `projects.era-mistaken`, `projects.ends-before-start`. */
export function assertYears({ firstYear, lastYear }: Span): void {
  assertEra(firstYear, '/firstYear');
  assertEra(lastYear, '/lastYear');
  if (lastYear < firstYear) throw projectProblem('ends-before-start', { errors: [{ pointer: '/lastYear', th: `ปี ${lastYear} อยู่ก่อนปี ${firstYear}`, en: `${lastYear} is before ${firstYear}` }] });
  if (lastYear > firstYear + 19) throw projectProblem('outside-plan', { errors: [{ pointer: '/lastYear', th: 'แผนหนึ่งยาวได้ไม่เกิน 20 ปี', en: 'A plan lasts 20 years at most' }] });
}

/** Days and years of a project lie within its plan, and its budgets within the project. @throws the problems of dates and years, each naming its place. */
export function assertProject(asked: NewProject, plan: Span): void {
  for (const name of ['startsOn', 'endsOn'] as const) assertDay(asked[name], `/${name}`);
  if (asked.endsOn < asked.startsOn) throw projectProblem('ends-before-start', { errors: [{ pointer: '/endsOn', th: `${asked.endsOn} อยู่ก่อน ${asked.startsOn}`, en: `${asked.endsOn} is before ${asked.startsOn}` }] });
  const own = { firstYear: fiscalYear(asked.startsOn) as number, lastYear: fiscalYear(asked.endsOn) as number };
  if (own.firstYear < plan.firstYear) throw outside('/startsOn', own.firstYear, plan);
  if (own.lastYear > plan.lastYear) throw outside('/endsOn', own.lastYear, plan);
  assertBudgets(asked.budgets, own);
}

function assertBudgets(budgets: NewProject['budgets'], own: Span): void {
  const seen = new Set<number>();
  for (const [at, { fiscalYear: year }] of budgets.entries()) {
    const pointer = `/budgets/${at}/fiscalYear`;
    assertEra(year, pointer);
    if (seen.has(year)) throw projectProblem('year-twice', { errors: [{ pointer, th: `ปีงบประมาณ ${year} มีอยู่แล้ว`, en: `Fiscal year ${year} is there already` }] });
    if (year < own.firstYear || year > own.lastYear) throw projectProblem('outside-project', { errors: [{ pointer, th: `โครงการอยู่ในปีงบประมาณ ${own.firstYear}–${own.lastYear}`, en: `The project lies in fiscal years ${own.firstYear} to ${own.lastYear}` }] });
    seen.add(year);
  }
}

function outside(pointer: string, year: number, plan: Span): Error {
  return projectProblem('outside-plan', { errors: [{ pointer, th: `ปีงบประมาณ ${year} อยู่นอกแผน ${plan.firstYear}–${plan.lastYear}`, en: `Fiscal year ${year} is outside the plan, ${plan.firstYear} to ${plan.lastYear}` }] });
}

/** A day that is sent is ISO and of the common era. @throws `projects.not-a-date`, `projects.era-mistaken`. */
export function assertDay(text: string, pointer: string): void {
  const day = parseIsoDate(text);
  if (!day) throw projectProblem('not-a-date', { errors: [{ pointer, th: `"${text}" ไม่ใช่วันที่`, en: `"${text}" is not a day` }] });
  if (day.year < beFrom) return;
  const meant = `${day.year - eraOffset}${text.slice(4)}`;
  throw projectProblem('era-mistaken', { errors: [{ pointer, th: `ปี ${day.year} เป็น พ.ศ. หมายถึง ${meant} หรือไม่`, en: `${day.year} is a year of the Buddhist era: was ${meant} meant?` }] });
}

function assertEra(year: number, pointer: string): void {
  if (year >= beFrom) return;
  throw projectProblem('era-mistaken', { errors: [{ pointer, th: `ปี ${year} เป็น ค.ศ. หมายถึง ${year + eraOffset} หรือไม่`, en: `${year} is a year of the common era: was ${year + eraOffset} meant?` }] });
}

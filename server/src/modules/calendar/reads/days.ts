import { eraOffset, fiscalYear, fiscalYearSpan, parseIsoDate, todayInBangkok } from '@saphan/contracts/dates';
import type { Static } from 'typebox';
import { addWorkingDays, countWorkingDays, weekdayOf } from '#kernel/calendar/working-days.ts';
import type { Tx } from '#kernel/db.ts';
import { calendarProblem } from '../errors.ts';
import type { CalendarYear, DayOff, WorkingDays } from '../schemas.ts';
import { listClosedDays, listDaysOff, type ListDaysOffRow } from './days.sql.gen.ts';

const ALWAYS = { from: '0001-01-01', to: '9999-12-31' };

/** Days off from one ISO day to another, both included; provisional ones count. What other modules reckon with. */
export async function readDaysOff(tx: Tx, from: string, to: string): Promise<Set<string>> {
  return new Set((await listClosedDays(tx, { from, to })).map(({ day }) => day));
}

/** A year of the calendar, by the calendar or the fiscal year, with how many days are worked in it. */
export async function readCalendarYear(tx: Tx, asked: { year?: number | undefined; by?: 'calendar' | 'fiscal' | undefined }, now: Date): Promise<Static<typeof CalendarYear>> {
  const by = asked.by ?? 'calendar';
  const today = todayInBangkok(now);
  const yearBe = asked.year ?? (by === 'fiscal' ? fiscalYear(today) as number : Number(today.slice(0, 4)) + eraOffset);
  const { from, to } = by === 'fiscal' ? fiscalYearSpan(yearBe) : { from: `${yearBe - eraOffset}-01-01`, to: `${yearBe - eraOffset}-12-31` };
  const items = (await listDaysOff(tx, { from, to, id: null })).map(viewDay);
  const closed = await listClosedDays(tx, { from, to });
  return {
    yearBe, by, from, to, items, workingDays: countWorkingDays(from, to, new Set(closed.map(({ day }) => day))),
    daysOff: closed.filter(({ day }) => weekdayOf(day) <= 5).length, provisional: items.filter(({ state }) => state === 'provisional').length,
  };
}

/** The day that lies so many working days from another. @throws `calendar.not-a-day`. */
export async function reckonWorkingDays(tx: Tx, from: string, days: number): Promise<Static<typeof WorkingDays>> {
  assertDay(from, '/from');
  const closed = await listClosedDays(tx, ALWAYS);
  const to = addWorkingDays(from, days, new Set(closed.map(({ day }) => day)));
  const [first, last] = from < to ? [from, to] : [to, from];
  return { from, days, to, provisional: closed.filter(({ day, provisional }) => provisional && day >= first && day <= last && weekdayOf(day) <= 5).map(({ day }) => day) };
}

/** One day off. @throws `calendar.day-not-found`. */
export async function selectDayOff(tx: Tx, id: number): Promise<DayOff> {
  const [row] = await listDaysOff(tx, { ...ALWAYS, id });
  if (!row) throw calendarProblem('day-not-found', { id });
  return viewDay(row);
}

/** @throws `calendar.not-a-day` with the place. */
export function assertDay(day: string, pointer: string): void {
  if (!parseIsoDate(day)) throw calendarProblem('not-a-day', { errors: [{ pointer, th: `"${day}" ไม่ใช่วันที่`, en: `"${day}" is not a day` }] });
}

function viewDay(row: ListDaysOffRow): DayOff {
  return {
    id: row.id, day: row.day, kind: row.kind as DayOff['kind'], nameTh: row.name_th, nameEn: row.name_en, source: row.source,
    state: row.withdrawn_at ? 'withdrawn' : row.confirmed_at ? 'confirmed' : 'provisional',
    declaredBy: row.declared_by, declaredAt: row.declared_at, confirmedBy: row.confirmed_by, confirmedAt: row.confirmed_at,
    withdrawn: row.withdrawn_at === null ? null : { by: row.withdrawn_by as string, at: row.withdrawn_at, reason: row.withdrawn_reason as string },
  };
}

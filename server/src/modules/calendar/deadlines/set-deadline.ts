import { addDays, parseIsoDate } from '@saphan/contracts/dates';
import { addWorkingDays, workingDayFrom, type DaysOff } from '#kernel/calendar/working-days.ts';
import type { Tx } from '#kernel/db.ts';
import { calendarProblem } from '../errors.ts';
import { listClosedDays } from '../reads/days.sql.gen.ts';
import { endDeadlines as endRows, findDeadline as findRow, insertDeadlines, insertTerms, lastChange, listMoves, shareCalendar } from './deadline.sql.gen.ts';

/** A time within which something is to be done. */
export interface NewDeadline {
  /** Name of the room whose deadline it is. */
  room: string;
  /** What it is about there, e.g. `request:12`; one deadline each. */
  reference: string;
  /** ISO day of Bangkok that does not count itself. */
  from: string;
  /** 1 to 3650. */
  count: number;
  unit: 'working' | 'calendar';
  /** The rule or decision that asks for it. */
  because: { th: string; en: string };
  /** Whose it is: its people are told when the calendar moves it. */
  agencyId?: string | undefined;
  /** What it is about, without anything that may not be mailed. */
  what?: { th: string; en: string } | undefined;
  /** The page on which it is seen, without language: `/requests/12`. */
  link?: string | undefined;
}

export interface SetDeadline { reference: string; firstDueOn: string; dueOn: string }

/** One move of a deadline: from where to where, and the day off behind it (null: its room moved it). */
export interface Move { wasOn: string; movedTo: string; change: { day: string; closes: boolean; nameTh: string; nameEn: string; source: string; at: string } | null }

/** A deadline as it stands, with every move it made. */
export interface Deadline { from: string; count: number; unit: 'working' | 'calendar'; firstDueOn: string; dueOn: string; because: { th: string; en: string }; endedAt: string | null; moves: Move[] }

/** Days after the last count in which the day it falls on is looked for: no run of days off is longer. */
const SLACK = 400;
const MOST_COUNT = 3650;

/**
 * The day on which a deadline falls. Calendar days that end on a day off end on the next working day (Administrative Procedure Act B.E. 2539, section 64).
 *
 * @param from ISO day that does not count itself.
 */
export function dueDay({ from, count, unit }: Pick<NewDeadline, 'from' | 'count' | 'unit'>, off: DaysOff): string {
  return unit === 'working' ? addWorkingDays(from, count, off) : workingDayFrom(addDays(from, count), off);
}

/** {@link setDeadlines} for one. */
export async function setDeadline(tx: Tx, deadline: NewDeadline): Promise<SetDeadline> {
  const [made] = await setDeadlines(tx, [deadline]);
  return made as SetDeadline;
}

/**
 * Sets deadlines, each from the calendar as it is now; from then on every change of the calendar moves those that are open. Setting one again
 * (other time was given) keeps its first day.
 *
 * @throws `calendar.not-a-day`, `calendar.count-refused` with the place.
 */
export async function setDeadlines(tx: Tx, deadlines: readonly NewDeadline[]): Promise<SetDeadline[]> {
  if (deadlines.length === 0) return [];
  deadlines.forEach(assertDeadline);
  // The lock first: a statement sees what was committed before it began.
  await shareCalendar(tx, {});
  const { known } = await lastChange(tx, {});
  const first = deadlines.reduce((least, { from }) => (from < least ? from : least), '9999-12-31');
  const last = deadlines.reduce((most, { from, count }) => { const day = addDays(from, count * 2 + SLACK); return day > most ? day : most; }, first);
  const off = new Set((await listClosedDays(tx, { from: first, to: last })).map(({ day }) => day));
  const rows = deadlines.map((each) => ({
    room: each.room, reference: each.reference, from_on: each.from, count: each.count, unit: each.unit, ...termOf(each), due_on: dueDay(each, off), because_th: each.because.th, because_en: each.because.en,
    agency_id: each.agencyId ?? null, what_th: each.what?.th ?? null, what_en: each.what?.en ?? null, link: each.link ?? null,
  }));
  await insertTerms(tx, { terms: rows });
  return (await insertDeadlines(tx, { deadlines: rows, known })).map(({ reference, first_due_on, due_on }) => ({ reference, firstDueOn: first_due_on, dueOn: due_on }));
}

/** Both units as one: the `step`-th working day after a day. */
const termOf = ({ from, count, unit }: NewDeadline) => (unit === 'working' ? { base_on: from, step: count } : { base_on: addDays(from, count - 1), step: 1 });

/** What was to be done is done or no longer wanted: these deadlines move no more. */
export async function endDeadlines(tx: Tx, room: string, references: readonly string[]): Promise<void> {
  if (references.length > 0) await endRows(tx, { room, references: [...references] });
}

/** A deadline with why it stands where it does, or null. */
export async function findDeadline(tx: Tx, room: string, reference: string): Promise<Deadline | null> {
  const row = await findRow(tx, { room, reference });
  if (!row) return null;
  const given = (row.given as { wasOn: string; movedTo: string }[]).map(({ wasOn, movedTo }) => ({ wasOn, movedTo, change: null }));
  const moves = (await listMoves(tx, { id: row.id })).map(({ was_on, moved_to, name_th, name_en, ...change }) => ({ wasOn: was_on, movedTo: moved_to, change: { ...change, nameTh: name_th, nameEn: name_en } }));
  return {
    from: row.from_on, count: row.count, unit: row.unit as Deadline['unit'], firstDueOn: row.first_due_on, dueOn: row.due_on,
    because: { th: row.because_th, en: row.because_en }, endedAt: row.ended_at, moves: [...given, ...moves],
  };
}

function assertDeadline({ from, count }: NewDeadline): void {
  if (!parseIsoDate(from)) throw calendarProblem('not-a-day', { errors: [{ pointer: '/from', th: `"${from}" ไม่ใช่วันที่`, en: `"${from}" is not a day` }] });
  if (!Number.isInteger(count) || count < 1 || count > MOST_COUNT) throw calendarProblem('count-refused', { errors: [{ pointer: '/count', th: `${count} ไม่อยู่ระหว่าง 1 ถึง ${MOST_COUNT}`, en: `${count} is not between 1 and ${MOST_COUNT}` }] });
}

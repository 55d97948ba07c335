import { addDays, eraOffset, parseIsoDate, todayInBangkok } from '@saphan/contracts/dates';
import type { Tx } from '#kernel/db.ts';
import { problem } from '../errors.ts';
import { isAbbrTaken, lockAgencies, type LockAgenciesRow } from './agency.sql.gen.ts';
import { listAgencyChanges, versionOf } from './read-agencies.ts';
import type { AgencyChange, NewNames, Order } from './schemas.ts';

const beFrom = 2400;
/** A change may be recorded so long after it took effect, and so long before. */
const YEARS_BACK = 20;
const YEARS_AHEAD = 5;
const DAYS_A_YEAR = 366;

/** @throws `organisations.day-refused` with the place, and the year that was meant where it is one of the Buddhist era. */
export function assertOrder({ effectiveOn, documentOn }: Pick<Order, 'effectiveOn' | 'documentOn'>, now: Date): void {
  const today = todayInBangkok(now);
  assertDay(effectiveOn, '/effectiveOn', addDays(today, -YEARS_BACK * DAYS_A_YEAR), addDays(today, YEARS_AHEAD * DAYS_A_YEAR));
  assertDay(documentOn, '/documentOn', '1900-01-01', today);
}

/** @throws `organisations.day-refused`. */
export function assertDay(text: string, pointer: string, first: string, last: string): void {
  const day = parseIsoDate(text);
  if (!day) throw refusedDay(pointer, `"${text}" ไม่ใช่วันที่`, `"${text}" is not a day`);
  if (day.year >= beFrom) {
    const meant = `${day.year - eraOffset}${text.slice(4)}`;
    throw refusedDay(pointer, `ปี ${day.year} เป็น พ.ศ. หมายถึง ${meant} หรือไม่`, `${day.year} is a year of the Buddhist era: was ${meant} meant?`);
  }
  if (text < first || text > last) throw refusedDay(pointer, `${text} ไม่อยู่ระหว่าง ${first} ถึง ${last}`, `${text} is not between ${first} and ${last}`);
}

const refusedDay = (pointer: string, th: string, en: string) => problem('day-refused', { errors: [{ pointer, th, en }] });

/** The agencies of a change, locked, and what was decided about the first so far. */
export interface Held { agency: LockAgenciesRow; into: LockAgenciesRow | null; changes: AgencyChange[] }

/**
 * Holds the agencies of a change against others who change them.
 *
 * @throws `organisations.agency-unknown` naming which, `organisations.into-itself`.
 */
export async function holdAgencies(tx: Tx, id: string, intoId: string | null): Promise<Held> {
  if (id === intoId) throw problem('into-itself', { errors: [{ pointer: '/into', th: 'เลือกหน่วยงานอื่น', en: 'choose another agency' }] });
  const rows = await lockAgencies(tx, { ids: intoId === null ? [id] : [id, intoId] });
  const agency = rows.find((row) => row.id === id);
  const into = rows.find((row) => row.id === intoId) ?? null;
  if (!agency) throw problem('agency-unknown', { agencyId: id });
  if (intoId !== null && !into) throw problem('agency-unknown', { agencyId: intoId, errors: [{ pointer: '/into', th: `ไม่มี "${intoId}" ในทะเบียน`, en: `"${intoId}" is not in the register` }] });
  return { agency, into, changes: await listAgencyChanges(tx, id) };
}

/**
 * The second of two who change an agency is told who was first.
 *
 * @throws `organisations.agency-ended`, `organisations.changed-meanwhile`, `organisations.change-waiting`.
 */
export async function assertMayChange(tx: Tx, { agency, into, changes }: Held, seen: number, ends: boolean): Promise<void> {
  if (agency.ended_on !== null) throw problem('agency-ended', { agencyId: agency.id, endedOn: agency.ended_on, successorId: agency.successor_id });
  if (into && into.ended_on !== null) throw problem('agency-ended', { agencyId: into.id, endedOn: into.ended_on, errors: [{ pointer: '/into', th: 'หน่วยงานนี้สิ้นสุดแล้ว', en: 'this agency has ended' }] });
  if (versionOf(changes) !== seen) throw meanwhile(changes);
  if (ends) assertNoneWaits(changes.filter((each) => each.agencyId === agency.id || each.into?.id === agency.id));
  if (into) assertNoneWaits((await listAgencyChanges(tx, into.id)).filter((each) => each.agencyId === into.id && isEnd(each)));
}

const isEnd = ({ kind }: AgencyChange) => kind === 'merge' || kind === 'end';
const waits = ({ takenAt, withdrawn }: AgencyChange) => takenAt === null && withdrawn === null;

/** Nothing ends while something else that concerns it is decided and has not come yet. */
function assertNoneWaits(changes: readonly AgencyChange[]): void {
  const waiting = changes.find(waits);
  if (waiting) throw problem('change-waiting', { changeId: waiting.id, kind: waiting.kind, effectiveOn: waiting.effectiveOn, documentNo: waiting.documentNo });
}

function meanwhile(changes: readonly AgencyChange[]): Error {
  const last = changes.filter(({ withdrawn }) => !withdrawn).toSorted((a, b) => b.id - a.id)[0];
  if (!last) return problem('changed-meanwhile', {});
  return problem('changed-meanwhile', { by: last.actor, at: last.recordedAt, version: last.id, detailTh: `${last.actor} บันทึกก่อน`, detailEn: `${last.actor} was first` });
}

/** @throws `organisations.agency-taken`, `organisations.names-unchanged`. */
export async function assertNames(tx: Tx, agency: LockAgenciesRow, names: Pick<NewNames, 'nameTh' | 'nameEn' | 'abbrTh' | 'abbrEn'>): Promise<void> {
  if (names.nameTh === agency.name_th && names.nameEn === agency.name_en && names.abbrTh === agency.abbr_th && names.abbrEn === agency.abbr_en) throw problem('names-unchanged', { agencyId: agency.id });
  if ((await isAbbrTaken(tx, { id: agency.id, abbr_th: names.abbrTh, abbr_en: names.abbrEn })).taken) {
    throw problem('agency-taken', { agencyId: agency.id, errors: [{ pointer: '/abbrTh', th: 'ตัวย่อนี้เป็นของหน่วยงานอื่น', en: 'another agency has this short name' }] });
  }
}

import { todayInBangkok } from '@saphan/contracts/dates';
import { addWorkingDays } from '#kernel/calendar/working-days.ts';
import type { Tx } from '#kernel/db.ts';
import { readDaysOff } from '#modules/calendar/index.ts';
import { writeLetters } from '#modules/identity/index.ts';
import { kindWords, levelOf, type IncidentKind } from '../incidents/describe.ts';
import { escalate, insertTellings, listNotEscalated, listUntold, type ListUntoldRow } from './telling.sql.gen.ts';

/** Working days an agency has before the secretariat is told too; what is only worth knowing stays with whoever answers for it. */
export const PATIENCE: Record<IncidentKind, number> = { 'personal-data': 1, suspended: 2, held: 3, rejects: 3, failing: 3, anomaly: 3, late: 3, rule: 3 };
/** More lines say less; the page has all. */
const LINES = 20;
/** Above it a mail names no dataset: others read it on its way. */
const NAMED_LEVEL = 1;

/** Tells the secretariat too of what its agency left open, and at once of what nobody in the agency answers for. */
export async function escalateLate(tx: Tx, now: Date): Promise<number> {
  const waiting = await listNotEscalated(tx, {});
  if (waiting.length === 0) return 0;
  const today = todayInBangkok(now);
  const first = waiting.reduce((least, { opened_on }) => (opened_on < least ? opened_on : least), today);
  const off = await readDaysOff(tx, first, `${Number(today.slice(0, 4)) + 1}-12-31`);
  const ids = waiting.filter(({ kind, opened_on, owned }) => !owned || (levelOf(kind) === 'act' && addWorkingDays(opened_on, PATIENCE[kind as IncidentKind], off) <= today)).map(({ id }) => id);
  if (ids.length > 0) await escalate(tx, { ids });
  return ids.length;
}

/**
 * One letter a person with all that is new, at most every four hours; who was told of an incident is not told of it again.
 *
 * @returns how many persons a letter was left for.
 */
export async function tellOwners(tx: Tx, now: Date): Promise<number> {
  const untold = await listUntold(tx, { now: now.toISOString() });
  const byPerson = Map.groupBy(untold, ({ person_id }) => person_id);
  await writeLetters(tx, 'incidents', [...byPerson].map(([personId, rows]) => ({ personId, about: { open: rows.length, items: rows.slice(0, LINES).map(lineOf) } })));
  if (untold.length > 0) await insertTellings(tx, { told: untold.map(({ incident_id, person_id }) => ({ incident_id, person_id })) });
  return byPerson.size;
}

function lineOf({ kind, level, title_th, title_en }: ListUntoldRow): { th: string; en: string } {
  const { title } = kindWords[kind as IncidentKind];
  return level > NAMED_LEVEL ? { th: `ชุดข้อมูลที่ไม่เปิดเผยชื่อในอีเมล: ${title.th}`, en: `A dataset that mail does not name: ${title.en}` } : { th: `${title_th}: ${title.th}`, en: `${title_en}: ${title.en}` };
}

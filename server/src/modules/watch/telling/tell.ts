import { todayInBangkok } from '@saphan/contracts/dates';
import { addWorkingDays } from '#kernel/calendar/working-days.ts';
import type { Tx } from '#kernel/db.ts';
import { readDaysOff } from '#modules/calendar/index.ts';
import { notify, settleNotices, type NewNotice } from '#modules/notices/index.ts';
import { kindWords, levelOf, type IncidentKind } from '../incidents/describe.ts';
import { escalate, insertTellings, listNotEscalated, listTold, listUntold, type ListUntoldRow } from './telling.sql.gen.ts';

/** Working days an agency has before the secretariat is told too; what is only worth knowing stays with whoever answers for it. */
export const PATIENCE: Record<IncidentKind, number> = { 'personal-data': 1, suspended: 2, held: 3, rejects: 3, failing: 3, anomaly: 3, late: 3, rule: 3 };
/** Above it a notice names no dataset: it is mailed, and others read mail on its way. */
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
 * Tells each person of all that is new, at most every four hours; who was told of an incident is not told of it again. Told is only whom a notice came to.
 *
 * @returns how many persons were told.
 */
export async function tellOwners(tx: Tx, now: Date): Promise<number> {
  const untold = await listUntold(tx, { now: now.toISOString() });
  const reached = new Set((await notify(tx, untold.map(openedNotice))).filter(({ people }) => people > 0).map(({ key }) => key));
  const told = untold.filter((row) => reached.has(keyOf('opened', row)));
  if (told.length > 0) await insertTellings(tx, { told: told.map(({ incident_id, person_id }) => ({ incident_id, person_id })) });
  return new Set(told.map(({ person_id }) => person_id)).size;
}

/** What is over waits for nobody any more; those who were told of it hear so, except whoever closed it. */
export async function tellClosed(tx: Tx, ids: readonly number[], by: { accountId: string | null; name: string } | null): Promise<void> {
  if (ids.length === 0) return;
  const told = await listTold(tx, { ids: [...ids], account_id: by?.accountId ?? null });
  await settleNotices(tx, 'incident', told.map((row) => keyOf('opened', row)));
  await notify(tx, told.filter(({ own }) => !own).map((row): NewNotice => {
    const { th, en } = titleOf(row);
    return {
      kind: 'incident', key: keyOf('closed', row), to: { personId: row.person_id }, link: '/incidents', mail: 'digest', ...(row.first && { agencyId: row.agency_id }),
      what: by ? { th: `${by.name} ปิดเรื่องแล้ว: ${th}`, en: `${by.name} closed: ${en}` } : { th: `พ้นเหตุแล้ว: ${th}`, en: `Over by itself: ${en}` },
    };
  }));
}

type Row = Pick<ListUntoldRow, 'incident_id' | 'person_id' | 'kind' | 'level' | 'title_th' | 'title_en'>;

/** Systems of the agency hear of it once, with the first person who does. */
function openedNotice(row: ListUntoldRow): NewNotice {
  const { th, en } = titleOf(row);
  return {
    kind: 'incident', key: keyOf('opened', row), to: { personId: row.person_id }, link: '/incidents', todo: kindWords[row.kind as IncidentKind].next, ...(row.first && { agencyId: row.agency_id }),
    what: row.again ? { th: `เกิดซ้ำ: ${th}`, en: `Again: ${en}` } : { th, en },
  };
}

const keyOf = (what: 'opened' | 'closed', { incident_id, person_id }: Pick<Row, 'incident_id' | 'person_id'>): string => `${what}:${incident_id}:${person_id}`;

function titleOf({ kind, level, title_th, title_en }: Row): { th: string; en: string } {
  const { title } = kindWords[kind as IncidentKind];
  return level > NAMED_LEVEL ? { th: `ชุดข้อมูลที่ไม่เปิดเผยชื่อในอีเมล: ${title.th}`, en: `A dataset that mail does not name: ${title.en}` } : { th: `${title_th}: ${title.th}`, en: `${title_en}: ${title.en}` };
}

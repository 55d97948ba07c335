import { todayInBangkok } from '@saphan/contracts/dates';
import { addWorkingDays, isWorkingDay, type DaysOff } from '#kernel/calendar/working-days.ts';
import type { Database, Tx } from '#kernel/db.ts';
import { notify, settleNotices, type Address } from '#modules/notices/index.ts';
import { listAgencies, type Agency } from '#modules/organisations/index.ts';
import { readDue, type Due } from './due.ts';
import { insertReminder, insertStages, listOpenReminders, listToldStages, settleReminders } from './reminders.sql.gen.ts';
import { HEAD_AFTER, mondayOf } from './stages.ts';
import { agencyWords, ministryWords } from './words.ts';

type Audience = 'owner' | 'head' | 'secretariat';
interface Today { day: string; now: Date; off: DaysOff; agencies: ReadonlyMap<string, Agency> }

const FIRST_HOUR = 8;
/** A week of working days: by then somebody should have done what is late. */
const GIVEN_DAYS = 5;

/**
 * Tells each agency at most once a working day, in one notice, of what is due within 14, 5 and 1 working days and, weekly, of what is late; its head
 * when something is ten working days late, the secretariat once a week. What is no longer due is settled. Safe to repeat and to interrupt.
 *
 * @returns how many notices were made.
 */
export async function remind(db: Database, now: Date): Promise<number> {
  const day = todayInBangkok(now);
  const { due, off, agencies, told } = await db.read(async (tx) => ({
    ...await readDue(tx, day), agencies: new Map((await listAgencies(tx)).map((agency) => [agency.id, agency])), told: new Set((await listToldStages(tx, {})).map(({ dataset_id: id, stage }) => `${id} ${stage}`)),
  }));
  await db.tx((tx) => settleDone(tx, due, now));
  if (!isWorkingDay(day, off) || hourInBangkok(now) < FIRST_HOUR) return 0;
  const today = { day, now, off, agencies };
  let made = 0;
  // One transaction an agency: what was told stays told when the next one fails.
  for (const [agencyId, own] of Map.groupBy(due, (each) => each.agencyId)) made += await db.tx((tx) => remindAgency(tx, today, agencyId, own, told));
  return made + await db.tx((tx) => remindSecretariat(tx, today, due));
}

async function remindAgency(tx: Tx, today: Today, agencyId: string, due: readonly Due[], told: ReadonlySet<string>): Promise<number> {
  const agency = today.agencies.get(agencyId);
  if (!agency) return 0;
  const fresh = due.filter(({ datasetId, stage }) => !told.has(`${datasetId} ${stage}`));
  const long = due.filter(({ late }) => late >= HEAD_AFTER);
  const longFresh = long.filter(({ datasetId }) => !told.has(`${datasetId} head`));
  const owner = fresh.length > 0 && await tell(tx, today, { audience: 'owner', agencyId, to: { role: 'steward', agencyId }, due, stages: fresh, ...agencyWords(agency, due) });
  const head = longFresh.length > 0 && await tell(tx, today, { audience: 'head', agencyId, to: { role: 'responsible', agencyId }, due: long, stages: longFresh.map((each) => ({ ...each, stage: 'head' })), ...agencyWords(agency, long) });
  return Number(owner) + Number(head);
}

async function remindSecretariat(tx: Tx, today: Today, due: readonly Due[]): Promise<number> {
  const long = [...Map.groupBy(due.filter(({ late }) => late >= HEAD_AFTER), ({ agencyId }) => agencyId)].flatMap(([id, own]) => { const agency = today.agencies.get(id); return agency ? [{ agency, due: own }] : []; });
  if (long.length === 0) return 0;
  // Once a week: its Monday names it, whatever day the first working one is.
  return Number(await tell(tx, today, { audience: 'secretariat', agencyId: null, onDay: mondayOf(today.day), to: { role: 'secretariat', agencyId: null }, due: long.flatMap((each) => each.due), stages: [], ...ministryWords(long) }));
}

interface Telling { audience: Audience; agencyId: string | null; onDay?: string; to: Address; due: readonly Due[]; stages: readonly Due[]; what: { th: string; en: string }; todo: { th: string; en: string } }

/** One notice; the one before it is settled, so that a reader has one of a kind. @returns false when it was told today. */
async function tell(tx: Tx, { day, now, off }: Today, { audience, agencyId, onDay = day, to, due, stages, what, todo }: Telling): Promise<boolean> {
  const reminder = await insertReminder(tx, { agency_id: agencyId, audience, on_day: onDay, now: now.toISOString() });
  if (!reminder) return false;
  const before = (await listOpenReminders(tx, {})).filter((each) => each.audience === audience && each.agency_id === agencyId && each.id !== reminder.id);
  await settle(tx, before, now);
  await insertStages(tx, { reminder_id: reminder.id, stages: stages.map(({ datasetId, dueOn, stage }) => ({ dataset_id: datasetId, due_on: dueOn, stage })) });
  const coming = due.filter(({ late }) => late === 0).map(({ lastOn }) => lastOn).toSorted()[0];
  await notify(tx, [{
    kind: 'reminder', key: keyOf(audience, agencyId, onDay), to, ...(agencyId !== null && { agencyId }), what, todo, by: coming ?? addWorkingDays(day, GIVEN_DAYS, off),
    link: agencyId === null ? '/board' : `/board?agency=${agencyId}`,
  }]);
  return true;
}

/** Reminders of agencies of which nothing is due or late any more, or nothing long enough. */
async function settleDone(tx: Tx, due: readonly Due[], now: Date): Promise<void> {
  const stands = (audience: string, agencyId: string | null) => due.some((each) => (agencyId === null || each.agencyId === agencyId) && (audience === 'owner' || each.late >= HEAD_AFTER));
  await settle(tx, (await listOpenReminders(tx, {})).filter((each) => !stands(each.audience, each.agency_id)), now);
}

async function settle(tx: Tx, reminders: readonly { id: number; agency_id: string | null; audience: string; on_day: string }[], now: Date): Promise<void> {
  if (reminders.length === 0) return;
  await settleReminders(tx, { ids: reminders.map(({ id }) => id), now: now.toISOString() });
  await settleNotices(tx, 'reminder', reminders.map((each) => keyOf(each.audience, each.agency_id, each.on_day)));
}

const keyOf = (audience: string, agencyId: string | null, onDay: string): string => `plans:${audience}:${agencyId ?? 'ministry'}:${onDay}`;
const hourInBangkok = (now: Date): number => (now.getUTCHours() + 7) % 24;

import type { Static } from 'typebox';
import { audit } from '#kernel/audit.ts';
import type { Tx } from '#kernel/db.ts';
import { announce } from '#kernel/outbox.ts';
import type { Actor } from '#kernel/policy.ts';
import { calendarProblem } from '../errors.ts';
import { holdCalendar, moveDeadlines } from '../deadlines/move-deadlines.ts';
import { assertDay, selectDayOff } from '../reads/days.ts';
import type { ConfirmBody, DayOff, DeclareBody, WithdrawBody } from '../schemas.ts';
import { confirmDay, insertDeclaredDay, selectAndLockDay, withdrawDay, type SelectAndLockDayRow } from './day.sql.gen.ts';

/** Declares a day on which offices close; whoever declares it stands for it. @throws `calendar.not-a-day`, `calendar.day-known`. */
export async function declareDayOff(tx: Tx, actor: Actor, asked: Static<typeof DeclareBody>): Promise<DayOff> {
  assertDay(asked.day, '/day');
  await holdCalendar(tx);
  const made = await insertDeclaredDay(tx, { day: asked.day, name_th: asked.nameTh.trim(), name_en: asked.nameEn.trim(), source: asked.source.trim(), by: actor.name });
  if (!made) throw calendarProblem('day-known', { day: asked.day, errors: [{ pointer: '/nameTh', th: 'ชื่อนี้มีแล้วในวันนั้น', en: 'this name is taken on that day' }] });
  await moveDeadlines(tx, [made.id], true);
  await tell(tx, actor, 'declared', made.id, { day: asked.day, source: asked.source });
  return selectDayOff(tx, made.id);
}

/** Confirms a provisional day and says where it is written. */
export async function confirmDayOff(tx: Tx, actor: Actor, id: number, { source }: Static<typeof ConfirmBody>): Promise<DayOff> {
  const { day } = await selectLiveDay(tx, id);
  await confirmDay(tx, { id, by: actor.name, source: source.trim() });
  await tell(tx, actor, 'confirmed', id, { day, source });
  return selectDayOff(tx, id);
}

/** Withdraws a day: offices are open after all. It stays in the list with the reason, and nothing that is loaded brings it back. */
export async function withdrawDayOff(tx: Tx, actor: Actor, id: number, { reason }: Static<typeof WithdrawBody>): Promise<DayOff> {
  await holdCalendar(tx);
  const { day } = await selectLiveDay(tx, id);
  await withdrawDay(tx, { id, by: actor.name, reason: reason.trim() });
  await moveDeadlines(tx, [id], false);
  await tell(tx, actor, 'withdrawn', id, { day, reason });
  return selectDayOff(tx, id);
}

async function selectLiveDay(tx: Tx, id: number): Promise<SelectAndLockDayRow> {
  const row = await selectAndLockDay(tx, { id });
  if (!row) throw calendarProblem('day-not-found', { id });
  if (row.withdrawn_at) throw calendarProblem('day-withdrawn', { id });
  return row;
}

async function tell(tx: Tx, actor: Actor, what: 'declared' | 'confirmed' | 'withdrawn', id: number, detail: { day: string; source?: string; reason?: string }): Promise<void> {
  await audit(tx, actor, `calendar.day-off-${what}`, `day-off:${id}`, detail);
  await announce(tx, 'calendar.changed', { from: detail.day, to: detail.day });
}

import { parseIsoDate } from '@saphan/contracts/dates';
import { audit } from '#kernel/audit.ts';
import type { Tx } from '#kernel/db.ts';
import { announce } from '#kernel/outbox.ts';
import type { Actor } from '#kernel/policy.ts';
import { setDeadline } from '#modules/calendar/index.ts';
import { deadlineOf } from '../calendar/due-deadline.ts';
import { problem } from '../errors.ts';
import { findDueDate, insertDueEvent } from './set-due-date.sql.gen.ts';
import { lockStanding, restate } from './standing.sql.gen.ts';

export interface DueDateChange { datasetId: number; dueOn: string; reason: string }

/**
 * Sets a dataset's due date or moves it; the first one stays as baseline; the calendar keeps it (ADR 0026). The same date again changes nothing.
 *
 * @param now when it is decided and recorded.
 * @throws `plans.not-a-date`, `plans.reason-missing`.
 */
export async function setDueDate(tx: Tx, actor: Actor, change: DueDateChange, now: Date): Promise<void> {
  assertSaid(change);
  await lockStanding(tx, { dataset_id: change.datasetId });
  const before = await findDueDate(tx, { dataset_id: change.datasetId });
  if (before?.due_on === change.dueOn) return;
  const moment = now.toISOString();
  await insertDueEvent(tx, { dataset_id: change.datasetId, due_on: change.dueOn, reason: change.reason.trim(), actor: actor.name, now: moment });
  await setDeadline(tx, deadlineOf(change.datasetId, change.dueOn));
  await restate(tx, { dataset_id: change.datasetId, now: moment, confirmed_at: null });
  const detail = { dueOn: change.dueOn, before: before?.due_on ?? null, reason: change.reason.trim() };
  await audit(tx, actor, 'plans.due-date-set', `dataset:${change.datasetId}`, detail);
  await announce(tx, 'plans.due-date-set', { datasetId: change.datasetId, ...detail });
}

function assertSaid({ dueOn, reason }: DueDateChange): void {
  if (!parseIsoDate(dueOn)) {
    throw problem('not-a-date', { errors: [{ pointer: '/dueOn', th: `"${dueOn}" ไม่ใช่วันที่`, en: `"${dueOn}" is not a day` }] });
  }
  if (reason.trim() === '') throw problem('reason-missing', { errors: [{ pointer: '/reason', th: 'ยังไม่ได้เขียนเหตุผล', en: 'No reason was given' }] });
}

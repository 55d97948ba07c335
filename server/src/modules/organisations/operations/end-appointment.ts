import { addDays, todayInBangkok } from '@saphan/contracts/dates';
import { audit } from '#kernel/audit.ts';
import type { Tx } from '#kernel/db.ts';
import { announce } from '#kernel/outbox.ts';
import type { Actor } from '#kernel/policy.ts';
import { problem } from '../errors.ts';
import type { Appointment, AppointmentEnd } from '../people-schemas.ts';
import { appointmentOf } from '../reads/list-people.ts';
import { appoint } from './appoint.ts';
import { endAppointmentRow, findOpenAppointment, isCoveredWithout, selectAndLockPost, selectAppointment } from './appoint.sql.gen.ts';

/**
 * Gives an appointment its last day; today is the earliest that still counts, an earlier day ends it at once.
 *
 * @param asked.successor becomes holder of the post the day after.
 * @throws `organisations.appointment-unknown`, `days-refused`, `successor-missing` when nobody else would answer for the unit the day
 * after, and what {@link appoint} throws.
 */
export async function endAppointment(tx: Tx, actor: Actor, asked: AppointmentEnd & { id: number }): Promise<Appointment> {
  const open = await findOpenAppointment(tx, { id: asked.id });
  if (!open) throw problem('appointment-unknown', { appointmentId: asked.id });
  if (asked.until < open.since || (open.until !== null && asked.until > open.until)) throw problem('days-refused', { since: open.since, until: open.until });
  if (asked.successor) await replace(tx, actor, asked, open.post_id);
  else await endAlone(tx, actor, asked, open.post_id);
  await audit(tx, actor, 'organisations.appointment-ended', `appointment:${asked.id}`, { until: asked.until, reason: asked.reason });
  await announce(tx, 'organisations.mandate-changed', { personId: open.person_id });
  return appointmentOf(await selectAppointment(tx, { id: asked.id }));
}

async function endAlone(tx: Tx, actor: Actor, asked: AppointmentEnd & { id: number }, postId: number): Promise<void> {
  const post = await selectAndLockPost(tx, { id: postId });
  const next = [addDays(asked.until, 1), todayInBangkok(new Date())].toSorted()[1];
  if (post?.responsible && !(await isCoveredWithout(tx, { unit_id: post.unit_id, appointment_id: asked.id, day: next ?? null })).covered) throw problem('successor-missing', { unitId: post.unit_id, from: next });
  await endAppointmentRow(tx, { id: asked.id, until: asked.until, ended_by: actor.name, reason: asked.reason });
}

async function replace(tx: Tx, actor: Actor, asked: AppointmentEnd & { id: number }, postId: number): Promise<void> {
  const { personId, documentNo, documentOn } = asked.successor as NonNullable<AppointmentEnd['successor']>;
  await appoint(tx, actor, { postId, personId, kind: 'holder', since: addDays(asked.until, 1), documentNo, documentOn, replaces: asked.id });
}

import { audit } from '#kernel/audit.ts';
import { addDays } from '@saphan/contracts/dates';
import type { Tx } from '#kernel/db.ts';
import { announce } from '#kernel/outbox.ts';
import type { Actor } from '#kernel/policy.ts';
import { problem } from '../errors.ts';
import type { Appointment, NewAppointment } from '../people-schemas.ts';
import { findPerson } from '../reads/mandates.ts';
import { appointmentOf } from '../reads/list-people.ts';
import { assertMayGiveRoles } from './create-post.ts';
import { assertNotOneself } from './oneself.ts';
import { endAppointmentRow, findOpenAppointment, insertAppointment, nameSuccessor, selectAndLockPost, selectAppointment } from './appoint.sql.gen.ts';

/**
 * Puts a person into a post by a document: holder, acting for an empty post, or acting on behalf of its holder.
 *
 * @param asked.replaces appointment to the same post that ends the day before this one begins.
 * @throws `organisations.post-unknown`, `person-unknown`, `end-missing`, `days-refused`, `not-to-oneself`, `roles-refused`,
 * `appointment-unknown` (of `replaces`), `post-has-a-holder`.
 */
export async function appoint(tx: Tx, actor: Actor, asked: NewAppointment): Promise<Appointment> {
  assertDays(asked);
  const post = await selectAndLockPost(tx, { id: asked.postId });
  if (!post) throw problem('post-unknown', { postId: asked.postId });
  assertMayGiveRoles(actor, post.roles);
  assertNotOneself(actor, asked.personId);
  if (!await findPerson(tx, asked.personId)) throw problem('person-unknown', { personId: asked.personId });
  if (asked.replaces !== undefined) await endReplaced(tx, actor, asked, asked.replaces);
  const { id } = await insert(tx, actor, asked);
  if (asked.replaces !== undefined) await nameSuccessor(tx, { id: asked.replaces, successor_id: id });
  await audit(tx, actor, 'organisations.appointed', `appointment:${id}`, { postId: asked.postId, personId: asked.personId, kind: asked.kind, since: asked.since, until: asked.until ?? null, documentNo: asked.documentNo });
  await announce(tx, 'organisations.mandate-changed', { personId: asked.personId });
  return appointmentOf(await selectAppointment(tx, { id }));
}

function assertDays({ kind, since, until }: NewAppointment): void {
  if (kind !== 'holder' && until === undefined) throw problem('end-missing', { errors: [{ pointer: '/body/until', th: 'ใส่วันสุดท้าย', en: 'Give the last day.' }] });
  if (until !== undefined && until < since) throw problem('days-refused', { errors: [{ pointer: '/body/until', th: 'วันสุดท้ายมาก่อนวันแรก', en: 'The last day comes before the first.' }] });
}

async function endReplaced(tx: Tx, actor: Actor, asked: NewAppointment, id: number): Promise<void> {
  const before = await findOpenAppointment(tx, { id });
  if (!before || before.post_id !== asked.postId) throw problem('appointment-unknown', { appointmentId: id });
  if (asked.since <= before.since) throw problem('days-refused', { errors: [{ pointer: '/body/since', th: 'ต้องเริ่มหลังวันเริ่มของคำสั่งเดิม', en: 'Begin after the first day of the appointment replaced.' }] });
  await endAppointmentRow(tx, { id, until: addDays(asked.since, -1), ended_by: actor.name, reason: asked.documentNo });
  await announce(tx, 'organisations.mandate-changed', { personId: before.person_id });
}

async function insert(tx: Tx, actor: Actor, asked: NewAppointment): Promise<{ id: number }> {
  try {
    return await insertAppointment(tx, {
      post_id: asked.postId, person_id: asked.personId, kind: asked.kind, since: asked.since, until: asked.until ?? null,
      document_no: asked.documentNo, document_on: asked.documentOn, created_by: actor.name,
    });
  } catch (error) {
    if ((error as { constraint?: string }).constraint === 'one_holder_a_post') throw problem('post-has-a-holder', { postId: asked.postId }, { cause: error });
    throw error;
  }
}

import { audit } from '#kernel/audit.ts';
import type { Tx } from '#kernel/db.ts';
import { announce } from '#kernel/outbox.ts';
import type { Actor, Principal } from '#kernel/policy.ts';
import { problem } from '../errors.ts';
import type { Delegation, NewDelegation } from '../people-schemas.ts';
import { delegationOf } from '../reads/list-people.ts';
import { findPerson } from '../reads/mandates.ts';
import { findDelegatingPost, findOpenDelegation, insertDelegation, revokeDelegationRow } from './delegate.sql.gen.ts';
import { assertNotOneself } from './oneself.ts';

/** Rooms whose powers are over data. Those over people, accounts and rights stay with the post: otherwise a power could give powers on. */
const DELEGABLE = /^(?:catalog|lake|linkage|plans)\./;
const CHANGING_ROLES = ['operator', 'secretariat', 'steward'];

/**
 * Gives single powers of a post to a person until a day, by a document. It gives no role, and cannot be given on.
 *
 * @throws `organisations.post-unknown`, `person-unknown`, `days-refused`, `powers-refused`, `post-has-no-powers`, `not-to-oneself`.
 */
export async function delegate(tx: Tx, actor: Actor, asked: NewDelegation): Promise<Delegation> {
  const refused = asked.powers.filter((power) => !DELEGABLE.test(power));
  if (refused.length > 0 || (actor as Partial<Principal>).persona?.startsWith('delegation:')) throw problem('powers-refused', { powers: refused });
  if (asked.until < asked.since) throw problem('days-refused');
  assertNotOneself(actor, asked.toPersonId);
  const post = await findDelegatingPost(tx, { id: asked.fromPostId });
  if (!post) throw problem('post-unknown', { postId: asked.fromPostId });
  if (!post.roles.some((role) => CHANGING_ROLES.includes(role))) throw problem('post-has-no-powers', { postId: post.id });
  if (!await findPerson(tx, asked.toPersonId)) throw problem('person-unknown', { personId: asked.toPersonId });
  const row = await insertDelegation(tx, {
    from_post_id: asked.fromPostId, to_person_id: asked.toPersonId, powers: asked.powers, since: asked.since, until: asked.until,
    document_no: asked.documentNo, document_on: asked.documentOn, created_by: actor.name,
  });
  await audit(tx, actor, 'organisations.delegated', `delegation:${row.id}`, { postId: asked.fromPostId, personId: asked.toPersonId, powers: asked.powers, until: asked.until, documentNo: asked.documentNo });
  await announce(tx, 'organisations.mandate-changed', { personId: asked.toPersonId });
  return delegationOf(row);
}

/** Takes delegated powers back at once. @throws `organisations.delegation-unknown`. */
export async function revokeDelegation(tx: Tx, actor: Actor, id: number, reason: string): Promise<void> {
  const open = await findOpenDelegation(tx, { id });
  if (!open) throw problem('delegation-unknown', { delegationId: id });
  await revokeDelegationRow(tx, { id, revoked_by: actor.name, reason });
  await audit(tx, actor, 'organisations.delegation-revoked', `delegation:${id}`, { reason });
  await announce(tx, 'organisations.mandate-changed', { personId: open.to_person_id });
}

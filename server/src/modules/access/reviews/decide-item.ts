import { audit } from '#kernel/audit.ts';
import type { Tx } from '#kernel/db.ts';
import type { Principal } from '#kernel/policy.ts';
import { problem } from '../errors.ts';
import { removeGrant } from './remove-grant.ts';
import { noteDecision, selectAndLockItem, type SelectAndLockItemRow } from './review.sql.gen.ts';
import type { ItemAnswer } from './schemas.ts';

/**
 * Answers one question of a round: who keeps it keeps it, what is removed ends at once. An answer may turn from keep to remove until the round ends, never back.
 *
 * @throws `access.review-item-not-found`, `review-closed`, `review-decided`, `review-of-oneself`, `review-not-yours`, and what refuses the removal.
 */
export async function decideReviewItem(tx: Tx, who: Principal, id: number, answer: ItemAnswer): Promise<void> {
  const item = await selectAndLockItem(tx, { id });
  if (!item) throw problem('review-item-not-found', { id });
  assertMayDecide(who, item);
  if (item.closed_at !== null) throw problem('review-closed', { id: item.campaign_id });
  if (item.decision === 'remove') throw problem('review-decided', { id });
  if (answer.decision === 'remove') await removeGrant(tx, item, `ทบทวนสิทธิ · Review of rights ${item.campaign_id}: ${answer.reason}`.slice(0, 200));
  await noteDecision(tx, { id, decision: answer.decision, reason: answer.reason, decided_by: who.name });
  await audit(tx, who, 'access.review-decided', `review:${item.campaign_id}`, { itemId: id, accountId: item.account_id, grant: `${item.grant_kind}:${item.grant_id}`, decision: answer.decision, reason: answer.reason });
}

/** The head who was asked and still is a head; a system administrator for whom nobody answers. Nobody answers for himself. */
function assertMayDecide(who: Principal, item: SelectAndLockItemRow): void {
  if (item.account_id === who.accountId || (item.person_id !== null && item.person_id === who.personId)) throw problem('review-of-oneself');
  const asked = who.personId !== null && who.personId === item.reviewer_person_id && item.reviewer_is_head;
  if (!asked && !who.roles.includes('operator')) throw problem('review-not-yours');
}

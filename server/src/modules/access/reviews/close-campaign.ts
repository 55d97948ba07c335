import { audit } from '#kernel/audit.ts';
import type { Database } from '#kernel/db.ts';
import type { Actor } from '#kernel/policy.ts';
import { Problem } from '#kernel/problem.ts';
import { problem } from '../errors.ts';
import { removeGrant } from './remove-grant.ts';
import { closeCampaign as closeCampaignRow, listCampaigns, listOpenItems, noteDecision, selectAndLockItem } from './review.sql.gen.ts';

/**
 * Ends a round: what nobody confirmed is taken away. Each grant goes in a transaction of its own, so that one that cannot be taken (the last
 * system administrator, the only head of a unit) stays, with the reason, and holds up no other. Safe to repeat after a stop in the middle.
 *
 * @throws `access.review-not-found`, `access.review-closed`, `access.review-not-reminded`.
 */
export async function closeReviewCampaign(db: Database, actor: Actor, id: number): Promise<void> {
  const campaign = await db.read(async (tx) => (await listCampaigns(tx, { id, person_id: null }))[0]);
  if (!campaign) throw problem('review-not-found', { id });
  if (campaign.closed_at !== null) throw problem('review-closed', { id });
  if (campaign.reminded_at === null) throw problem('review-not-reminded', { id });
  for (const item of await db.read((tx) => listOpenItems(tx, { campaign_id: id }))) await removeUnanswered(db, item.id);
  await db.tx(async (tx) => { if (await closeCampaignRow(tx, { id })) await audit(tx, actor, 'access.review-closed', `review:${id}`); });
}

const UNANSWERED = 'ไม่มีผู้ยืนยันภายในกำหนด · Nobody confirmed it in time';

async function removeUnanswered(db: Database, id: number): Promise<void> {
  const kept = await db.tx(async (tx) => {
    const item = await selectAndLockItem(tx, { id });
    if (!item || item.decision !== null) return null;
    await removeGrant(tx, item, UNANSWERED);
    await noteDecision(tx, { id, decision: 'remove', reason: UNANSWERED, decided_by: 'saphan' });
    return null;
  }).catch((error: unknown) => { if (error instanceof Problem && error.status < 500) return error; throw error; });
  if (kept) await db.tx((tx) => noteDecision(tx, { id, decision: 'keep', reason: `ถอนไม่ได้ · Could not be taken away: ${kept.code}`, decided_by: 'saphan' }));
}

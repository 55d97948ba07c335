import type { Tx } from '#kernel/db.ts';
import type { Principal } from '#kernel/policy.ts';
import { problem } from '../errors.ts';
import { listCampaigns, listItems } from './review.sql.gen.ts';
import type { Campaign, Item } from './schemas.ts';

const PAGE = 100;

/** Rounds from the newest, with how far each is; one alone when `id` is given. */
export async function listReviewCampaigns(tx: Tx, who: Principal, id: number | null = null): Promise<Campaign[]> {
  return (await listCampaigns(tx, { id, person_id: who.personId })).map((row) => ({
    id: row.id, titleTh: row.title_th, titleEn: row.title_en, opensOn: row.opens_on, closesOn: row.closes_on, startedBy: row.started_by, remindedAt: row.reminded_at, closedAt: row.closed_at,
    total: row.total, kept: row.kept, removed: row.removed, mine: row.mine,
  }));
}

/**
 * Questions of a round: one's own, or all for system administrators and auditors who ask for them.
 *
 * @throws `access.review-not-found`, `access.review-not-yours`.
 */
export async function listReviewItems(tx: Tx, who: Principal, asked: { campaignId: number; cursor?: number; open?: boolean; all?: boolean }): Promise<{ items: Item[]; nextCursor: number | null }> {
  if ((await listReviewCampaigns(tx, who, asked.campaignId)).length === 0) throw problem('review-not-found', { id: asked.campaignId });
  if (asked.all && !who.roles.includes('operator') && !who.roles.includes('auditor')) throw problem('review-not-yours');
  if (!asked.all && who.personId === null) return { items: [], nextCursor: null };
  const rows = await listItems(tx, { campaign_id: asked.campaignId, after: asked.cursor ?? 0, reviewer: asked.all ? null : who.personId, open: asked.open ?? null, limit: PAGE });
  const items = rows.map((row) => ({
    id: row.id, account: { id: row.account_id, displayName: row.display_name, userName: row.user_name }, kind: row.grant_kind as Item['kind'], whatTh: row.what_th, whatEn: row.what_en,
    reviewer: row.reviewer, decision: row.decision as Item['decision'], reason: row.reason, decidedBy: row.decided_by, decidedAt: row.decided_at,
  }));
  return { items, nextCursor: items.length === PAGE ? items.at(-1)?.id ?? null : null };
}

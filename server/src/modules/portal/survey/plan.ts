import type { Static } from 'typebox';
import { audit } from '#kernel/audit.ts';
import type { Tx } from '#kernel/db.ts';
import { announce } from '#kernel/outbox.ts';
import type { Principal } from '#kernel/policy.ts';
import { assertAgencyExists } from '#modules/catalog/index.ts';
import { problem } from '../errors.ts';
import { selectPublicDataset } from '../public-dataset.ts';
import { plainText } from '../writing.ts';
import type { itemListSchema, MovedItem } from './schemas.ts';
import { deliverItem as deliverItemRow, deliverRequest, listItems, moveItem, planRequest, selectAndLockItem } from './survey.sql.gen.ts';

/** What agencies will publish, late ones and those that come next first. */
export async function listPublicationPlan(tx: Tx, agencyId: string | null, today: string): Promise<Static<typeof itemListSchema>> {
  const rows = await listItems(tx, { agency_id: agencyId, today });
  return { items: rows.map((row) => ({
    id: row.id, titleTh: row.title_th, titleEn: row.title_en, agencyId: row.agency_id, agencyTh: row.agency_th, agencyEn: row.agency_en, dueOn: row.due_on, votes: row.votes,
    state: row.state as 'planned', requestId: row.request_id, surveyId: row.survey_id, dataset: row.slug, deliveredAt: row.delivered_at, movedWhy: row.moved_why, mayDeliver: row.may_deliver,
  })) };
}

/** Ties a published dataset to an item of the plan, and to the request behind it. @throws `portal.item-not-found`, `portal.dataset-not-public`. */
export async function deliverItem(tx: Tx, who: Principal, id: number, slug: string): Promise<void> {
  const dataset = await selectPublicDataset(tx, slug);
  const item = await deliverItemRow(tx, { id, dataset_id: dataset.id });
  if (!item) throw problem('item-not-found', { id });
  if (item.request_id) await deliverRequest(tx, { request_id: item.request_id, dataset_id: dataset.id });
  await audit(tx, who, 'portal.item-delivered', `publication-item:${id}`, { dataset: slug });
}

/**
 * Gives an item another day or another agency, with a reason that everybody reads; the request behind it follows.
 *
 * @throws `portal.item-not-found`, `portal.item-delivered`, `portal.day-missing`, `catalog.agency-unknown`.
 */
export async function movePlanItem(tx: Tx, who: Principal, id: number, { dueOn, agencyId, reason }: MovedItem, today: string): Promise<void> {
  const item = await selectAndLockItem(tx, { id });
  if (!item) throw problem('item-not-found', { id });
  if (item.dataset_id !== null) throw problem('item-delivered', { id });
  if (dueOn !== undefined && dueOn < today) throw problem('day-missing');
  if (agencyId !== undefined) await assertAgencyExists(tx, agencyId);
  const moved = { agency_id: agencyId ?? item.agency_id, due_on: dueOn ?? item.due_on };
  await moveItem(tx, { id, ...moved, why: plainText(reason) });
  if (item.request_id) await planRequest(tx, { request_id: item.request_id, due_on: moved.due_on });
  await audit(tx, who, 'portal.plan-item-moved', `publication-item:${id}`, { from: { agencyId: item.agency_id, dueOn: item.due_on }, to: { agencyId: moved.agency_id, dueOn: moved.due_on }, reason });
  await announce(tx, 'portal.plan-item-moved', { itemId: id });
}

import type { Tx } from '#kernel/db.ts';
import type { Actor } from '#kernel/policy.ts';
import { createDataset, type NewDataset } from '#modules/catalog/index.ts';
import type { DatasetCard } from '../schemas.ts';
import { readDatasetCard } from '../reads/datasets.ts';
import { setDueDate } from './set-due-date.ts';

export const firstReason = 'กำหนดแรกตามแผน · First due date of the plan';

/**
 * Adds a dataset to the catalogue and, when a due date is given, to the plan, in one transaction.
 *
 * @throws what `createDataset` and `setDueDate` throw.
 */
export async function addDataset(tx: Tx, actor: Actor, given: NewDataset & { dueOn?: string | null }, now: Date): Promise<DatasetCard> {
  const { dueOn, ...record } = given;
  const dataset = await createDataset(tx, actor, record);
  if (dueOn) await setDueDate(tx, actor, { datasetId: dataset.id, dueOn, reason: firstReason }, now);
  return readDatasetCard(tx, dataset.slug, now);
}

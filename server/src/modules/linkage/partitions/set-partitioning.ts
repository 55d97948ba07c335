import type { Static } from 'typebox';
import { audit } from '#kernel/audit.ts';
import type { Tx } from '#kernel/db.ts';
import { announce } from '#kernel/outbox.ts';
import type { Actor } from '#kernel/policy.ts';
import type { PartitionBy } from '@saphan/contracts/partitions';
import type { Contract } from '@saphan/contracts/contract';
import { currentRelease } from '#modules/lake/index.ts';
import { linkageProblem } from '../errors.ts';
import { findNewestContract } from '../operations/contract.sql.gen.ts';
import { checkPartitioning } from './check-partitioning.ts';
import { notedInRelease } from './count-partitions.ts';
import { deletePartitioning, findPartitioning, listPartitionsUnderWay, lockBackfillsOf, markUncounted, putPartitioning } from './partitions.sql.gen.ts';
import type { PartitioningBody, PartitioningView } from './schemas.ts';

type Asked = Static<typeof PartitioningBody>;

/**
 * Says how a dataset is divided, and what is promised of each partition. What the release holds already is told with it when that was noted, or else
 * after it is counted (`tellUncounted`).
 *
 * @throws `linkage.contract-missing`, `linkage.partitioning-refused`, `linkage.partitioning-in-use`.
 */
export async function setPartitioning(tx: Tx, actor: Actor, datasetId: number, asked: Asked): Promise<Static<typeof PartitioningView>> {
  const contract = await findNewestContract(tx, { dataset_id: datasetId });
  if (!contract) throw linkageProblem('contract-missing');
  const { by, column, reads = 'current', promise = null } = asked;
  checkPartitioning({ by, column }, contract.body as Contract, promise?.first ?? null);
  await lockBackfillsOf(tx, { dataset_id: datasetId });
  const before = await findPartitioning(tx, { dataset_id: datasetId });
  if (before && (before.by !== by || before.column_name !== column)) await assertUnused(tx, datasetId);
  await putPartitioning(tx, { dataset_id: datasetId, by, column_name: column, reads, first: promise?.first ?? null, due_days: promise?.dueDays ?? null, grace_days: promise?.graceDays ?? null, changed_by: actor.name });
  await audit(tx, actor, 'linkage.partitioning-set', `dataset:${datasetId}`, { ...asked });
  const release = await currentRelease(tx, datasetId);
  const noted = notedInRelease(release, { by, column });
  if (!noted) await markUncounted(tx, { dataset_id: datasetId });
  await announce(tx, 'linkage.partitioning-set', { datasetId, by, promise, present: noted && [...noted.keys()], at: release?.publishedAt ?? null });
  return selectPartitioning(tx, datasetId);
}

/** Divides a dataset no longer. @throws `linkage.partitioning-missing`, `linkage.partitioning-in-use`. */
export async function removePartitioning(tx: Tx, actor: Actor, datasetId: number): Promise<void> {
  await lockBackfillsOf(tx, { dataset_id: datasetId });
  await assertUnused(tx, datasetId);
  if (!await deletePartitioning(tx, { dataset_id: datasetId })) throw linkageProblem('partitioning-missing');
  await audit(tx, actor, 'linkage.partitioning-removed', `dataset:${datasetId}`);
  await announce(tx, 'linkage.partitioning-set', { datasetId, by: null, promise: null, present: [], at: null });
}

async function assertUnused(tx: Tx, datasetId: number): Promise<void> {
  const [first] = await listPartitionsUnderWay(tx, { dataset_id: datasetId, partitions: null });
  if (first) throw linkageProblem('partitioning-in-use', { backfillId: first.backfill_id });
}

/** How a dataset is divided; null when it is not. */
export async function findPartitioningView(tx: Tx, datasetId: number): Promise<Static<typeof PartitioningView> | null> {
  const row = await findPartitioning(tx, { dataset_id: datasetId });
  if (!row) return null;
  return {
    by: row.by as PartitionBy, column: row.column_name, reads: row.reads as 'current' | 'former',
    promise: row.first === null ? null : { first: row.first, dueDays: row.due_days as number, graceDays: row.grace_days as number }, changedAt: row.changed_at, changedBy: row.changed_by,
  };
}

/** @throws `linkage.partitioning-missing`. */
export async function selectPartitioning(tx: Tx, datasetId: number): Promise<Static<typeof PartitioningView>> {
  const view = await findPartitioningView(tx, datasetId);
  if (!view) throw linkageProblem('partitioning-missing');
  return view;
}

import type { PartitionBy } from '@saphan/contracts/partitions';
import type { Tx } from '#kernel/db.ts';
import { insertPromise, listSeen, noteConfirmed, notePresent } from './partitions.sql.gen.ts';
import { isOver, wantPartitions } from './want-partitions.ts';

export interface PartitioningSet { datasetId: number; by: PartitionBy | null; promise: { first: string; dueDays: number; graceDays: number } | null; present: string[] | null; at: string | null }
export interface PartitionsSeen { datasetId: number; runId: number | null; by: PartitionBy | null; at: string; present: string[] | null; confirmed: 'all' | string[] }

/** Records how a dataset is divided, what is promised of each partition, and which its release holds already: those were confirmed when it was published. */
export async function recordPartitioning(tx: Tx, { datasetId, by, promise, present, at }: PartitioningSet, now: Date): Promise<void> {
  const recorded = now.toISOString();
  await insertPromise(tx, { dataset_id: datasetId, by, first: promise?.first ?? null, due_days: promise?.dueDays ?? null, grace_days: promise?.graceDays ?? null, now: recorded });
  await wantPartitions(tx, datasetId, now);
  if (by && at) await recordPartitions(tx, { datasetId, runId: null, by, at, present, confirmed: 'all' }, now);
}

/**
 * Records which partitions a release holds, and which of them a run read after they were over. Reading one of them again says nothing of the others.
 *
 * @param now when it is recorded; pictures of earlier moments do not see it.
 */
export async function recordPartitions(tx: Tx, { datasetId, runId, by, at, present, confirmed }: PartitionsSeen, now: Date): Promise<void> {
  if (by === null) return;
  const base = { dataset_id: datasetId, by, at, run_id: runId, now: now.toISOString() };
  if (present) await notePresent(tx, { ...base, present });
  const seen = await listSeen(tx, { dataset_id: datasetId, by, partitions: confirmed === 'all' ? null : confirmed });
  const over = seen.map(({ partition }) => partition).filter((id) => isOver(by, id, at));
  if (over.length > 0) await noteConfirmed(tx, { ...base, partitions: over });
}

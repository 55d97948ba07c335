import type { Tx } from '#kernel/db.ts';
import { announce } from '#kernel/outbox.ts';
import type { Work } from '../pipeline/work.ts';
import { findPartitioning } from './partitions.sql.gen.ts';

interface Ended { id: number; dataset_id: number; trigger: string }

/**
 * Tells which partitions a release holds and which of them a run confirmed: one that reads a partition confirms that one and no other, a replay none.
 * A run that counted nothing, because nothing is new or because there are too many, confirms what is known already.
 */
export async function tellPartitions(tx: Tx, run: Ended, { partition, present }: Pick<Work, 'partition' | 'present'>): Promise<void> {
  const by = (await findPartitioning(tx, { dataset_id: run.dataset_id }))?.by ?? null;
  // Divided otherwise since it began: whoever did that told what the release held, and the next run tells the rest.
  if (by === null || (partition && partition.by !== by)) return;
  const confirmed = partition ? [partition.id] : run.trigger === 'replay' ? [] : 'all';
  await announce(tx, 'linkage.partitions-seen', { datasetId: run.dataset_id, runId: run.id, at: new Date().toISOString(), by, present: present?.by === by ? present.ids : null, confirmed });
}

/** Told before the release is: one that a backfill made says nothing of how fresh the dataset is. */
export async function tellBackfill(tx: Tx, run: Ended): Promise<void> {
  if (run.trigger === 'backfill') await announce(tx, 'linkage.backfill-publishing', { datasetId: run.dataset_id, runId: run.id });
}

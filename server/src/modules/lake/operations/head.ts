import type { Tx } from '#kernel/db.ts';
import type { Actor } from '#kernel/policy.ts';
import { ensureHead, insertPointerEvent, moveHead, selectAndLockHead } from './head.sql.gen.ts';

/** Locks a dataset's head until the transaction ends; a dataset without releases has version 0. */
export async function selectAndLockDatasetHead(tx: Tx, datasetId: number): Promise<{ release_id: number | null; version: number }> {
  await ensureHead(tx, { dataset_id: datasetId });
  return selectAndLockHead(tx, { dataset_id: datasetId });
}

/** Moves a locked head and writes down that it moved; null points at nothing. */
export async function moveHeadTo(tx: Tx, actor: Actor, datasetId: number, releaseId: number | null, reason: string | null): Promise<void> {
  await moveHead(tx, { dataset_id: datasetId, release_id: releaseId });
  await insertPointerEvent(tx, { dataset_id: datasetId, release_id: releaseId, actor: actor.name, reason });
}

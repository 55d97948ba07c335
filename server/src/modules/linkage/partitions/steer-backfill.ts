import { audit } from '#kernel/audit.ts';
import type { Tx } from '#kernel/db.ts';
import type { Actor } from '#kernel/policy.ts';
import { linkageProblem } from '../errors.ts';
import { cancelRun, tellCancelled } from '../operations/cancel-run.ts';
import { finishBackfill, freeFailedParts, listPartitionsUnderWay, listRunningParts, lockBackfillsOf, pauseBackfill as writePause, reopenBackfill, resumeBackfill as writeResume, selectAndLockBackfill, takeBackWaitingPart } from './partitions.sql.gen.ts';
import { selectBackfill, type BackfillOf } from './read-backfills.ts';

async function selectAndLock(tx: Tx, { datasetId, id }: BackfillOf): Promise<{ state: string }> {
  await lockBackfillsOf(tx, { dataset_id: datasetId });
  const found = await selectAndLockBackfill(tx, { id, dataset_id: datasetId });
  if (!found) throw linkageProblem('backfill-not-found', { backfillId: id });
  return found;
}

const over = (id: number, state: string) => linkageProblem('backfill-over', { backfillId: id, state });

/** Reads no further partition for now; one that a worker has begun is finished. */
export async function pauseBackfill(tx: Tx, actor: Actor, of: BackfillOf, reason: string): Promise<void> {
  const { state } = await selectAndLock(tx, of);
  if (!await writePause(tx, { id: of.id, by: actor.name, reason: reason.trim() })) throw over(of.id, state);
  for (const run of await takeBackWaitingPart(tx, { backfill_id: of.id })) await tellCancelled(tx, run);
  await audit(tx, actor, 'linkage.backfill-paused', `dataset:${of.datasetId}`, { backfill: of.id, reason });
}

/** Goes on with the partitions that are left. */
export async function resumeBackfill(tx: Tx, actor: Actor, of: BackfillOf): Promise<void> {
  const { state } = await selectAndLock(tx, of);
  if (!await writeResume(tx, { id: of.id })) throw over(of.id, state);
  await audit(tx, actor, 'linkage.backfill-resumed', `dataset:${of.datasetId}`, { backfill: of.id });
}

/** Ends a backfill: what is not read stays as it is, what was read stays too; the run under way is stopped. */
export async function cancelBackfill(tx: Tx, actor: Actor, of: BackfillOf): Promise<void> {
  const { state } = await selectAndLock(tx, of);
  if (!await finishBackfill(tx, { id: of.id, state: 'cancelled' })) throw over(of.id, state);
  for (const run of await takeBackWaitingPart(tx, { backfill_id: of.id })) await tellCancelled(tx, run);
  for (const { run_id } of await listRunningParts(tx, { backfill_id: of.id })) await cancelRun(tx, actor, run_id);
  await audit(tx, actor, 'linkage.backfill-cancelled', `dataset:${of.datasetId}`, { backfill: of.id });
}

/** Reads the partitions again whose runs ended badly. @throws `linkage.backfill-over` when there are none, `linkage.backfill-overlaps`. */
export async function retryBackfill(tx: Tx, actor: Actor, of: BackfillOf): Promise<void> {
  const { state } = await selectAndLock(tx, of);
  if (state === 'cancelled') throw over(of.id, state);
  const freed = await freeFailedParts(tx, { backfill_id: of.id });
  if (freed.length === 0) throw over(of.id, state);
  const { items } = await selectBackfill(tx, of);
  const waiting = items.filter((part) => part.runId === null).map((part) => part.id);
  const taken = (await listPartitionsUnderWay(tx, { dataset_id: of.datasetId, partitions: waiting })).filter((each) => each.backfill_id !== of.id);
  if (taken.length > 0) throw linkageProblem('backfill-overlaps', { backfillId: taken[0]?.backfill_id });
  await reopenBackfill(tx, { id: of.id });
  await audit(tx, actor, 'linkage.backfill-retried', `dataset:${of.datasetId}`, { backfill: of.id, parts: freed.length });
}

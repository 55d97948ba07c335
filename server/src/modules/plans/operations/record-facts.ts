import type { Tx } from '#kernel/db.ts';
import { insertHealth, insertPromise, insertSourceFact, lockStanding, restate } from './standing.sql.gen.ts';

/** How a run ended, as linkage tells it; anything else (cancelled, superseded, waiting) says nothing about the dataset. */
const healthOf: Record<string, 'ok' | 'failing' | 'held' | 'rejected'> = {
  published: 'ok', no_change: 'ok', failed: 'failing', held: 'held', rejected: 'rejected',
};

export interface RunFinished { datasetId: number; runId: number; outcome: string; finishedAt: string; code: string | null }
export interface ContractActivated { datasetId: number; promiseHours: number | null; maxDataAgeDays: number | null; at: string }

/**
 * Records how a run ended. A run that changed nothing confirms that the current release is up to date.
 *
 * @param now when it is recorded; boards of earlier moments do not see it.
 */
export async function recordRunFinished(tx: Tx, run: RunFinished, now: Date): Promise<void> {
  const health = healthOf[run.outcome];
  if (!health) return;
  await lockStanding(tx, { dataset_id: run.datasetId });
  await insertSourceFact(tx, { dataset_id: run.datasetId, now: now.toISOString() });
  await insertHealth(tx, { dataset_id: run.datasetId, health, since: run.finishedAt, run_id: run.runId, code: run.code, now: now.toISOString() });
  await restate(tx, { dataset_id: run.datasetId, now: now.toISOString(), confirmed_at: health === 'ok' ? run.finishedAt : null });
}

/** Records what a contract promises of freshness from now on. */
export async function recordPromise(tx: Tx, contract: ContractActivated, now: Date): Promise<void> {
  await lockStanding(tx, { dataset_id: contract.datasetId });
  await insertPromise(tx, {
    dataset_id: contract.datasetId, promise_hours: contract.promiseHours, max_data_age_days: contract.maxDataAgeDays,
    effective_at: contract.at, now: now.toISOString(),
  });
  await restate(tx, { dataset_id: contract.datasetId, now: now.toISOString(), confirmed_at: null });
}

/** Records that a dataset has a source, the first time one is seen. */
export async function recordSource(tx: Tx, datasetId: number, now: Date): Promise<void> {
  await lockStanding(tx, { dataset_id: datasetId });
  await insertSourceFact(tx, { dataset_id: datasetId, now: now.toISOString() });
  await restate(tx, { dataset_id: datasetId, now: now.toISOString(), confirmed_at: null });
}

/** Looks again at the dataset's current release, after one was published, withdrawn or rolled back. */
export async function recordReleaseChange(tx: Tx, datasetId: number, now: Date): Promise<void> {
  await lockStanding(tx, { dataset_id: datasetId });
  await restate(tx, { dataset_id: datasetId, now: now.toISOString(), confirmed_at: null });
}

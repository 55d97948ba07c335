import type { Tx } from '#kernel/db.ts';
import type { RunLife } from '#modules/lake/index.ts';
import { listRunLives as listRows } from './run-lives.sql.gen.ts';

/** When these runs lived, as far as they are known: the lake sweeps what ended ones left. A held run has not ended. */
export async function listRunLives(tx: Tx, ids: number[]): Promise<RunLife[]> {
  return (await listRows(tx, { ids })).map((run) => ({ id: run.id, datasetId: run.dataset_id, createdAt: run.created_at, finishedAt: run.finished_at }));
}

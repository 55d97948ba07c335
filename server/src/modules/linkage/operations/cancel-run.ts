import type { Tx } from '#kernel/db.ts';
import { audit } from '#kernel/audit.ts';
import { announce } from '#kernel/outbox.ts';
import type { Actor } from '#kernel/policy.ts';
import { linkageProblem } from '../errors.ts';
import { selectRunView } from '../reads/runs.ts';
import { askCancel, tellRunMoved } from '../runs/run.sql.gen.ts';

/** Stops a waiting run at once and asks the worker of one under way to stop. A run that is publishing or over cannot be stopped. */
export async function cancelRun(tx: Tx, actor: Actor, id: number): Promise<void> {
  await selectRunView(tx, id);
  const asked = await askCancel(tx, { id });
  if (!asked) throw linkageProblem('run-over', { runId: id });
  await audit(tx, actor, 'linkage.run-cancelled', `run:${id}`);
  if (asked.state === 'cancelled') await tellCancelled(tx, { id, dataset_id: asked.dataset_id });
  else await tellRunMoved(tx, { payload: JSON.stringify({ id, dataset: asked.dataset_id }) });
}

/** Tells everybody that a waiting run was stopped before it began. */
export async function tellCancelled(tx: Tx, run: { id: number; dataset_id: number }): Promise<void> {
  await announce(tx, 'linkage.run-finished', { datasetId: run.dataset_id, runId: run.id, outcome: 'cancelled', code: 'linkage.cancelled', finishedAt: new Date().toISOString() });
  await tellRunMoved(tx, { payload: JSON.stringify({ id: run.id, dataset: run.dataset_id }) });
}

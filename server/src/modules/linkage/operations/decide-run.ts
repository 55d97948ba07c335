import type { Tx } from '#kernel/db.ts';
import { audit } from '#kernel/audit.ts';
import { announce } from '#kernel/outbox.ts';
import type { Actor } from '#kernel/policy.ts';
import { publishRelease } from '#modules/lake/index.ts';
import { linkageProblem } from '../errors.ts';
import type { Partition } from '../partitions/partition.ts';
import { tellBackfill, tellPartitions } from '../partitions/tell-partitions.ts';
import { decideRun as writeDecision, selectAndLockRun, supersedeHeld, tellRunMoved } from '../runs/run.sql.gen.ts';
import { noteFetched } from './source.sql.gen.ts';
import type { Prepared } from '../pipeline/prepared.ts';

/**
 * A named person's decision over a held run: approve publishes exactly what the gates looked at, reject leaves the former release.
 *
 * @throws `lake.head-moved` when another release came meanwhile: the comparison that was approved is no longer true.
 */
export async function decideRun(tx: Tx, actor: Actor, id: number, decision: { approve: boolean; reason: string }): Promise<void> {
  const reason = decision.reason.trim();
  if (!reason) throw linkageProblem('reason-needed');
  const run = await selectAndLockRun(tx, { id });
  if (!run) throw linkageProblem('run-not-found', { runId: id });
  if (run.state !== 'held' || !run.prepared) throw linkageProblem('run-not-held', { runId: id, state: run.state });
  const prepared = run.prepared as Prepared;
  if (decision.approve) await tellBackfill(tx, { id, dataset_id: run.dataset_id, trigger: run.trigger });
  const release = decision.approve ? await publishRelease(tx, actor, prepared.draft, prepared.headVersion) : null;
  const at = new Date().toISOString();
  const to = decision.approve ? 'published' : 'rejected';
  await writeDecision(tx, { id, fence: run.fence, to, decision: { by: actor.name, at, approve: decision.approve, reason }, release_number: release?.number ?? null });
  if (release) await noteFetched(tx, { run_id: id });
  if (release) await supersedeHeld(tx, { dataset_id: run.dataset_id, id });
  await audit(tx, actor, decision.approve ? 'linkage.run-approved' : 'linkage.run-rejected', `run:${id}`, { reason });
  await announce(tx, 'linkage.run-finished', { trigger: run.trigger, datasetId: run.dataset_id, runId: id, outcome: to, code: null, finishedAt: at });
  if (release) await tellPartitions(tx, { id, dataset_id: run.dataset_id, trigger: run.trigger }, { partition: run.partition as Partition | null, present: prepared.present ?? null });
  await tellRunMoved(tx, { payload: JSON.stringify({ id, dataset: run.dataset_id }) });
}

import type { Tx } from '#kernel/db.ts';
import { audit } from '#kernel/audit.ts';
import type { Actor } from '#kernel/policy.ts';
import { keyColumns } from '@saphan/contracts/contract';
import { linkageProblem } from '../errors.ts';
import { findNewestContract } from './contract.sql.gen.ts';
import { findAndShareSource } from './source.sql.gen.ts';
import { findRawToLink } from './upload.sql.gen.ts';
import { findRunByKey, insertRun, tellRunMoved } from '../runs/run.sql.gen.ts';
import { selectRunView } from '../reads/runs.ts';
import { askReadAll, isRawPart } from '../reading/reading.sql.gen.ts';

export type Trigger = 'person' | 'schedule' | 'watch' | 'command' | 'sample' | 'replay' | 'push';
export interface StartRun { dataset: { id: number; slug: string }; rawId?: number | undefined; sourceId?: number | undefined; replayOf?: number | undefined; trigger: Trigger; /** Everything, whatever the reading of the source says. */ readAll?: boolean | undefined }

/**
 * Queues a run of a file or of a source under the dataset's newest contract.
 * While a run of the same file under the same contract waits, works or is held, asking again gives that run; a double click makes no second one.
 *
 * @returns the run's id.
 */
export async function startRun(tx: Tx, actor: Actor, asked: StartRun): Promise<number> {
  const contract = await findNewestContract(tx, { dataset_id: asked.dataset.id });
  if (!contract) throw linkageProblem('contract-missing', { dataset: asked.dataset.slug });
  const key = await idempotencyKey(tx, asked, contract.version);
  const made = await insertRun(tx, {
    dataset_id: asked.dataset.id, contract_id: contract.id, raw_id: asked.rawId ?? null, source_id: asked.sourceId ?? null,
    replay_of: asked.replayOf ?? null, trigger: asked.trigger, created_by: actor.name, idempotency_key: key,
  });
  if (!made) return ((await findRunByKey(tx, { idempotency_key: key })) as { id: number }).id;
  if (asked.readAll) await askReadAll(tx, { id: made.id });
  await audit(tx, actor, 'linkage.run-started', `run:${made.id}`, { dataset: asked.dataset.slug, rawId: asked.rawId, sourceId: asked.sourceId, replayOf: asked.replayOf, readAll: asked.readAll });
  await tellRunMoved(tx, { payload: JSON.stringify({ id: made.id, dataset: asked.dataset.id }) });
  return made.id;
}

async function idempotencyKey(tx: Tx, asked: StartRun, version: number): Promise<string | null> {
  if (asked.rawId !== undefined) {
    const raw = await findRawToLink(tx, { id: asked.rawId });
    if (!raw) throw linkageProblem('raw-not-found', { rawId: asked.rawId });
    if (raw.cut) throw linkageProblem('raw-is-sample', { rawId: asked.rawId });
    if ((await isRawPart(tx, { id: asked.rawId })).part) throw linkageProblem('raw-is-part', { rawId: asked.rawId });
    return `${asked.dataset.id}:${version}:${asked.replayOf ?? ''}:${raw.sha256}`;
  }
  const source = asked.sourceId === undefined ? null : await findAndShareSource(tx, { id: asked.sourceId, dataset_id: asked.dataset.id });
  if (!source) throw linkageProblem('source-not-found', { sourceId: asked.sourceId });
  if (source.retired_at) throw linkageProblem('source-retired', { sourceId: source.id });
  return null;
}

/** Queues a replay of corrected quarantined rows: only their keys are put into the next release. */
export async function replayRun(tx: Tx, actor: Actor, runId: number, rawId: number, findDataset: (tx: Tx, slug: string) => Promise<{ id: number; slug: string }>): Promise<number> {
  const run = await selectRunView(tx, runId);
  const dataset = await findDataset(tx, run.dataset.slug);
  const contract = await findNewestContract(tx, { dataset_id: dataset.id });
  if (!contract || keyColumns(contract.body).length === 0) throw linkageProblem('replay-needs-key', { runId });
  return startRun(tx, actor, { dataset, rawId, replayOf: runId, trigger: 'replay' });
}

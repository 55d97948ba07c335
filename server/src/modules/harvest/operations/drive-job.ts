import { audit } from '#kernel/audit.ts';
import type { Tx } from '#kernel/db.ts';
import type { Actor } from '#kernel/policy.ts';
import { problem } from '../errors.ts';
import { selectJob, selectSource } from '../reads/sources.ts';
import type { JobView } from '../schemas.ts';
import { wakeWorkers } from '../job/source.sql.gen.ts';
import { cancelOpenJob, decideHeldJob, insertJob } from './source.sql.gen.ts';

/** Starts a harvest. @throws `harvest.source-not-found`, `harvest.job-under-way`. */
export async function startHarvestJob(tx: Tx, who: Actor, sourceId: number): Promise<JobView> {
  const source = await selectSource(tx, sourceId);
  if (source.kind === 'template') throw problem('source-not-found', { id: sourceId });
  const made = await insertJob(tx, { source_id: sourceId, started_by: who.name, state: null });
  if (!made) throw problem('job-under-way', { sourceId });
  await audit(tx, who, 'harvest.job-started', `harvest-source:${sourceId}`, { job: made.id });
  await wakeWorkers(tx, {});
  return selectJob(tx, made.id);
}

/** Says what becomes of a job that was held. @throws `harvest.job-not-found`, `harvest.job-not-held`. */
export async function decideHarvestJob(tx: Tx, who: Actor, id: number, { choice, reason }: { choice: 'withdraw' | 'keep' | 'cancel'; reason: string }): Promise<JobView> {
  await selectJob(tx, id);
  const done = await decideHeldJob(tx, { id, choice, decision: { choice, reason: reason.trim(), by: who.name, at: new Date().toISOString() } });
  if (!done) throw problem('job-not-held', { id });
  await audit(tx, who, 'harvest.job-decided', `harvest-source:${done.source_id}`, { job: id, choice, reason: reason.trim() });
  await wakeWorkers(tx, {});
  return selectJob(tx, id);
}

/** Stops a job; what it has taken stays. @throws `harvest.job-not-found`. */
export async function cancelHarvestJob(tx: Tx, who: Actor, id: number): Promise<JobView> {
  await selectJob(tx, id);
  const done = await cancelOpenJob(tx, { id });
  if (done) await audit(tx, who, 'harvest.job-cancelled', `harvest-source:${done.source_id}`, { job: id });
  return selectJob(tx, id);
}

import { audit } from '#kernel/audit.ts';
import type { Tx } from '#kernel/db.ts';
import { announce } from '#kernel/outbox.ts';
import type { Actor } from '#kernel/policy.ts';
import { appendEntry } from '#modules/ledger/index.ts';
import { lakeProblem } from '../errors.ts';
import { selectAndLockDatasetHead, moveHeadTo } from './head.ts';
import { findReleaseState } from './release.sql.gen.ts';

/**
 * Points people at another release that stands; nothing is withdrawn and nothing is lost.
 *
 * @throws `lake.release-not-found`, `lake.release-withdrawn`, `lake.release-purged`, `lake.already-current`, `lake.reason-needed`.
 */
export async function rollBack(tx: Tx, actor: Actor, datasetId: number, to: number, reason: string): Promise<void> {
  if (!reason.trim()) throw lakeProblem('reason-needed');
  const head = await selectAndLockDatasetHead(tx, datasetId);
  const release = await findReleaseState(tx, { dataset_id: datasetId, number: to });
  if (!release) throw lakeProblem('release-not-found', { number: to });
  if (release.withdrawn_at) throw lakeProblem('release-withdrawn', { number: to });
  if (release.purged_at) throw lakeProblem('release-purged', { number: to });
  if (head.release_id === release.id) throw lakeProblem('already-current', { number: to });
  await moveHeadTo(tx, actor, datasetId, release.id, reason.trim());
  await audit(tx, actor, 'lake.rolled-back', `dataset:${datasetId}`, { to, reason: reason.trim() });
  await appendEntry(tx, { kind: 'lake.pointer-moved', subject: `dataset:${datasetId}`, facts: { datasetId, to } });
  await announce(tx, 'lake.pointer-moved', { datasetId, releaseId: release.id, number: to });
}

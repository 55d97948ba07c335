import { audit } from '#kernel/audit.ts';
import type { Tx } from '#kernel/db.ts';
import { announce } from '#kernel/outbox.ts';
import type { Actor } from '#kernel/policy.ts';
import { appendEntry } from '#modules/ledger/index.ts';
import { lakeProblem } from '../errors.ts';
import { selectAndLockDatasetHead, moveHeadTo } from './head.ts';
import { findNewestStanding, findReleaseState, withdrawRelease as writeWithdrawal } from './release.sql.gen.ts';

/**
 * Takes a release out of use. When people see it now, the head goes to the newest release that stands, or to none.
 *
 * @returns number of the release people see now, or null.
 * @throws `lake.release-not-found`, `lake.release-withdrawn` when it was withdrawn before, `lake.reason-needed`.
 */
export async function withdrawRelease(tx: Tx, actor: Actor, datasetId: number, number: number, reason: string): Promise<number | null> {
  if (!reason.trim()) throw lakeProblem('reason-needed');
  const head = await selectAndLockDatasetHead(tx, datasetId);
  const release = await findReleaseState(tx, { dataset_id: datasetId, number });
  if (!release) throw lakeProblem('release-not-found', { number });
  if (release.withdrawn_at) throw lakeProblem('release-withdrawn', { number });
  await writeWithdrawal(tx, { id: release.id, actor: actor.name, reason: reason.trim() });
  const standing = await findNewestStanding(tx, { dataset_id: datasetId });
  const wasCurrent = head.release_id === release.id;
  if (wasCurrent) await moveHeadTo(tx, actor, datasetId, standing?.id ?? null, reason.trim());
  await audit(tx, actor, 'lake.release-withdrawn', `dataset:${datasetId}`, { number, reason: reason.trim(), wasCurrent, current: standing?.number ?? null });
  await appendEntry(tx, { kind: 'lake.release-withdrawn', subject: `dataset:${datasetId}`, facts: { datasetId, number, current: standing?.number ?? null } });
  await announce(tx, 'lake.release-withdrawn', { datasetId, releaseId: release.id, number, wasCurrent });
  return standing?.number ?? null;
}

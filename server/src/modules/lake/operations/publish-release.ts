import { audit } from '#kernel/audit.ts';
import type { Tx } from '#kernel/db.ts';
import { announce } from '#kernel/outbox.ts';
import type { Actor } from '#kernel/policy.ts';
import { appendEntry } from '#modules/ledger/index.ts';
import { lakeProblem } from '../errors.ts';
import type { ReleaseDraft } from '../release.ts';
import { selectAndLockDatasetHead, moveHeadTo } from './head.ts';
import { findNumberOfRun, insertRelease } from './release.sql.gen.ts';

/**
 * Makes a draft the current release in the caller's transaction. A run publishes at most once: repeated, it gives the release it made.
 *
 * @param expectedHeadVersion of the head the draft was compared with; 0 for a dataset that never had one.
 * @throws `lake.head-moved` when the head has moved since.
 */
export async function publishRelease(tx: Tx, actor: Actor, draft: ReleaseDraft, expectedHeadVersion: number): Promise<{ id: number; number: number }> {
  const head = await selectAndLockDatasetHead(tx, draft.datasetId);
  const made = await findNumberOfRun(tx, { run_id: draft.runId });
  if (made) return made;
  if (head.version !== expectedHeadVersion) throw lakeProblem('head-moved', { datasetId: draft.datasetId, expected: expectedHeadVersion, found: head.version });
  const release = await insertRelease(tx, row(actor, draft));
  await moveHeadTo(tx, actor, draft.datasetId, release.id, null);
  const { added, removed, changed } = draft.diff;
  await audit(tx, actor, 'lake.release-published', `dataset:${draft.datasetId}`, { number: release.number, runId: draft.runId, rows: draft.rowCount, added, removed, changed, contentHash: draft.contentHash });
  await appendEntry(tx, { kind: 'lake.release-published', subject: `dataset:${draft.datasetId}`, facts: { datasetId: draft.datasetId, number: release.number, runId: draft.runId, contractVersion: draft.contractVersion, rows: draft.rowCount, contentHash: draft.contentHash } });
  await announce(tx, 'lake.release-published', { datasetId: draft.datasetId, releaseId: release.id, number: release.number, runId: draft.runId, rowCount: draft.rowCount });
  return release;
}

function row(actor: Actor, draft: ReleaseDraft) {
  return {
    dataset_id: draft.datasetId, run_id: draft.runId, contract_version: draft.contractVersion, row_count: draft.rowCount, bytes: draft.bytes,
    content_hash: draft.contentHash, manifest: draft.manifest, columns: draft.columns, profile: draft.profile, diff: draft.diff, lineage: draft.lineage,
    data_as_of: draft.dataAsOf, keep_releases: draft.keepReleases, published_by: actor.name,
  };
}

import type { Tx } from '#kernel/db.ts';
import { lakeProblem } from '../errors.ts';
import { findHead } from '../operations/head.sql.gen.ts';
import type { CurrentRelease, Release } from '../release.ts';
import { findCurrentRelease, findRelease, findReleaseAsOf, type FindReleaseRow } from './releases.sql.gen.ts';

/** The release people see now, or null. */
export async function currentRelease(tx: Tx, datasetId: number): Promise<CurrentRelease | null> {
  const row = await findCurrentRelease(tx, { dataset_id: datasetId });
  return row && { ...releaseOf(row), headVersion: row.head_version };
}

/** Version that publishing must expect: also after the last release was withdrawn; 0 when there never was one. */
export async function headVersion(tx: Tx, datasetId: number): Promise<number> {
  return (await findHead(tx, { dataset_id: datasetId }))?.version ?? 0;
}

/** @throws `lake.release-not-found`. */
export async function selectRelease(tx: Tx, datasetId: number, number: number): Promise<Release> {
  const row = await findRelease(tx, { dataset_id: datasetId, number });
  if (!row) throw lakeProblem('release-not-found', { number });
  return releaseOf(row);
}

/** What people saw at an instant (ISO, UTC), or null. It may have been withdrawn since. */
export async function releaseAsOf(tx: Tx, datasetId: number, at: string): Promise<Release | null> {
  const row = await findReleaseAsOf(tx, { dataset_id: datasetId, at });
  return row && releaseOf(row);
}

/** @throws `lake.release-withdrawn`, `lake.release-purged` when a release's rows may not or cannot be read. */
export function assertReadable(release: Release): void {
  if (release.withdrawn) throw lakeProblem('release-withdrawn', { number: release.number, reason: release.withdrawn.reason });
  if (release.purgedAt) throw lakeProblem('release-purged', { number: release.number });
}

function releaseOf(row: FindReleaseRow): Release {
  return {
    id: row.id, datasetId: row.dataset_id, number: row.number, runId: row.run_id, contractVersion: row.contract_version, rowCount: row.row_count, bytes: row.bytes,
    contentHash: row.content_hash, manifest: row.manifest, columns: row.columns, profile: row.profile, diff: row.diff, lineage: row.lineage, dataAsOf: row.data_as_of,
    publishedAt: row.published_at, publishedBy: row.published_by,
    withdrawn: row.withdrawn_at ? { at: row.withdrawn_at, by: row.withdrawn_by ?? '', reason: row.withdrawn_reason ?? '' } : null, purgedAt: row.purged_at,
  };
}

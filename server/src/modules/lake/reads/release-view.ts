import type { Tx } from '#kernel/db.ts';
import { lakeProblem } from '../errors.ts';
import type { LakePorts } from '../lake-ports.ts';
import type { Release } from '../release.ts';
import { currentRelease, releaseAsOf, selectRelease } from './releases.ts';
import { listReleases, type ListReleasesRow } from './releases.sql.gen.ts';

/** @throws `lake.dataset-not-found`. */
export async function selectDatasetId(ports: LakePorts, tx: Tx, slug: string): Promise<number> {
  const dataset = await ports.resolveDataset(tx, slug);
  if (!dataset) throw lakeProblem('dataset-not-found', { slug });
  return dataset.id;
}

/**
 * The release an address names.
 *
 * @param number a number, or `current`.
 * @throws `lake.dataset-not-found`, `lake.release-not-found`, `lake.no-release`.
 */
export async function selectNamedRelease(ports: LakePorts, tx: Tx, slug: string, number: string): Promise<Release> {
  const datasetId = await selectDatasetId(ports, tx, slug);
  if (number !== 'current') return selectRelease(tx, datasetId, Number(number));
  return (await currentRelease(tx, datasetId)) ?? missing(slug);
}

/** The release people saw at the end of a day in Bangkok; without a day the current one. @throws `lake.no-release`. */
export async function selectReleaseOfDay(ports: LakePorts, tx: Tx, slug: string, day: string | undefined): Promise<Release> {
  const datasetId = await selectDatasetId(ports, tx, slug);
  const release = day === undefined ? await currentRelease(tx, datasetId) : await releaseAsOf(tx, datasetId, `${day}T23:59:59.999999+07:00`);
  return release ?? missing(slug);
}

function missing(slug: string): never {
  throw lakeProblem('no-release', { slug });
}

/** Releases of a dataset, newest first. */
export async function listReleaseViews(tx: Tx, datasetId: number, before: number | null, limit: number) {
  const rows = await listReleases(tx, { dataset_id: datasetId, before, limit: limit + 1 });
  return { items: rows.slice(0, limit).map(listed), nextCursor: rows.length > limit ? String(rows[limit - 1]?.number) : null };
}

function listed(row: ListReleasesRow) {
  return {
    number: row.number, publishedAt: row.published_at, publishedBy: row.published_by, rowCount: row.row_count, bytes: row.bytes, contractVersion: row.contract_version,
    contentHash: row.content_hash, counts: row.counts, runId: row.run_id, state: row.withdrawn_at ? 'withdrawn' as const : row.current ? 'current' as const : 'superseded' as const,
    withdrawn: row.withdrawn_at ? { at: row.withdrawn_at, by: row.withdrawn_by ?? '', reason: row.withdrawn_reason ?? '' } : null, purgedAt: row.purged_at, dataAsOf: row.data_as_of,
  };
}

/** One release with everything that is known of it. */
export async function releaseDetail(tx: Tx, release: Release) {
  const { manifest, lineage, diff, columns, profile } = release;
  const { items: [item] } = await listReleaseViews(tx, release.datasetId, release.number + 1, 1);
  return {
    ...item, profile, diff, columns: columns.filter((column) => column.companionOf === null),
    lineage: {
      source: lineage.source, rawSha256: lineage.rawSha256, contractVersion: release.contractVersion, runId: release.runId,
      files: manifest.files.map(({ key, rows, bytes, sha256 }) => ({ path: key, rows, bytes, sha256 })),
    },
  };
}

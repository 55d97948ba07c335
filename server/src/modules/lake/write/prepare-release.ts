import type { Contract } from '@saphan/contracts/contract';
import type { ObjectStore } from '#kernel/objects.ts';
import { releaseColumns, type ReleaseColumn } from '../columns.ts';
import { compareReleases, type DiffCounts, type ReleaseDiff } from '../diff/compare-releases.ts';
import { rowSumAfter } from '../diff/content-change.ts';
import type { Side } from '../diff/sides.ts';
import { parquetSource, type Engine } from '../engine/engine.ts';
import { quoteIdentifier as q } from '../engine/identifiers.ts';
import { profileRows, TOP_DISTINCT_LIMIT, type ColumnProfile } from '../profile/profile-rows.ts';
import { groupRepeatingValues } from '../profile/repeating-values.ts';
import { shownColumns } from '../read/shown.ts';
import type { Lineage, Release, ReleaseDraft } from '../release.ts';
import { contentHash } from './content-hash.ts';
import { writeRelease } from './write-release.ts';

export interface Preparing {
  /** Table of checked rows with the contract's columns; further columns are left out. */
  table: string;
  contract: Contract;
  contractVersion: number;
  datasetId: number;
  runId: number;
  /** Local folder for files on their way to the store. */
  folder: string;
  /** The release people see and local paths of its files. */
  previous: { release: Release; paths: readonly string[] } | null;
  lineage: Lineage;
  /** Column of the table that tells the source's order. */
  sourceOrder?: string;
}

export type PreparedRelease = { kind: 'same'; counts: DiffCounts } | { kind: 'new'; counts: DiffCounts; draft: ReleaseDraft };

/**
 * Compares checked rows with the current release; when they differ, profiles them and writes their files.
 * Nobody sees anything until the draft is published.
 */
export async function prepareRelease(engine: Engine, objects: ObjectStore, preparing: Preparing): Promise<PreparedRelease> {
  const columns = releaseColumns(preparing.contract);
  const after: Side = { from: q(preparing.table), columns };
  const before = sideOf(preparing.previous);
  const rowCount = await countRows(engine, after);
  const diff = before ? await compareReleases(engine, before, after) : firstDiff(rowCount);
  const { samples: _samples, keyChurn: _churn, ...counts } = diff;
  const rowSum = await rowSumAfter(engine, before, after);
  const hash = contentHash(columns, rowCount, rowSum);
  const previous = preparing.previous?.release;
  if (previous?.contentHash === hash && previous.contractVersion === preparing.contractVersion) return { kind: 'same', counts };
  const repeating = await groupRepeatingValues(engine, after.from, shownColumns(columns), rowCount, TOP_DISTINCT_LIMIT);
  const profile = await profileRows(engine, after.from, columns, repeating);
  const { datasetId, runId, folder, table, contractVersion, lineage, contract, sourceOrder } = preparing;
  const written = await writeRelease(engine, objects, { table, columns, datasetId, runId, folder, rowSum, sourceOrder, repeating });
  return { kind: 'new', counts, draft: { datasetId, runId, contractVersion, contentHash: hash, columns, profile, diff, lineage, ...written,
    dataAsOf: latestDate(contract, profile), keepReleases: Math.max(1, contract.retention.releases) } };
}

function sideOf(previous: Preparing['previous']): (Side & { rowSum: string }) | null {
  if (!previous || previous.paths.length === 0) return null;
  const { columns, manifest }: { columns: ReleaseColumn[]; manifest: Release['manifest'] } = previous.release;
  return { from: parquetSource(previous.paths), columns, rowSum: manifest.rowSum };
}

async function countRows(engine: Engine, side: Side): Promise<number> {
  const [sum] = await engine.rows<{ n: number }>(`select count(*)::double as n from ${side.from}`);
  return sum?.n ?? 0;
}

function firstDiff(rows: number): ReleaseDiff {
  return { added: rows, removed: 0, changed: 0, unchanged: 0, keyChurn: 0, samples: [] };
}

/** The data's own latest date, by the column that the contract names. */
export function latestDate(contract: Contract, profile: readonly ColumnProfile[]): string | null {
  const column = contract.freshness.dataColumn;
  return profile.find((each) => each.column === column)?.max?.slice(0, 10) ?? null;
}

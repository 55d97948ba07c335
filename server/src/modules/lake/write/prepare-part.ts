import type { ObjectStore } from '#kernel/objects.ts';
import { keyOf, releaseColumns, sameShape, type ReleaseColumn } from '../columns.ts';
import { compareReleases, type ReleaseDiff } from '../diff/compare-releases.ts';
import { rowSumAfter } from '../diff/content-change.ts';
import { parquetSource, type Engine } from '../engine/engine.ts';
import { quoteIdentifier as q } from '../engine/identifiers.ts';
import { profileRows } from '../profile/profile-rows.ts';
import type { Release } from '../release.ts';
import { contentHash } from './content-hash.ts';
import { latestDate, type PreparedRelease, type Preparing } from './prepare-release.ts';
import { rewriteTouched } from './rewrite-touched.ts';

/** A release to which a part is added, with the table of keys that are gone. */
export interface PreparingPart extends Preparing {
  previous: { release: Release; paths: readonly string[] };
  /** Table of primary keys that leave the release. */
  gone: string;
}

/** Rows of the former release that the part replaces or takes away; a table in the engine. */
const TOUCHED = 'lake_touched';
/** Above this a file is cut anew, so that a sort never holds more. */
const MOST_FILE_BYTES = 256 * 1024 * 1024;

/**
 * Whether {@link preparePart} can add to a release: same columns and key, files whose edges are known, none grown too large. Otherwise the release is
 * written whole.
 */
export function canTakePart({ contract, previous }: Pick<PreparingPart, 'contract' | 'previous'>): boolean {
  const { columns, manifest } = previous.release;
  return previous.paths.length > 0 && keyOf(columns).length > 0 && sameShape(columns, releaseColumns(contract))
    && manifest.files.every((file) => file.rows > 0 && file.minKey !== null && file.bytes <= MOST_FILE_BYTES);
}

/**
 * As {@link prepareRelease} for the former rows with those of a part put in their place, without bringing the former rows into the engine: only the rows
 * that the part touches are compared and hashed, and only files in which a key changes are written anew. The other files are named again.
 *
 * @returns SQL of all rows, for whoever looks at them before the engine closes.
 */
export async function preparePart(engine: Engine, objects: ObjectStore, part: PreparingPart): Promise<PreparedRelease & { rows: string }> {
  const columns = releaseColumns(part.contract);
  const { release, paths } = part.previous;
  const touched = await takeTouched(engine, part, columns);
  const after = { from: q(part.table), columns };
  const before = { from: TOUCHED, columns: release.columns, rowSum: release.manifest.rowSum };
  const diff = wholeDiff(await compareReleases(engine, before, after), release.rowCount, touched);
  const { samples: _samples, keyChurn: _churn, ...counts } = diff;
  const rowSum = await rowSumAfter(engine, before, after);
  const rowCount = release.rowCount + diff.added - diff.removed;
  const hash = contentHash(columns, rowCount, rowSum);
  const rows = allRows(part, columns);
  if (release.contentHash === hash && release.contractVersion === part.contractVersion) return { kind: 'same', counts, rows };
  const manifest = await rewriteTouched(engine, objects, { ...part, columns, rowSum, touched: TOUCHED, files: release.manifest.files, paths });
  const profile = await profileRows(engine, rows, columns);
  const { datasetId, runId, contractVersion, lineage, contract } = part;
  const bytes = manifest.files.reduce((sum, file) => sum + file.bytes, 0);
  return { kind: 'new', counts, rows, draft: {
    datasetId, runId, contractVersion, contentHash: hash, columns, profile, diff, lineage, manifest, rowCount, bytes,
    dataAsOf: latestDate(contract, profile), keepReleases: Math.max(1, contract.retention.releases),
  } };
}

async function takeTouched(engine: Engine, part: PreparingPart, columns: readonly ReleaseColumn[]): Promise<number> {
  const keys = keyOf(columns).map((column) => q(column.name));
  await engine.run(`create or replace temp table ${TOUCHED} as select p.* from ${parquetSource(part.previous.paths)} p
    semi join (select ${keys.join(', ')} from ${q(part.table)} union all select ${keys.join(', ')} from ${q(part.gone)}) k on ${keys.map((key) => `p.${key} = k.${key}`).join(' and ')}`);
  const [sum] = await engine.rows<{ n: number }>(`select count(*)::double as n from ${TOUCHED}`);
  return sum?.n ?? 0;
}

/** Rows that were not touched are unchanged. */
function wholeDiff(diff: ReleaseDiff, rows: number, touched: number): ReleaseDiff {
  return { ...diff, unchanged: diff.unchanged + rows - touched, keyChurn: rows === 0 ? 0 : Math.min(diff.added, diff.removed) / rows };
}

function allRows({ previous, table }: PreparingPart, columns: readonly ReleaseColumn[]): string {
  const keys = keyOf(columns).map((column) => q(column.name));
  const names = columns.map((column) => q(column.name));
  return `(select ${names.map((name) => `p.${name}`).join(', ')} from ${parquetSource(previous.paths)} p anti join ${TOUCHED} k on ${keys.map((key) => `p.${key} = k.${key}`).join(' and ')}
    union all select ${names.join(', ')} from ${q(table)})`;
}

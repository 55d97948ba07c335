import type { ObjectStore } from '#kernel/objects.ts';
import { keyOf, releaseColumns, sameShape, type ReleaseColumn } from '../columns.ts';
import { compareReleases, DELTA, type ReleaseDiff } from '../diff/compare-releases.ts';
import { rowSumAfter } from '../diff/content-change.ts';
import { parquetSource, type Engine } from '../engine/engine.ts';
import { quoteIdentifier as q, quoteLiteral } from '../engine/identifiers.ts';
import { profileRows, TOP_DISTINCT_LIMIT, type ColumnProfile } from '../profile/profile-rows.ts';
import { groupRepeatingValues } from '../profile/repeating-values.ts';
import { shownColumns } from '../read/shown.ts';
import type { Release } from '../release.ts';
import { contentHash } from './content-hash.ts';
import { latestDate, type PreparedRelease, type Preparing } from './prepare-release.ts';
import { rewriteTouched } from './rewrite-touched.ts';
import { POSITION } from './splice/rewriting.ts';

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
 * that the part touches are compared and hashed, and only files in which a key changes are written anew. The other files are named again, and what was
 * known of columns in which nothing changed stays.
 *
 * @returns SQL of all rows, for whoever looks at them before the engine closes, and the names of the columns whose values are others: null when rows came or went.
 */
export async function preparePart(engine: Engine, objects: ObjectStore, part: PreparingPart): Promise<PreparedRelease & { rows: string; changed: string[] | null }> {
  const columns = releaseColumns(part.contract);
  const { release, paths } = part.previous;
  const touched = await takeTouched(engine, part, columns);
  const arrived = { from: q(part.table), columns };
  const before = { from: TOUCHED, columns: release.columns, rowSum: release.manifest.rowSum };
  const diff = wholeDiff(await compareReleases(engine, before, arrived), release.rowCount, touched);
  const { samples: _samples, keyChurn: _churn, ...counts } = diff;
  const rowSum = await rowSumAfter(engine, before, arrived);
  const rowCount = release.rowCount + diff.added - diff.removed;
  const hash = contentHash(columns, rowCount, rowSum);
  if (release.contentHash === hash && release.contractVersion === part.contractVersion) return { kind: 'same', counts, rows: parquetSource(paths), changed: [] };
  const changed = await changedColumns(engine, part.table, columns);
  const { manifest, paths: written } = await rewriteTouched(engine, objects, { ...part, columns, changed, rowSum, touched: TOUCHED, delta: DELTA, files: release.manifest.files, paths });
  const rows = parquetSource(written);
  const sameRows = diff.added + diff.removed === 0;
  const profile = await profileAfter(engine, rows, { columns, rowCount, release, changed: sameRows ? changed : columns });
  const { datasetId, runId, contractVersion, lineage, contract } = part;
  const bytes = manifest.files.reduce((sum, file) => sum + file.bytes, 0);
  return { kind: 'new', counts, rows, changed: sameRows ? changed.map(({ name }) => name) : null, draft: {
    datasetId, runId, contractVersion, contentHash: hash, columns, profile, diff, lineage, manifest, rowCount, bytes,
    dataAsOf: latestDate(contract, profile), keepReleases: Math.max(1, contract.retention.releases),
  } };
}

async function takeTouched(engine: Engine, part: PreparingPart, columns: readonly ReleaseColumn[]): Promise<number> {
  const keys = keyOf(columns).map((column) => q(column.name));
  await engine.run(`create or replace temp table ${TOUCHED} as select p.* exclude (file_row_number), p.file_row_number as ${q(POSITION)} from read_parquet([${part.previous.paths.map(quoteLiteral).join(', ')}], file_row_number = true) p
    semi join (select ${keys.join(', ')} from ${q(part.table)} union all select ${keys.join(', ')} from ${q(part.gone)}) k on ${keys.map((key) => `p.${key} = k.${key}`).join(' and ')}`);
  const [sum] = await engine.rows<{ n: number }>(`select count(*)::double as n from ${TOUCHED}`);
  return sum?.n ?? 0;
}

const COLUMNS_AT_ONCE = 250;

/** Columns in which a row that stays has another value. */
async function changedColumns(engine: Engine, table: string, columns: readonly ReleaseColumn[]): Promise<ReleaseColumn[]> {
  const keys = keyOf(columns).map((column) => q(column.name)).join(', ');
  const values = columns.filter((column) => column.key === null);
  const found: ReleaseColumn[] = [];
  for (let at = 0; at < values.length; at += COLUMNS_AT_ONCE) {
    const some = values.slice(at, at + COLUMNS_AT_ONCE);
    const marks = some.map(({ name }, i) => `bool_or(p.${q(name)} is distinct from n.${q(name)}) as c${i}`);
    const [row] = await engine.rows<Record<string, boolean | null>>(`select ${marks.join(', ')} from (from ${DELTA} where op = 3) d join ${TOUCHED} p using (${keys}) join ${q(table)} n using (${keys})`);
    found.push(...some.filter((_, i) => row?.[`c${i}`] === true));
  }
  return found;
}

/** A column in which nothing changed is described as before, under the names it has now. */
async function profileAfter(engine: Engine, rows: string, { columns, rowCount, release, changed }: { columns: readonly ReleaseColumn[]; rowCount: number; release: Release; changed: readonly ReleaseColumn[] }): Promise<ColumnProfile[]> {
  const former = new Map(release.profile.map((each) => [each.column, each]));
  const names = new Set(changed.map(({ name }) => name));
  const shown = shownColumns(columns);
  const anew = shown.filter(({ name, type }) => names.has(name) || former.get(name)?.type !== type);
  const found = anew.length === 0 ? [] : await profileRows(engine, rows, anew, await groupRepeatingValues(engine, rows, anew, rowCount, TOP_DISTINCT_LIMIT));
  const now = new Map(found.map((each) => [each.column, each]));
  return shown.map(({ name, titleTh, titleEn }) => now.get(name) ?? { ...former.get(name) as ColumnProfile, titleTh, titleEn });
}

/** Rows that were not touched are unchanged. */
function wholeDiff(diff: ReleaseDiff, rows: number, touched: number): ReleaseDiff {
  return { ...diff, unchanged: diff.unchanged + rows - touched, keyChurn: rows === 0 ? 0 : Math.min(diff.added, diff.removed) / rows };
}

import type { Decision } from '#kernel/decider.ts';
import { keyOf, type ReleaseColumn } from '../columns.ts';
import { quoteIdentifier as q } from '../engine/identifiers.ts';
import type { Engine } from '../engine/engine.ts';
import type { LakePorts } from '../lake-ports.ts';
import { assertReadable } from '../reads/releases.ts';
import type { Release } from '../release.ts';
import { conditionOf, portionOf } from './portion.ts';
import { rowsAt } from './positions.ts';
import { releaseFiles } from './release-files.ts';
import { shownColumns, shownValue } from './shown.ts';

/** A Parquet file of rows, with the edges of its first key column where they are known. */
export interface SourceFile { path: string; rows: number; minKey: string | null; maxKey: string | null }

/** Rows that may be searched: what somebody is given of a release, or any other Parquet files with columns of the same kind. */
export interface RowSource {
  columns: readonly ReleaseColumn[];
  files: readonly SourceFile[];
  /** Which rows are given; `true` for all. */
  given: { sql: string; values: readonly string[] };
  /** SQL of a row's number over `t`: its place from 1, or a column that the file holds; either way it rises from row to row. */
  id: string;
  /** Key columns in whose order the rows lie; none where they lie otherwise. */
  keys: readonly string[];
}

/** A row's number as its place in the release. */
const PLACE = 't._pos + 1';

/**
 * Opens what a decision gives of a release, for as long as `use` runs.
 *
 * @throws `lake.release-withdrawn`, `lake.release-purged`, `lake.portion-unreadable`.
 */
export async function withReleaseRows<T>(ports: LakePorts, engine: Engine, release: Release, decision: Decision | null, use: (source: RowSource) => Promise<T>): Promise<T> {
  assertReadable(release);
  const portion = portionOf(release, decision);
  return releaseFiles(ports.objects, release, async (paths) => use({
    columns: shownColumns(portion.release.columns), id: PLACE, keys: keyOf(release.columns).map(({ name }) => name), given: await conditionOf(engine, portion),
    files: release.manifest.files.map((file, i) => ({ path: paths[i] as string, rows: file.rows, minKey: file.minKey?.[0] ?? null, maxKey: file.maxKey?.[0] ?? null })),
  }));
}

export const rowsOf = ({ files }: Pick<RowSource, 'files'>): number => files.reduce((sum, { rows }) => sum + rows, 0);

/**
 * SQL of all rows as a reader sees them, masked, with `_id` before them; to be given a name in a statement that takes no parameters.
 * Values of the decision were tried as their column's type, so they stand as quoted constants.
 */
export function shownRowsSql(source: RowSource): string {
  const columns = source.columns.map((column) => `${column.stored.startsWith('DECIMAL') || ['DATE', 'TIMESTAMP'].includes(column.stored) ? clearOr(column) : shownValue(column, 't')} as ${q(column.name)}`);
  const where = source.given.values.reduceRight((sql, value, i) => sql.replaceAll(new RegExp(`\\$${i + 1}(?!\\d)`, 'g'), () => `'${value.replaceAll("'", "''")}'`), source.given.sql);
  return `select ${[`${source.id} as _id`, ...columns].join(', ')} from ${rowsAt({ files: [...source.files], rows: rowsOf(source) }, 0, rowsOf(source))} t where ${where}`;
}

/** The value in its own type where nobody must be kept from it. */
const clearOr = (column: ReleaseColumn): string => column.shown === 'clear' ? `t.${q(column.name)}` : shownValue(column, 't');

import { quoteIdentifier as q } from '../engine/identifiers.ts';
import type { Engine } from '../engine/engine.ts';
import type { ReleaseColumn } from '../columns.ts';
import { keyOf } from '../columns.ts';

/** Text of a row compresses at least twofold in Parquet with zstd, so files stay near or below 256 MB. */
const FILE_TEXT_BYTES = 640 * 1024 * 1024;
const SAMPLE_ROWS = 20_000;

/** A part of the table for one file; `where` uses `values` as `$1…`. */
export interface KeyRange { where: string; values: string[] }

/**
 * Cuts a table into ranges of its first key column (without a key of the column that tells the source's order), each for one file of bounded size.
 * A range is sorted alone: order between files is proven by the ranges, and a sort never holds more than one file.
 */
export async function cutIntoRanges(engine: Engine, table: string, columns: readonly ReleaseColumn[], sourceOrder = 'rowid', fileTextBytes = FILE_TEXT_BYTES): Promise<KeyRange[]> {
  const [size] = await engine.rows<{ rows: number; text: number | null; last: number | null }>(
    `select (select count(*) from ${q(table)})::double as rows, (select max(${q(sourceOrder)}) from ${q(table)})::double as last,
       (select avg(strlen(t::varchar)) from (from ${q(table)} limit 2000) t) as text`);
  const pieces = Math.ceil(((size?.rows ?? 0) * (size?.text ?? 1)) / fileTextBytes);
  if (pieces <= 1) return [{ where: 'true', values: [] }];
  const first = keyOf(columns)[0];
  if (!first) return rowRanges(q(sourceOrder), pieces, Number(size?.last) + 1);
  const name = q(first.name);
  const cuts = await engine.rows<{ cut: string }>(
    `select distinct unnest(quantile_disc(k, [${Array.from({ length: pieces - 1 }, (_, i) => (i + 1) / pieces).join(', ')}])) as v, v::varchar as cut
     from (select ${name} as k from ${q(table)} using sample reservoir(${SAMPLE_ROWS} rows) repeatable (1)) order by v`);
  return between(name, first.stored, cuts.map(({ cut }) => cut));
}

function rowRanges(name: string, pieces: number, end: number): KeyRange[] {
  const step = Math.ceil(end / pieces);
  return Array.from({ length: pieces }, (_, i) => ({ where: `${name} >= ${i * step} and ${name} < ${(i + 1) * step}`, values: [] }));
}

function between(name: string, type: string, cuts: string[]): KeyRange[] {
  return [null, ...cuts].map((from, i) => {
    const to = cuts[i];
    const conditions = [from === null ? null : `${name} >= $1::${type}`, to === undefined ? null : `${name} < $${from === null ? 1 : 2}::${type}`];
    return { where: conditions.filter(Boolean).join(' and '), values: [from, to].filter((value) => value !== null && value !== undefined) };
  });
}

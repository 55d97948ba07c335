import type { Engine } from '../engine/engine.ts';
import { quoteIdentifier as q } from '../engine/identifiers.ts';
import type { ReleaseColumn } from '../columns.ts';

/** Smaller tables are cheap to look through column by column. */
const LARGE_ROWS = 100_000;
const SAMPLE_ROWS = 40_000;
/** A column repeats itself when the sample has so few different values, absolutely and by its rows. */
const SAMPLE_DISTINCT = 10_000;
const SAMPLE_SHARE = 0.25;

/** Column → temporary table of its different values `v` and their numbers `n`; NULL is left out. */
export type RepeatingValues = ReadonlyMap<string, string>;

/**
 * Groups the columns of a large table that repeat themselves. A profile needs only the groups, and the writer sorts numbers in place of their texts.
 * A sample decides which; a wrong guess costs time, not truth.
 *
 * @param mostValues columns of more different values are left out.
 */
export async function groupRepeatingValues(engine: Engine, from: string, columns: readonly ReleaseColumn[], rows: number, mostValues: number): Promise<RepeatingValues> {
  const found = new Map<string, string>();
  if (rows < LARGE_ROWS || columns.length === 0) return found;
  const names = columns.map((column, i) => `approx_count_distinct(${q(column.name)})::double as d${i}`);
  const [sample] = await engine.rows<Record<string, number>>(`select count(*)::double as n, ${names.join(', ')} from (from ${from} tablesample system (${Math.min(100, (100 * SAMPLE_ROWS) / rows).toFixed(4)} percent))`);
  for (const [i, column] of columns.entries()) {
    const distinct = sample?.[`d${i}`] ?? 0;
    if (column.key !== null || distinct > Math.min(SAMPLE_DISTINCT, (sample?.['n'] ?? 0) * SAMPLE_SHARE)) continue;
    const table = `lake_values_${i}`;
    await engine.run(`create or replace temp table ${table} as select ${q(column.name)} as v, count(*) as n from ${from} where ${q(column.name)} is not null group by 1`);
    const [sum] = await engine.rows<{ n: number }>(`select count(*)::double as n from ${table}`);
    if ((sum?.n ?? 0) <= mostValues) found.set(column.name, table);
    else await engine.run(`drop table ${table}`);
  }
  return found;
}

import { createHash } from 'node:crypto';
import { quoteIdentifier as q } from '../engine/identifiers.ts';
import type { Engine } from '../engine/engine.ts';
import type { ReleaseColumn } from '../columns.ts';

/** Sum over rows of the rows' hashes, modulo 2^128: the same for any row order, and it follows added and removed rows. */
export type RowSum = bigint;

const MODULUS = 1n << 128n;
const FORM = 'saphan-content-1';

/**
 * SQL text of a row's canonical form: columns by name, text with its length before it, times in microseconds, `-` for no value.
 * Only casts whose text is fixed by their meaning are used, so that another version of DuckDB gives the same bytes (ADR 0008).
 */
function canonicalRow(columns: readonly ReleaseColumn[], alias: string): string {
  const parts = columns.filter((column) => column.companionOf === null).toSorted((a, b) => (a.name < b.name ? -1 : 1)).map((column) => {
    const name = `${alias}.${q(column.name)}`;
    if (column.stored === 'VARCHAR') return `coalesce(strlen(${name})::varchar || ':' || ${name}, '-')`;
    if (column.stored === 'TIMESTAMP') return `coalesce(epoch_us(${name})::varchar, '-')`;
    return `coalesce(${name}::varchar, '-')`;
  });
  return `concat_ws(chr(31), ${parts.join(', ')})`;
}

/** SQL of the 128-bit hash of one row. */
export function rowHash(columns: readonly ReleaseColumn[], alias: string): string {
  return `md5_number(${canonicalRow(columns, alias)})`;
}

/** Sums the row hashes of `from` (a table, or a join that has the rows under `alias`). */
export async function sumRows(engine: Engine, columns: readonly ReleaseColumn[], from: string, alias: string, values: readonly unknown[] = []): Promise<RowSum> {
  const [sums] = await engine.rows<{ low: bigint | null; high: bigint | null }>(
    `select sum((h & 18446744073709551615::uhugeint)::ubigint)::hugeint as low, sum((h >> 64)::ubigint)::hugeint as high from (select ${rowHash(columns, alias)} as h from ${from})`, values);
  return addSums(sums?.low ?? 0n, (sums?.high ?? 0n) << 64n);
}

export function addSums(...sums: RowSum[]): RowSum {
  const total = sums.reduce((sum, each) => sum + each, 0n) % MODULUS;
  return total < 0n ? total + MODULUS : total;
}

export const rowSumText = (sum: RowSum): string => sum.toString(16).padStart(32, '0');
export const rowSumOf = (text: string): RowSum => BigInt(`0x${text}`);

/** The hash two releases share exactly when they hold equal rows under equal column names and types, whatever file they came from. */
export function contentHash(columns: readonly ReleaseColumn[], rowCount: number, sum: RowSum): string {
  const shape = columns.filter((column) => column.companionOf === null).map(({ name, stored }) => `${name} ${stored}`).sort();
  return createHash('sha256').update([FORM, ...shape, rowCount, rowSumText(sum)].join('\n')).digest('hex');
}

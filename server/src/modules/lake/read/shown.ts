import { quoteIdentifier as q } from '../engine/identifiers.ts';
import type { ReleaseColumn } from '../columns.ts';

/** Columns a reader sees: companions stand in for what they mask. */
export function shownColumns(columns: readonly ReleaseColumn[]): ReleaseColumn[] {
  return columns.filter((column) => column.companionOf === null);
}

/** Names of columns whose values a reader sees masked. */
export function maskedNames(columns: readonly ReleaseColumn[]): string[] {
  return shownColumns(columns).filter((column) => column.shown !== 'clear').map((column) => column.name);
}

/**
 * SQL of a value as a reader sees it: dates and exact numbers as ISO and decimal text, personal data masked.
 *
 * @param alias of the row; @param present whether the row's release has the column at all.
 */
export function shownValue(column: ReleaseColumn, alias: string, present = true): string {
  if (!present) return 'null::varchar';
  const name = `${alias}.${q(column.name)}`;
  if (column.shown === 'companion') return `${alias}.${q(`${column.name}_masked`)}`;
  if (column.shown === 'cut') return `case when ${name} is not null then left(${name}::varchar, 1) || '•••' end`;
  if (column.stored === 'TIMESTAMP') return `strftime(${name}, '%Y-%m-%dT%H:%M:%SZ')`;
  if (column.stored === 'DATE' || column.stored.startsWith('DECIMAL')) return `${name}::varchar`;
  return name;
}

/** A cell as JSON can carry it: whole numbers beyond 2^53 as text. */
export function jsonCell(value: unknown): unknown {
  if (typeof value !== 'bigint') return value;
  return value <= BigInt(Number.MAX_SAFE_INTEGER) && value >= BigInt(Number.MIN_SAFE_INTEGER) ? Number(value) : String(value);
}

/** Names and cells as one object. */
export function rowObject(columns: readonly ReleaseColumn[], cells: readonly unknown[]): Record<string, unknown> {
  return Object.fromEntries(columns.map((column, i) => [column.name, jsonCell(cells[i])]));
}

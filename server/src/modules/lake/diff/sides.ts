import { quoteIdentifier as q } from '../engine/identifiers.ts';
import { keyOf, type ReleaseColumn } from '../columns.ts';

/** Rows to compare: SQL that stands after `from`, and what columns it has. */
export interface Side { from: string; columns: readonly ReleaseColumn[] }

/** Names of the key both sides are matched by; empty when either has none or the key itself changed. */
export function sharedKey(before: Side, after: Side): string[] {
  const [old, now] = [keyOf(before.columns), keyOf(after.columns)];
  const same = old.length === now.length && now.every((column, i) => column.name === old[i]?.name && column.stored === old[i]?.stored);
  return same ? now.map((column) => column.name) : [];
}

/** Columns of both sides, the later contract's first; companions say nothing of their own. */
export function unitedColumns(before: Side, after: Side): ReleaseColumn[] {
  const names = new Set(after.columns.map((column) => column.name));
  return [...after.columns, ...before.columns.filter((column) => !names.has(column.name))].filter((column) => column.companionOf === null);
}

/** SQL of a value for comparison: null where the side lacks the column, text where the type changed. */
export function comparable(side: Side, other: Side, name: string): string {
  const own = side.columns.find((column) => column.name === name);
  const theirs = other.columns.find((column) => column.name === name);
  if (!own) return `null::${theirs?.stored}`;
  return theirs && theirs.stored !== own.stored ? `${q(name)}::varchar` : q(name);
}

/** `select key…, h`: h is DuckDB's 64-bit hash of everything but the key, used inside one engine only and never kept. */
export function hashedRows(side: Side, other: Side, key: readonly string[]): string {
  const united = unitedColumns(side, other).map((column) => column.name).filter((name) => !key.includes(name)).sort();
  const values = united.map((name) => comparable(side, other, name));
  return `select ${key.map((name) => `${q(name)}, `).join('')}hash(${['0', ...values].join(', ')}) as h from ${side.from}`;
}

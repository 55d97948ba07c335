import type { RowsFound } from '#modules/lake/index.ts';
import { Rows } from '../transport/write-json.ts';
import type { RecordsForm } from './read-search.ts';
import { cellOf, idField, type Field } from './types.ts';

/** Fields in the order of the cells. */
export function fieldsOf({ names }: Pick<RowsFound, 'names'>, fields: readonly Field[]): Field[] {
  return names.map((name, i) => name === '_id' ? idField : fields.find((field) => field.id === name) ?? { id: i === names.length - 1 && name === 'rank' ? 'rank' : name, type: 'float8' });
}

/** Rows as objects, lists, or lines of text without a header, as `records_format` wants. */
export function recordsAs(form: RecordsForm, rows: readonly unknown[][], fields: readonly Field[]): unknown {
  const cells = (row: unknown[]) => row.map((cell, i) => cellOf(cell, fields[i]?.type ?? 'text'));
  if (form === 'lists') return new Rows(rows, cells);
  if (form === 'objects') return new Rows(rows, (row) => Object.fromEntries(cells(row).map((cell, i) => [fields[i]?.id ?? '', cell])));
  return rows.map((row) => lineOf(cells(row), form)).join('');
}

/** One line of CSV (RFC 4180) or of tab-separated values. */
export function lineOf(cells: readonly unknown[], form: 'csv' | 'tsv'): string {
  const separator = form === 'csv' ? ',' : '\t';
  const quote = (text: string) => /["\r\n]/.test(text) || text.includes(separator) ? `"${text.replaceAll('"', '""')}"` : text;
  return `${cells.map((cell) => cell === null || cell === undefined ? '' : quote(typeof cell === 'object' ? JSON.stringify(cell) : String(cell))).join(separator)}\n`;
}

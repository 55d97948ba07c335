import { eraOffset, monthNames, parseIsoDate, type Day } from '@saphan/contracts/dates';
import { groupDigits } from '@saphan/contracts/numbers';
import { toThaiDigits } from '@saphan/contracts/thai-digits';
import type { ColumnType } from '@saphan/contracts/contract';
import type { Shape } from './ministry.ts';
import type { Value } from './kind.ts';

const two = (n: number): string => String(n).padStart(2, '0');

/** How each kind of file writes a day: the spellings officials use. */
const days: Record<Exclude<Shape, 'parquet' | 'postgres'>, (day: Day) => string> = {
  'csv-874': ({ year, month, day }) => toThaiDigits(`${two(day)}/${two(month)}/${year + eraOffset}`),
  'csv-bom': ({ year, month, day }) => `${day} ${monthNames.th.short[month - 1]} ${year + eraOffset}`,
  'csv-semicolon': ({ year, month, day }) => `${two(day)}/${two(month)}/${year + eraOffset}`,
  'csv-pipe': ({ year, month, day }) => `${year}-${two(month)}-${two(day)}`,
  tsv: ({ year, month, day }) => `${year + eraOffset}-${two(month)}-${two(day)}`,
  xlsx: ({ year, month, day }) => `${day} ${monthNames.th.long[month - 1]} ${year + eraOffset}`,
  json: ({ year, month, day }) => `${year}-${two(month)}-${two(day)}`,
  ndjson: ({ year, month, day }) => `${year}-${two(month)}-${two(day)}`,
};

const christianShapes: readonly Shape[] = ['csv-pipe', 'json', 'ndjson', 'parquet', 'postgres'];
/** Whether the shape writes years of the common era. */
export const writesCommonEra = (shape: Shape): boolean => christianShapes.includes(shape);

/** A value as text in this kind of file; null stays null. */
export function spell(value: Value, type: ColumnType, shape: keyof typeof days): string | null {
  if (value === null) return null;
  if (typeof value === 'boolean') return value ? 'ใช่' : 'ไม่ใช่';
  if (type === 'date') {
    const day = parseIsoDate(String(value));
    return day ? days[shape](day) : String(value);
  }
  if (typeof value !== 'number') return value;
  if (shape === 'csv-874') return toThaiDigits(String(value));
  return shape === 'csv-bom' ? groupDigits(String(value)).replace('\u2212', '-') : String(value);
}

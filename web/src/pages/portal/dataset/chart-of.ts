import { formatNumber } from '@saphan/contracts/numbers';
import type { ReleaseColumn } from '../../../api/types.ts';

type Row = Record<string, unknown>;
export interface LineChart { kind: 'line'; x: ReleaseColumn; y: ReleaseColumn; points: { at: string; value: number }[] }
export interface BarChart { kind: 'bar'; x: ReleaseColumn; y: ReleaseColumn; bars: { name: string; value: number }[] }

const MOST_BARS = 12;
/** Numbers that name or place something: a mean of them says nothing. */
const NOT_AN_AMOUNT = /(^|_)(id|code|no|number|year|lat|latitude|lon|lng|long|longitude|zip|postal|phone)(_|$)|geocode/;

const isNumber = (type: string) => type === 'integer' || type === 'decimal';

/** A column whose mean says something: numbers that neither name nor place. */
export const isAmount = ({ name, type }: ReleaseColumn): boolean => isNumber(type) && !NOT_AN_AMOUNT.test(name);

/** The number in a cell; null where there is none. */
export function amountIn(value: unknown): number | null {
  const amount = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof amount === 'number' && Number.isFinite(amount) ? amount : null;
}
const isDay = (type: string) => type === 'date' || type === 'datetime' || type === 'timestamp';

/** An amount in words: whole numbers whole, others with two decimals. */
export const amountText = (value: number): string => formatNumber(value, { decimals: Number.isInteger(value) ? 0 : 2 });

/** A chart that shows the shape of some rows, or null where the columns allow none: an amount by date, else its mean by a category. */
export function chartOf(columns: readonly ReleaseColumn[], rows: readonly Row[], masked: readonly string[] = []): LineChart | BarChart | null {
  const open = columns.filter(({ name }) => !masked.includes(name));
  const y = open.find((column) => isAmount(column) && new Set(rows.map((row) => row[column.name])).size > 2);
  if (!y) return null;
  return lineOf(open, rows, y) ?? barsOf(open, rows, y);
}

function lineOf(columns: readonly ReleaseColumn[], rows: readonly Row[], y: ReleaseColumn): LineChart | null {
  const x = columns.find(({ type }) => isDay(type));
  if (!x) return null;
  const points = [...meansBy(rows, x, y)].filter(([at]) => !Number.isNaN(Date.parse(at))).map(([at, value]) => ({ at, value })).sort((a, b) => a.at < b.at ? -1 : 1);
  return points.length >= 4 ? { kind: 'line', x, y, points } : null;
}

/** The category with fewest values, from 2 to 40; the largest bars. */
function barsOf(columns: readonly ReleaseColumn[], rows: readonly Row[], y: ReleaseColumn): BarChart | null {
  const found = columns.filter(({ type, name }) => (type === 'text' || type === 'string' || type === 'boolean') && name !== y.name)
    .map((x) => ({ x, count: new Set(rows.map((row) => row[x.name]).filter((value) => value !== null && value !== '')).size }))
    .filter(({ count }) => count >= 2 && count <= 40 && count < rows.length).sort((a, b) => a.count - b.count)[0];
  if (!found) return null;
  const bars = [...meansBy(rows, found.x, y)].map(([name, value]) => ({ name, value })).sort((a, b) => b.value - a.value).slice(0, MOST_BARS);
  return { kind: 'bar', x: found.x, y, bars };
}

function meansBy(rows: readonly Row[], x: ReleaseColumn, y: ReleaseColumn): Map<string, number> {
  const sums = new Map<string, [sum: number, count: number]>();
  for (const row of rows) {
    const [name, amount] = [row[x.name], amountIn(row[y.name])];
    if (name === null || name === undefined || name === '' || amount === null) continue;
    const [sum, count] = sums.get(String(name)) ?? [0, 0];
    sums.set(String(name), [sum + amount, count + 1]);
  }
  return new Map([...sums].map(([name, [sum, count]]) => [name, sum / count]));
}

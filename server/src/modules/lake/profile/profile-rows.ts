import type { Engine } from '../engine/engine.ts';
import { quoteIdentifier as q } from '../engine/identifiers.ts';
import type { ReleaseColumn } from '../columns.ts';
import { shownColumns } from '../read/shown.ts';
import type { RepeatingValues } from './repeating-values.ts';

export interface ColumnProfile {
  column: string;
  titleTh: string;
  titleEn: string;
  type: string;
  nulls: number;
  /** 0–1. */
  nullShare: number;
  /** Exact for a key and for up to 2,000,000 cells, above within about 5 %. */
  distinct: number;
  /** As text; null for personal data. */
  min: string | null;
  max: string | null;
  /** Numbers only. */
  mean: number | null;
  /** Longest text in characters. */
  maxLength: number | null;
  /** The ten most frequent values; empty for personal data and for columns of mostly different values. */
  top: { value: string; count: number }[];
  /** Of geocodes: the provinces they lie in, two digits each. */
  provinces?: string[];
}

const TOP_VALUES = 10;
const COLUMNS_AT_ONCE = 250;
/** Up to so many cells different values are counted, above they are estimated. */
const EXACT_CELLS = 2_000_000;
/** Above this the most frequent values of a column say little and cost a hash table. */
export const TOP_DISTINCT_LIMIT = 20_000;

/**
 * Profiles every column in few passes, and the most frequent values in one short pass per column that repeats itself.
 *
 * @param repeating columns whose values are grouped already: those need no pass over the rows.
 */
export async function profileRows(engine: Engine, from: string, columns: readonly ReleaseColumn[], repeating: RepeatingValues = new Map()): Promise<ColumnProfile[]> {
  const shown = shownColumns(columns);
  const [size] = await engine.rows<{ n: number }>(`select count(*)::double as n from ${from}`);
  const rows = size?.n ?? 0;
  const passed = shown.filter((column) => !repeating.has(column.name));
  const found = new Map<string, ColumnProfile>();
  // Planning one aggregate over thousands of columns takes DuckDB longer than many small ones.
  for (let at = 0; at < passed.length; at += COLUMNS_AT_ONCE) {
    const some = passed.slice(at, at + COLUMNS_AT_ONCE);
    const exact = rows * shown.length <= EXACT_CELLS;
    const [row] = await engine.rows<Facts>(`select ${some.flatMap((column, i) => aggregates(column, i, exact)).join(', ')} from ${from}`);
    for (const [i, column] of some.entries()) found.set(column.name, await profileOf(engine, from, { column, rows, isKey: isWholeKey(column, shown) }, (name) => row?.[`${name}${i}`] ?? null));
  }
  for (const column of shown) {
    const table = repeating.get(column.name);
    if (table) found.set(column.name, await profileGroups(engine, table, column, rows));
  }
  return shown.map((column) => found.get(column.name) as ColumnProfile);
}

type Facts = Record<string, any>;

async function profileOf(engine: Engine, from: string, { column, rows, isKey }: { column: ReleaseColumn; rows: number; isKey: boolean }, found: (name: string) => any): Promise<ColumnProfile> {
  const nulls = rows - Number(found('c') ?? 0);
  const distinct = isKey ? rows - nulls : Math.min(Number(found('d') ?? 0), rows - nulls);
  const name = q(column.name);
  const top = saysLittle(column, distinct, rows) ? [] : await topValues(engine, `(select ${name} as v, count(*) as n from ${from} where ${name} is not null group by 1)`);
  return describe(column, { rows, nulls, distinct, top }, found);
}

async function profileGroups(engine: Engine, table: string, column: ReleaseColumn, rows: number): Promise<ColumnProfile> {
  const parts = [`coalesce(sum(n), 0)::double as c`, `count(*)::double as d`];
  if (!column.personalData) {
    const text = textOf(column);
    if (column.stored !== 'BOOLEAN') parts.push(`${text('min(v)')} as a`, `${text('max(v)')} as z`);
    if (isNumber(column)) parts.push(`sum(v::double * n) / sum(n) as m`);
    if (column.type === 'text') parts.push('max(length(v))::double as l');
    if (column.type === 'geocode') parts.push(`${provincesOf('v')} as p`);
  }
  const [row] = await engine.rows<Facts>(`select ${parts.join(', ')} from ${table}`);
  const [nulls, distinct] = [rows - Number(row?.['c'] ?? 0), Number(row?.['d'] ?? 0)];
  return describe(column, { rows, nulls, distinct, top: saysLittle(column, distinct, rows) ? [] : await topValues(engine, table) }, (name) => row?.[name] ?? null);
}

function describe(column: ReleaseColumn, { rows, ...counts }: Pick<ColumnProfile, 'nulls' | 'distinct' | 'top'> & { rows: number }, found: (name: string) => any): ColumnProfile {
  return {
    column: column.name, titleTh: column.titleTh, titleEn: column.titleEn, type: column.type, nulls: counts.nulls, nullShare: rows === 0 ? 0 : counts.nulls / rows, distinct: counts.distinct,
    min: found('a'), max: found('z'), mean: found('m'), maxLength: found('l'), top: counts.top,
    ...(column.type === 'geocode' && { provinces: String(found('p') ?? '').split(',').filter(Boolean).toSorted() }),
  };
}

function saysLittle(column: ReleaseColumn, distinct: number, rows: number): boolean {
  return column.personalData !== null || distinct > TOP_DISTINCT_LIMIT || distinct > rows / 2;
}

/** The only column of a key repeats nothing: an estimate would read as duplicates. */
function isWholeKey(column: ReleaseColumn, all: readonly ReleaseColumn[]): boolean {
  return column.key !== null && all.every((other) => other === column || other.key === null);
}

function aggregates(column: ReleaseColumn, i: number, exact: boolean): string[] {
  const name = q(column.name);
  const parts = [`count(${name})::double as c${i}`, `${exact ? `count(distinct ${name})` : `approx_count_distinct(${name})`}::double as d${i}`];
  if (column.personalData) return parts;
  const text = textOf(column);
  if (column.stored !== 'BOOLEAN') parts.push(`${text(`min(${name})`)} as a${i}`, `${text(`max(${name})`)} as z${i}`);
  if (isNumber(column)) parts.push(`avg(${name})::double as m${i}`);
  if (column.type === 'text') parts.push(`max(length(${name}))::double as l${i}`);
  if (column.type === 'geocode') parts.push(`${provincesOf(name)} as p${i}`);
  return parts;
}

const provincesOf = (value: string): string => `string_agg(distinct left(${value}, 2), ',')`;

function textOf(column: ReleaseColumn): (value: string) => string {
  return column.stored === 'TIMESTAMP' ? (value) => `strftime(${value}, '%Y-%m-%dT%H:%M:%SZ')` : (value) => `left(${value}::varchar, 200)`;
}

function isNumber(column: ReleaseColumn): boolean { return column.stored === 'BIGINT' || column.stored.startsWith('DECIMAL'); }

/** @param groups SQL of different values `v` and their numbers `n`. */
async function topValues(engine: Engine, groups: string): Promise<ColumnProfile['top']> {
  return engine.rows(`select left(v::varchar, 200) as value, n::double as count from (from ${groups} order by n desc, v limit ${TOP_VALUES})`);
}

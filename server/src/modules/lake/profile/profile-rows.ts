import type { Engine } from '../engine/engine.ts';
import { quoteIdentifier as q } from '../engine/identifiers.ts';
import type { ReleaseColumn } from '../columns.ts';
import { shownColumns } from '../read/shown.ts';

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
}

const TOP_VALUES = 10;
/** Up to so many cells different values are counted, above they are estimated. */
const EXACT_CELLS = 2_000_000;
/** Above this the most frequent values of a column say little and cost a hash table. */
const TOP_DISTINCT_LIMIT = 20_000;

/** Profiles every column in one pass, and the most frequent values in one short pass per column that repeats itself. */
export async function profileRows(engine: Engine, from: string, columns: readonly ReleaseColumn[]): Promise<ColumnProfile[]> {
  const shown = shownColumns(columns);
  const [size] = await engine.rows<{ n: number }>(`select count(*)::double as n from ${from}`);
  const rows = size?.n ?? 0;
  const exact = rows * shown.length <= EXACT_CELLS;
  const [row] = await engine.rows<Record<string, any>>(`select ${shown.flatMap((column, i) => aggregates(column, i, exact)).join(', ')} from ${from}`);
  const profiles: ColumnProfile[] = [];
  for (const [i, column] of shown.entries()) {
    const nulls = rows - Number(row?.[`c${i}`] ?? 0);
    const distinct = isWholeKey(column, shown) ? rows - nulls : Math.min(Number(row?.[`d${i}`] ?? 0), rows - nulls);
    profiles.push({
      column: column.name, titleTh: column.titleTh, titleEn: column.titleEn, type: column.type,
      nulls, nullShare: rows === 0 ? 0 : nulls / rows, distinct,
      min: row?.[`a${i}`] ?? null, max: row?.[`z${i}`] ?? null, mean: row?.[`m${i}`] ?? null, maxLength: row?.[`l${i}`] ?? null,
      top: column.personalData || distinct > TOP_DISTINCT_LIMIT || distinct > rows / 2 ? [] : await topValues(engine, from, column),
    });
  }
  return profiles;
}

/** The only column of a key repeats nothing: an estimate would read as duplicates. */
function isWholeKey(column: ReleaseColumn, all: readonly ReleaseColumn[]): boolean {
  return column.key !== null && all.every((other) => other === column || other.key === null);
}

function aggregates(column: ReleaseColumn, i: number, exact: boolean): string[] {
  const name = q(column.name);
  const parts = [`count(${name})::double as c${i}`, `${exact ? `count(distinct ${name})` : `approx_count_distinct(${name})`}::double as d${i}`];
  if (column.personalData) return parts;
  const text = column.stored === 'TIMESTAMP' ? (value: string) => `strftime(${value}, '%Y-%m-%dT%H:%M:%SZ')` : (value: string) => `left(${value}::varchar, 200)`;
  if (column.stored !== 'BOOLEAN') parts.push(`${text(`min(${name})`)} as a${i}`, `${text(`max(${name})`)} as z${i}`);
  if (column.stored === 'BIGINT' || column.stored.startsWith('DECIMAL')) parts.push(`avg(${name})::double as m${i}`);
  if (column.type === 'text') parts.push(`max(length(${name}))::double as l${i}`);
  return parts;
}

async function topValues(engine: Engine, from: string, column: ReleaseColumn): Promise<ColumnProfile['top']> {
  const name = q(column.name);
  return engine.rows(`select left(v::varchar, 200) as value, n::double as count from (
    select ${name} as v, count(*) as n from ${from} where ${name} is not null group by 1 order by n desc, v limit ${TOP_VALUES})`);
}

import type { Column, Contract } from '@saphan/contracts/contract';
import { quoteIdentifier as q, type Engine } from '#modules/lake/index.ts';
import type { CategoryShape, ColumnShape, NumberShape, ReleaseShape } from './shape.ts';

/** Enough for shares within half a percent; a larger table is sampled row by row, since blocks of rows that came together are alike. */
const SAMPLE_ROWS = 50_000;
/** A column of few different values is a list of codes. */
const MOST_CODES = 300;
const FEW_CODES = 20;
const CODES_PER_ROW = 0.05;
const SAMPLE = 'drift_sample';

/**
 * Thai in UTF-8 read as Windows-874 gives a เธ or เน for every letter (`เธชเธก`), read as Windows-1252 an à¸ or à¹; neither comes three times in a row in any
 * true text. U+FFFD stands where a letter was lost before it came here.
 */
const MISREAD = '(เ[ธน][^ ]?){3,}|(à[¸¹].?){3,}|\\x{FFFD}';

/** Each column is asked for by itself, in a table of all of them: 5,000 took three minutes. What stands behind these is not compared. */
const MOST_COLUMNS = 500;

/** Looks at the rows of `from` (a table, or anything that stands after FROM) in one even sample. */
export async function measureShape(engine: Engine, from: string, contract: Contract): Promise<ReleaseShape> {
  const columns = contract.columns.filter(isCompared).slice(0, MOST_COLUMNS);
  const texts = contract.columns.filter((column) => column.type === 'text' && column.personalData === null);
  const [size] = await engine.rows<{ n: number }>(`select count(*)::double as n from ${from}`);
  const rows = size?.n ?? 0;
  const cells = [...columns.map((column) => `${isNumber(column) ? `${q(column.name)}::double` : `left(${q(column.name)}::varchar, 200)`} as ${q(column.name)}`),
    `${texts.length === 0 ? 'false' : `regexp_matches(concat_ws(' ', ${texts.map((column) => `left(${q(column.name)}, 200)`).join(', ')}), '${MISREAD}')`} as _misread`];
  const portion = rows > SAMPLE_ROWS ? ` using sample ${((100 * SAMPLE_ROWS) / rows).toFixed(6)} percent (bernoulli, 7)` : '';
  await engine.run(`create or replace temp table ${SAMPLE} as select ${cells.join(', ')} from (select * from ${from}${portion})`);
  const [seen] = await engine.rows<{ n: number; bad: number }>(`select count(*)::double as n, count(*) filter (where _misread)::double as bad from ${SAMPLE}`);
  const shapes: ColumnShape[] = [];
  for (const column of columns) {
    const shape = isNumber(column) ? await numberShape(engine, column.name) : await categoryShape(engine, column, seen?.n ?? 0);
    if (shape) shapes.push(shape);
  }
  return { rows: seen?.n ?? 0, columns: shapes, misread: seen && seen.n > 0 ? seen.bad / seen.n : 0 };
}

/** Shares of the sample that {@link measureShape} left, within the edges of an earlier release. */
export async function sharesWithin(engine: Engine, column: string, edges: readonly number[]): Promise<number[]> {
  const name = q(column);
  const counts = edges.map((edge) => `count(*) filter (where ${name} <= ${edge}::double)`);
  const [row] = await engine.rows<{ below: number[]; n: number }>(`select [${counts.map((count) => `${count}::double`).join(', ')}]::double[] as below, count(${name})::double as n from ${SAMPLE}`);
  const total = row?.n ?? 0;
  const below = [...listOf(row?.below), total];
  return below.map((count, i) => (total === 0 ? 0 : (count - (below[i - 1] ?? 0)) / total));
}

/** Keys and unique values move by themselves, dates move with time, and personal data is not looked at. */
function isCompared(column: Column): boolean {
  return column.primaryKey === null && !column.unique && column.personalData === null && !['date', 'timestamp', 'citizen-id'].includes(column.type);
}

const isNumber = (column: Column): boolean => (column.type === 'integer' || column.type === 'decimal') && column.codeList === null;

async function numberShape(engine: Engine, column: string): Promise<NumberShape | null> {
  const name = q(column);
  const tenths = Array.from({ length: 9 }, (_, i) => (i + 1) / 10).join(', ');
  const [row] = await engine.rows<{ n: number; deciles: number[] | null; sizes: number[] | null }>(
    `select count(${name})::double as n, quantile_disc(${name}, [${tenths}]) as deciles, quantile_disc(abs(${name}), [0.25, 0.5, 0.75]) filter (where ${name} <> 0) as sizes from ${SAMPLE}`);
  if (!row || row.n === 0) return null;
  const edges = [...new Set(listOf(row.deciles))];
  const [low, middle, high] = listOf(row.sizes);
  return { kind: 'number', column, rows: row.n, edges, shares: await sharesWithin(engine, column, edges), sizes: low === undefined ? null : [low, middle as number, high as number] };
}

async function categoryShape(engine: Engine, column: Column, rows: number): Promise<CategoryShape | null> {
  const name = q(column.name);
  const values = await engine.rows<{ v: string; n: number }>(`select ${name} as v, count(*)::double as n from ${SAMPLE} where ${name} is not null group by 1 order by n desc, v limit ${MOST_CODES + 1}`);
  const few = column.codeList !== null || values.length <= Math.max(FEW_CODES, rows * CODES_PER_ROW);
  if (values.length === 0 || values.length > MOST_CODES || !few) return null;
  const total = values.reduce((sum, { n }) => sum + n, 0);
  return { kind: 'category', column: column.name, rows: total, values: values.map(({ v, n }) => [v, n / total]) };
}

/** The engine gives lists as its own kind of value. */
const listOf = (list: unknown): number[] => (Array.isArray(list) ? list : ((list as { items?: number[] } | null)?.items ?? [])).map(Number);

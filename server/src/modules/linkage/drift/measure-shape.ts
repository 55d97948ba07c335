import type { Column, Contract } from '@saphan/contracts/contract';
import { quoteIdentifier as q, type Engine } from '#modules/lake/index.ts';
import type { CategoryShape, NumberShape, ReleaseShape } from './shape.ts';

/** Enough for shares within half a percent; a larger table is sampled row by row, since blocks of rows that came together are alike. */
const SAMPLE_ROWS = 50_000;
/** A wide table is sampled more thinly: the sample lies in memory. */
const SAMPLE_CELLS = 20_000_000;
const LEAST_SAMPLE = 2_000;
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

/** So many columns are asked for in one statement: 5,000 of them one by one took three minutes. */
const COLUMNS_AT_ONCE = 100;

/** Looks at the rows of `from` (a table, or anything that stands after FROM) in one even sample. */
export async function measureShape(engine: Engine, from: string, contract: Contract): Promise<ReleaseShape> {
  const columns = contract.columns.filter(isCompared);
  const texts = contract.columns.filter((column) => column.type === 'text' && column.personalData === null);
  const [size] = await engine.rows<{ n: number }>(`select count(*)::double as n from ${from}`);
  const rows = size?.n ?? 0;
  const cells = [...columns.map((column) => `${isNumber(column) ? `${q(column.name)}::double` : `left(${q(column.name)}::varchar, 200)`} as ${q(column.name)}`),
    `${texts.length === 0 ? 'false' : `regexp_matches(concat_ws(' ', ${texts.map((column) => `left(${q(column.name)}, 200)`).join(', ')}), '${MISREAD}')`} as _misread`];
  const enough = Math.max(LEAST_SAMPLE, Math.min(SAMPLE_ROWS, Math.floor(SAMPLE_CELLS / cells.length)));
  const portion = rows > enough ? ` using sample ${((100 * enough) / rows).toFixed(6)} percent (bernoulli, 7)` : '';
  await engine.run(`drop table if exists ${SAMPLE}`);
  await engine.run(`create temp table ${SAMPLE} as select ${cells.join(', ')} from (select * from ${from}${portion})`);
  const [seen] = await engine.rows<{ n: number; bad: number }>(`select count(*)::double as n, count(*) filter (where _misread)::double as bad from ${SAMPLE}`);
  const numbers = await inPortions(columns.filter(isNumber), (some) => numberShapes(engine, some));
  const categories = await inPortions(columns.filter((column) => !isNumber(column)), (some) => categoryShapes(engine, some, seen?.n ?? 0));
  return { rows: seen?.n ?? 0, columns: [...numbers, ...categories], misread: seen && seen.n > 0 ? seen.bad / seen.n : 0 };
}

/** Bins of a number column, as an earlier release had them. */
export interface Bins { column: string; edges: readonly number[] }

/** Shares of the sample that {@link measureShape} left, within the edges of an earlier release, in the order of `bins`. */
export async function sharesWithin(engine: Engine, bins: readonly Bins[]): Promise<number[][]> {
  return inPortions(bins, async (some) => {
    const counts = some.flatMap(({ column, edges }) => [`count(${q(column)})`, ...edges.map((edge) => `count(*) filter (where ${q(column)} <= ${edge}::double)`)]);
    const [row] = await engine.rows<{ counts: unknown }>(`select [${counts.map((count) => `${count}::double`).join(', ')}] as counts from ${SAMPLE}`);
    const all = listOf(row?.counts).map(Number);
    let at = 0;
    return some.map(({ edges }) => {
      const [total = 0, ...below] = all.slice(at, (at += edges.length + 1));
      return [...below, total].map((count, i, upTo) => (total === 0 ? 0 : (count - (upTo[i - 1] ?? 0)) / total));
    });
  });
}

async function inPortions<In, Out>(all: readonly In[], ask: (some: readonly In[]) => Promise<Out[]>): Promise<Out[]> {
  const answers: Out[] = [];
  for (let from = 0; from < all.length; from += COLUMNS_AT_ONCE) answers.push(...await ask(all.slice(from, from + COLUMNS_AT_ONCE)));
  return answers;
}

/** Keys and unique values move by themselves, dates move with time, and personal data is not looked at. */
function isCompared(column: Column): boolean {
  return column.primaryKey === null && !column.unique && column.personalData === null && !['date', 'timestamp', 'citizen-id'].includes(column.type);
}

const isNumber = (column: Column): boolean => (column.type === 'integer' || column.type === 'decimal') && column.codeList === null;

async function numberShapes(engine: Engine, columns: readonly Column[]): Promise<NumberShape[]> {
  const tenths = Array.from({ length: 9 }, (_, i) => (i + 1) / 10).join(', ');
  const figures = columns.flatMap(({ name }, i) => [
    `count(${q(name)})::double as n${i}`, `quantile_disc(${q(name)}, [${tenths}]) as deciles${i}`, `quantile_disc(abs(${q(name)}), [0.25, 0.5, 0.75]) filter (where ${q(name)} <> 0) as sizes${i}`,
  ]);
  const [row = {}] = await engine.rows<Record<string, unknown>>(`select ${figures.join(', ')} from ${SAMPLE}`);
  const found = columns.flatMap(({ name }, i) => {
    const rows = Number(row[`n${i}`]);
    const [low, middle, high] = listOf(row[`sizes${i}`]).map(Number);
    const sizes: NumberShape['sizes'] = low === undefined ? null : [low, middle as number, high as number];
    return rows > 0 ? [{ kind: 'number' as const, column: name, rows, edges: [...new Set(listOf(row[`deciles${i}`]).map(Number))], sizes }] : [];
  });
  const shares = await sharesWithin(engine, found);
  return found.map((shape, i) => ({ ...shape, shares: shares[i] as number[] }));
}

/** How often each value comes, of columns with few different values. */
async function categoryShapes(engine: Engine, columns: readonly Column[], rows: number): Promise<CategoryShape[]> {
  const [different = {}] = await engine.rows<Record<string, unknown>>(`select ${columns.map(({ name }, i) => `count(distinct ${q(name)})::double as n${i}`).join(', ')} from ${SAMPLE}`);
  const listed = columns.filter(({ codeList }, i) => {
    const values = Number(different[`n${i}`]);
    return values > 0 && values <= MOST_CODES && (codeList !== null || values <= Math.max(FEW_CODES, rows * CODES_PER_ROW));
  });
  if (listed.length === 0) return [];
  const counts = listed.flatMap(({ name }, i) => [`map_keys(histogram(${q(name)})) as v${i}`, `map_values(histogram(${q(name)}))::double[] as n${i}`]);
  const [row = {}] = await engine.rows<Record<string, unknown>>(`select ${counts.join(', ')} from ${SAMPLE}`);
  return listed.map(({ name }, i) => {
    const often = listOf(row[`n${i}`]).map(Number);
    const total = often.reduce((sum, n) => sum + n, 0);
    const values = listOf(row[`v${i}`]).map((value, at): [string, number] => [String(value), (often[at] as number) / total]);
    return { kind: 'category', column: name, rows: total, values: values.sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)) };
  });
}

/** The engine gives lists as its own kind of value. */
const listOf = (list: unknown): unknown[] => (Array.isArray(list) ? list : ((list as { items?: unknown[] } | null)?.items ?? []));

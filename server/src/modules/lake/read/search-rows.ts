import type { ReleaseColumn } from '../columns.ts';
import type { Engine } from '../engine/engine.ts';
import { quoteIdentifier as q } from '../engine/identifiers.ts';
import { lakeProblem } from '../errors.ts';
import { rowsAt } from './positions.ts';
import { filesWithin, readConditions, type Condition, type Words } from './search-conditions.ts';
import { rowsOf, type RowSource } from './row-source.ts';
import { shownValue } from './shown.ts';

/** A question about rows; all conditions must hold. */
export interface RowsWanted {
  conditions: readonly Condition[];
  words: readonly Words[];
  /** Columns to give, `_id` among them; null for all. */
  fields: readonly string[] | null;
  distinct: boolean;
  sort: readonly { column: string; descending: boolean }[];
  offset: number;
  limit: number;
  /** Whether to count what the conditions leave. */
  count: boolean;
}

export interface RowsFound {
  /** Names of the cells, in order; `rank` is last when words were asked for. */
  names: string[];
  columns: ReleaseColumn[];
  rows: unknown[][];
  /** Exact; null when not asked. */
  total: number | null;
}

const ID = '_id';
const IN_PLACE = 't._pos';

/**
 * Searches rows by conditions and words, one page; personal data is masked and cannot be asked for.
 * Without conditions a page reads only the row groups it lies in and the count is known; conditions on the key read only the files and row groups
 * that can hold it.
 *
 * @throws `lake.filter-refused`, `lake.sort-refused`.
 */
export async function searchRows(engine: Engine, source: RowSource, wanted: RowsWanted): Promise<RowsFound> {
  const columns = fieldsOf(source, wanted.fields);
  const conditions = await readConditions(engine, source, wanted);
  const order = orderOf(source, wanted, `c${columns.length}`);
  // Nothing is left out and nothing moved: the page is a range of places.
  const plain = conditions.sql === 'true' && order === IN_PLACE && !wanted.distinct;
  const from = plain ? rowsAt(positionedOf(source), wanted.offset, wanted.offset + wanted.limit) : partsOf(source, filesWithin(source, wanted.conditions));
  const cells = [...columns.map((each) => each === null ? source.id : shownValue(each, 't')), ...wanted.words.length > 0 ? [conditions.rank] : []];
  const head = `select ${wanted.distinct ? 'distinct ' : ''}${cells.map((cell, i) => `${cell} as c${i}`).join(', ')} from ${from} t where ${conditions.sql}`;
  const tail = `order by ${wanted.distinct ? distinctOrder(columns, wanted) : order} limit ${wanted.limit} offset ${plain ? 0 : wanted.offset}`;
  const rows: unknown[][] = [];
  if (wanted.limit > 0) for await (const batch of engine.stream(`${head} ${tail}`, conditions.values)) rows.push(...batch);
  const counted = wanted.distinct ? `select count(*)::double as n from (${head})` : `select count(*)::double as n from ${from} t where ${conditions.sql}`;
  return {
    names: [...columns.map((each) => each?.name ?? ID), ...wanted.words.length > 0 ? ['rank'] : []], columns: columns.filter((each) => each !== null), rows,
    total: !wanted.count ? null : conditions.sql === 'true' && !wanted.distinct ? rowsOf(source) : (await engine.rows<{ n: number }>(counted, conditions.values))[0]?.n ?? 0,
  };
}

const positionedOf = (source: RowSource) => ({ files: [...source.files], rows: rowsOf(source) });

/** SQL of the rows of some of the files; each row keeps its place among all. */
function partsOf(source: RowSource, files: RowSource['files']): string {
  const all = positionedOf(source);
  if (files.length === source.files.length) return rowsAt(all, 0, all.rows);
  let start = 0;
  const parts: string[] = [];
  for (const file of source.files) {
    if (files.includes(file)) parts.push(rowsAt(all, start, start + file.rows));
    start += file.rows;
  }
  return parts.length === 0 ? rowsAt(all, 0, 0) : `(${parts.map((part) => `select * from ${part}`).join(' union all ')})`;
}

/** null stands for the row's number. */
function fieldsOf({ columns }: RowSource, fields: readonly string[] | null): (ReleaseColumn | null)[] {
  if (fields === null) return [null, ...columns];
  return fields.map((name) => {
    const column = name === ID ? null : columns.find((each) => each.name === name);
    if (column === undefined) throw lakeProblem('filter-refused', { detailTh: `ไม่มีคอลัมน์ ${name.slice(0, 63)}`, detailEn: `there is no column ${name.slice(0, 63)}` });
    return column;
  });
}

function orderOf({ columns, id }: RowSource, { sort, words }: RowsWanted, rank: string): string {
  if (sort.length === 0) return words.length > 0 ? `${rank} desc, ${IN_PLACE}` : IN_PLACE;
  const parts = sort.map(({ column: name, descending }) => {
    if (name === ID) return `${id} ${descending ? 'desc' : 'asc'}`;
    return `t.${q(sortable(columns, name).name)} ${descending ? 'desc' : 'asc'} nulls last`;
  });
  return parts[0] === `${id} asc` ? IN_PLACE : [...parts, IN_PLACE].join(', ');
}

function sortable(columns: readonly ReleaseColumn[], name: string): ReleaseColumn {
  const column = columns.find((each) => each.name === name);
  if (column?.shown !== 'clear') throw lakeProblem('sort-refused', { detailTh: `เรียงตาม ${name.slice(0, 63)} ไม่ได้`, detailEn: `cannot sort by ${name.slice(0, 63)}` });
  return column;
}

/** Distinct rows have no place any more: they lie in the order asked, else by their cells. */
function distinctOrder(columns: readonly (ReleaseColumn | null)[], { sort }: RowsWanted): string {
  const places = sort.map(({ column: name, descending }) => {
    const at = columns.findIndex((each) => (each?.name ?? ID) === name);
    if (at < 0 || (columns[at] && columns[at].shown !== 'clear')) throw lakeProblem('sort-refused', { detailTh: `เรียงค่าที่ไม่ซ้ำตาม ${name.slice(0, 63)} ไม่ได้`, detailEn: `distinct rows cannot be sorted by ${name.slice(0, 63)}` });
    return `${at + 1} ${descending ? 'desc' : 'asc'} nulls last`;
  });
  return `${[...places, ...columns.map((_, i) => `${i + 1}`)].join(', ')}`;
}

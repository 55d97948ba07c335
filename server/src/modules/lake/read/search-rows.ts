import type { ReleaseColumn } from '../columns.ts';
import type { Engine } from '../engine/engine.ts';
import { quoteIdentifier as q } from '../engine/identifiers.ts';
import { lakeProblem } from '../errors.ts';
import { pageInPlace, pageOfAll, pageOfDistinct, pageSorted, type PageWanted, type RowPage } from './row-page.ts';
import type { RowSource } from './row-source.ts';
import { filesWithin, readConditions, type Asked, type Words } from './search-conditions.ts';
import { shownValue } from './shown.ts';

/** A question about rows; all conditions must hold. */
export interface RowsWanted {
  conditions: readonly Asked[];
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
const BACKWARDS = 't._pos desc';

/**
 * Searches rows by conditions and words, one page; personal data is masked and cannot be asked for.
 * Without conditions a page reads only the row groups it lies in and the count is known; conditions on the key read only the files and row groups
 * that can hold it; other conditions are looked for until the page is full and counted once.
 *
 * @throws `lake.filter-refused`, `lake.sort-refused`.
 */
export async function searchRows(engine: Engine, source: RowSource, wanted: RowsWanted): Promise<RowsFound> {
  const columns = fieldsOf(source, wanted.fields);
  const { sql: where, values, rank } = await readConditions(engine, source, wanted);
  const order = orderOf(source, wanted, rank);
  const cells = [...columns.map((each) => each === null ? source.id : shownValue(each, 't')), ...wanted.words.length > 0 ? [rank] : []];
  const page: PageWanted = { engine, source, files: filesWithin(source, wanted.conditions), cells, where, values, offset: wanted.offset, limit: wanted.limit, count: wanted.count };
  return {
    names: [...columns.map((each) => each?.name ?? ID), ...wanted.words.length > 0 ? ['rank'] : []], columns: columns.filter((each) => each !== null),
    ...await (wanted.distinct ? pageOfDistinct(page, distinctOrder(columns, wanted)) : pageOf(page, order)),
  };
}

function pageOf(page: PageWanted, order: string): Promise<RowPage> {
  const all = page.where === 'true';
  if (order === IN_PLACE) return all ? pageOfAll(page) : pageInPlace(page);
  return all && order === BACKWARDS ? pageOfAll(page, true) : pageSorted(page, order);
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

/** Rows of a release lie in the order of their key, so sorting by its beginning, or by the number of the row, moves nothing. */
function orderOf(source: RowSource, { sort, words }: RowsWanted, rank: string): string {
  if (sort.length === 0) return words.length > 0 ? `${rank} desc, ${IN_PLACE}` : IN_PLACE;
  const parts = sort.map(({ column: name, descending }) => {
    if (name === ID) return descending ? BACKWARDS : IN_PLACE;
    return `t.${q(sortable(source.columns, name).name)} ${descending ? 'desc' : 'asc'} nulls last`;
  });
  const [first] = parts;
  if (first === IN_PLACE || sort.every(({ column, descending }, i) => !descending && column === source.keys[i])) return IN_PLACE;
  const whole = sort.length === source.keys.length && sort.every(({ column, descending }, i) => descending && column === source.keys[i]);
  return first === BACKWARDS || whole ? BACKWARDS : [...parts, IN_PLACE].join(', ');
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

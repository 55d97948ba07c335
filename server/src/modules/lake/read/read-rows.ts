import type { Engine } from '../engine/engine.ts';
import { quoteIdentifier as q } from '../engine/identifiers.ts';
import { lakeProblem } from '../errors.ts';
import type { LakePorts } from '../lake-ports.ts';
import type { ReleaseColumn } from '../columns.ts';
import { questionOf, readCursor, writeCursor } from './cursor.ts';
import { readFilters, whereOf } from './filters.ts';
import { positioned, rowsAt, type Positioned } from './positions.ts';
import { conditionOf, type Portion } from './portion.ts';
import { withReader } from './reader.ts';
import { releaseFiles } from './release-files.ts';
import { maskedNames, rowObject, shownColumns, shownValue } from './shown.ts';

export interface RowsAsked { filter: string[]; sort: string | null; cursor: string | null; limit: number }

export interface RowsPage {
  columns: ReleaseColumn[];
  items: Record<string, unknown>[];
  nextCursor: string | null;
  /** Columns whose values are masked. */
  masked: string[];
}

type Cells = unknown[];
const FIRST_WINDOW = 200_000;

/**
 * One page of what is given of a release, in key order or in the order of one column; personal data is masked.
 * Following `nextCursor` visits every row once. Sorted pages put empty values last.
 *
 * @throws `lake.filter-refused`, `lake.sort-refused`, `lake.cursor-refused`, `lake.portion-unreadable`.
 */
export async function readRows(ports: LakePorts, portion: Portion, asked: RowsAsked): Promise<RowsPage> {
  const { release } = portion;
  const columns = shownColumns(release.columns);
  const question = questionOf(release.id, asked.filter, asked.sort);
  return withReader(ports, (engine) => releaseFiles(ports.objects, release, async (paths) => {
    const files = positioned(release.manifest, paths);
    const where = whereOf(await readFilters(engine, release.columns, asked.filter), await conditionOf(engine, portion));
    const page = { engine, files, columns, where, limit: asked.limit, question, cursor: asked.cursor };
    const { rows, next } = asked.sort === null ? await rowsInOrder(page) : await rowsSorted(page, sortOf(columns, asked.sort));
    return { columns, items: rows.map((cells) => rowObject(columns, cells)), nextCursor: next, masked: maskedNames(release.columns) };
  }));
}

interface Page {
  engine: Engine; files: Positioned; columns: ReleaseColumn[]; where: { sql: string; values: string[] }; limit: number; question: string; cursor: string | null;
}

/** Looks through windows of rows that grow while nothing is found: an unfiltered page reads only its own rows. */
async function rowsInOrder(page: Page): Promise<{ rows: Cells[]; next: string | null }> {
  const { files, limit, question, cursor, where } = page;
  let from = cursor === null ? 0 : Number(readCursor(question, cursor, ['p'])['p']) + 1;
  const rows: Cells[] = [];
  const whole = where.sql === 'true';
  for (let window = whole ? limit + 1 : FIRST_WINDOW; from < files.rows && rows.length <= limit; window *= 4) {
    rows.push(...await select(page, rowsAt(files, from, from + window), where.sql, '_pos', limit + 1 - rows.length));
    from += window;
  }
  return cut(rows, limit, (last) => writeCursor(question, { p: Number(last.at(-2)) }));
}

async function rowsSorted(page: Page, { column, descending }: { column: ReleaseColumn; descending: boolean }): Promise<{ rows: Cells[]; next: string | null }> {
  const { files, limit, question, cursor, where } = page;
  const name = `t.${q(column.name)}`;
  let after = 'true';
  const values: string[] = [...where.values];
  if (cursor !== null) {
    const place = readCursor(question, cursor, ['p']);
    const position = `t._pos > ${place['p']}`;
    if (place['v'] !== null) values.push(String(place['v']));
    const value = `$${values.length}::varchar::${column.stored}`;
    after = place['v'] === null ? `${name} is null and ${position}` : `(${name} ${descending ? '<' : '>'} ${value} or ${name} is null or (${name} = ${value} and ${position}))`;
  }
  const order = `${name} ${descending ? 'desc' : 'asc'} nulls last, t._pos`;
  const rows = await select({ ...page, where: { sql: where.sql, values } }, rowsAt(files, 0, files.rows), `${where.sql} and ${after}`, order, limit + 1, `${name}::varchar`);
  return cut(rows, limit, (last) => writeCursor(question, { p: Number(last.at(-2)), v: last.at(-1) ?? null }));
}

/** Cells as shown, then position, then the sort value as text. */
async function select(page: Page, from: string, where: string, order: string, limit: number, sortValue = 'null::varchar'): Promise<Cells[]> {
  const shown = page.columns.map((column) => shownValue(column, 't')).join(', ');
  const rows: Cells[] = [];
  const batches = page.engine.stream(`select ${shown}, t._pos, ${sortValue} from ${from} t where ${where} order by ${order} limit ${limit}`, page.where.values);
  for await (const batch of batches) rows.push(...batch);
  return rows;
}

function cut(rows: Cells[], limit: number, cursorOf: (last: Cells) => string): { rows: Cells[]; next: string | null } {
  const kept = rows.slice(0, limit);
  const last = kept.at(-1);
  return { rows: kept, next: rows.length > limit && last ? cursorOf(last) : null };
}

function sortOf(columns: readonly ReleaseColumn[], sort: string): { column: ReleaseColumn; descending: boolean } {
  const descending = sort.startsWith('-');
  const column = columns.find((each) => each.name === (descending ? sort.slice(1) : sort));
  if (!column || column.shown !== 'clear') throw lakeProblem('sort-refused', { errors: [{ pointer: '/querystring/sort', th: `เรียงตาม ${sort.slice(0, 64)} ไม่ได้`, en: `cannot sort by ${sort.slice(0, 64)}` }] });
  return { column, descending };
}

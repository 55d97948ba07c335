import { quoteIdentifier as q, withGrantedRows, withKeptReader, type Engine, type GrantedRows } from '#modules/lake/index.ts';
import type { HostedAnswer, HostedCall } from '../call.ts';
import { hostingProblem } from '../errors.ts';
import { testsSql } from '../grant/tests-sql.ts';
import { withinGrant } from '../grant/within.ts';
import { refuseTooMuch, type AskedRows } from '../grammar/asked.ts';
import { readAskedRows, readRange } from '../grammar/read-rows.ts';
import { askedSql, type FindColumn } from '../grammar/tests-sql.ts';
import type { Offer } from '../offers/offer.ts';
import type { HostingPorts } from '../ports.ts';
import { finderOf, withinRelease } from './fields.ts';
import { csvRowSql, jsonRowSql } from './json-cell.ts';
import { jsonAnswer, releaseHeaders, servedRelease } from './served-release.ts';

const ROWS_WHEN_NOT_SAID = 1_000;
/** Cells of one answer, which is made in memory. */
const MOST_CELLS = 2_000_000;
export const TIME_LIMIT_MS = 20_000;
const SINGLE = 'application/vnd.pgrst.object+json';
const CSV = 'text/csv';

interface Page { readonly rows: readonly string[]; readonly total: number | null; readonly offset: number }

/** Rows of the release as a JSON array, or as CSV for who accepts that, in PostgREST's read grammar. */
export async function answerRows(ports: HostingPorts, offer: Offer, call: HostedCall): Promise<HostedAnswer> {
  const asked = within(readAskedRows(call.query), call);
  const release = await servedRelease(ports, offer);
  const granted = withinRelease(release, withinGrant(offer, call.grant));
  const find = finderOf(offer, granted);
  const cells = asked.select?.map(({ name, as }) => ({ as, column: find('select', name) })) ?? granted.columns.map((column) => ({ as: column.name, column }));
  const limit = withinMemory(asked, cells.length);
  const accept = call.headers?.['accept'] ?? '';
  const lines = wantsCsv(accept);
  const count = /(?:^|[,\s])count=(?:exact|planned|estimated)\b/.test(call.headers?.['prefer'] ?? '');
  const page = await withKeptReader(ports.lake, TIME_LIMIT_MS, (engine) => withGrantedRows(ports.lake, release, { columns: granted.columns.map(({ name }) => name), rows: testsSql(granted.tests) },
    (rows) => readPage(engine, rows, { ...asked, limit }, { cells: (lines ? csvRowSql : jsonRowSql)(cells, 'r'), find, count })));
  return shown(page, releaseHeaders(offer, release), accept, lines ? cells.map(({ as }) => as) : null);
}

/** Rows by the header Range count where the address names none. */
function within(asked: AskedRows, call: HostedCall): AskedRows & { limit: number; said: boolean } {
  const range = asked.limit === null && asked.offset === 0 ? readRange(call.headers?.['range']) : null;
  return { ...asked, limit: range?.limit ?? asked.limit ?? ROWS_WHEN_NOT_SAID, said: (range?.limit ?? asked.limit) !== null, offset: range?.offset ?? asked.offset };
}

/** How many rows of so many columns. @throws `hosting.asked-too-much` when more were asked for. */
function withinMemory({ limit, said }: { limit: number; said: boolean }, columns: number): number {
  const most = Math.max(1, Math.floor(MOST_CELLS / Math.max(1, columns)));
  if (said && limit > most) throw refuseTooMuch('limit', `ขอได้ไม่เกิน ${most} แถวเมื่อมี ${columns} คอลัมน์`, `at most ${most} rows of ${columns} columns`);
  return Math.min(limit, most);
}

async function readPage(engine: Engine, rows: GrantedRows, asked: AskedRows & { limit: number }, { cells, find, count }: { cells: string; find: FindColumn; count: boolean }): Promise<Page> {
  const values = [...rows.values];
  const where = askedSql(asked.where, find, values);
  const order = [...asked.order.map(({ name, descending, nullsFirst }) => `r.${q(find('order', name).name)} ${descending ? 'desc' : 'asc'} nulls ${nullsFirst ? 'first' : 'last'}`), 'r._pos'].join(', ');
  const page = asked.limit === 0 ? [] : await engine.rows<{ j: string }>(`select ${cells} as j from ${rows.from} r where ${where} order by ${order} limit ${asked.limit} offset ${asked.offset}`, values);
  const [counted] = count ? await engine.rows<{ n: bigint }>(`select count(*) as n from ${rows.from} r where ${where}`, values) : [];
  return { rows: page.map(({ j }) => j), total: counted ? Number(counted.n) : null, offset: asked.offset };
}

const wantsCsv = (accept: string): boolean => !accept.includes(SINGLE) && accept.split(',').some((each) => each.split(';')[0]?.trim().toLowerCase() === CSV);

/** @param names the first line of CSV; null for JSON. */
function shown({ rows, total, offset }: Page, headers: Record<string, string>, accept: string, names: readonly string[] | null): HostedAnswer {
  const span = rows.length === 0 ? '*' : `${offset}-${offset + rows.length - 1}`;
  const ranged = { ...headers, 'content-range': `${span}/${total ?? '*'}`, 'range-unit': 'items' };
  if (total !== null && offset > 0 && offset >= total) throw hostingProblem('range-refused', { total, detailTh: `มี ${total} แถว`, detailEn: `there are ${total} rows` });
  if (accept.includes(SINGLE)) {
    if (rows.length !== 1) throw hostingProblem('not-one-row', { rows: rows.length, detailTh: `ได้ ${rows.length} แถว`, detailEn: `${rows.length} rows` });
    return jsonAnswer({ ...ranged, 'content-type': `${SINGLE}; charset=utf-8` }, rows[0] as string);
  }
  const status = total !== null && rows.length < total ? 206 : 200;
  if (names) return jsonAnswer({ ...ranged, 'content-type': `${CSV}; charset=utf-8; header=present` }, `${[names.join(','), ...rows].join('\n')}\n`, status);
  return jsonAnswer(ranged, `[${rows.join(',')}]`, status);
}

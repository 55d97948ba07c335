import { Readable } from 'node:stream';
import { limitBody, type BodyLimits } from '#kernel/net/limited-body.ts';
import { CsvText } from '../database/csv-text.ts';
import { numbersAsText, type OracleColumn } from './columns.ts';
import type { OracleLink } from './link.ts';
import { oracleProblem } from './oracle-problems.ts';
import type { Reading } from './reading.ts';

/** Rows of one call to the database lie in memory together: so many bytes of them, by the greatest length of their columns. */
const CALL_BYTES = 4 << 20;
const MAX_CALL_ROWS = 1000;
/** Large objects are fetched one by one; their places are not many at a time. */
const LOB_CALL_ROWS = 50;

/** How many rows one call asks for. */
export function rowsOfCall(columns: readonly OracleColumn[]): number {
  const bytes = columns.reduce((all, column) => all + column.bytes, 0);
  const most = columns.some(({ hasLob }) => hasLob) ? LOB_CALL_ROWS : MAX_CALL_ROWS;
  return Math.max(1, Math.min(most, Math.floor(CALL_BYTES / Math.max(1, bytes))));
}

/**
 * Rows as CSV with a header, one call's worth at a time: nothing is asked for while nobody takes what came. When the database vanishes or refuses, the
 * stream breaks with a problem and never simply ends.
 *
 * @returns the stream, and how many rows the database gave before it said that there are no more.
 */
export function readOut(link: OracleLink, { rows: sql, binds, columns }: Reading, limits: BodyLimits, signal: AbortSignal): { rows: Readable; count(): number } {
  const batches: Buffer[] = [];
  const csv = new CsvText((batch) => batches.push(batch));
  const source = Readable.from(pieces(link, sql, binds, columns, csv, batches), { objectMode: false, highWaterMark: 1 });
  return { rows: limitBody(source, limits, { stated: null, surplus: async () => false }, signal), count: () => csv.rows };
}

async function* pieces(link: OracleLink, sql: string, binds: Reading['binds'], columns: readonly OracleColumn[], csv: CsvText, batches: Buffer[]): AsyncGenerator<Buffer> {
  const count = rowsOfCall(columns);
  const fetchTypeHandler = await numbersAsText();
  const named = (error: unknown) => { throw oracleProblem(error, true); };
  csv.header(columns.map(({ name }) => name));
  const { resultSet } = await link.connection.execute(sql, binds, { resultSet: true, fetchArraySize: count, prefetchRows: Math.min(count, 100), fetchTypeHandler }).catch(named);
  for (;;) {
    const rows = await resultSet!.getRows(count).catch(named);
    for (const row of rows) csv.row(await cellsOf(row, columns).catch(named));
    yield* batches.splice(0);
    if (rows.length < count) break;
  }
  csv.end();
  yield* batches.splice(0);
}

async function cellsOf(row: readonly unknown[], columns: readonly OracleColumn[]): Promise<(string | null)[]> {
  const cells: (string | null)[] = [];
  for (let i = 0; i < columns.length; i += 1) {
    const value = row[i];
    const text = value === null || value === undefined ? null : (columns[i] as OracleColumn).text(value);
    cells.push(typeof text === 'object' && text !== null ? await text : text);
  }
  return cells;
}

import { Readable } from 'node:stream';
import type { Connection, FieldPacket } from 'mysql2';
import { limitBody, type BodyLimits } from '#kernel/net/limited-body.ts';
import { connectorProblem } from '../problems.ts';
import { mysqlProblem } from './mysql-problems.ts';
import { RowCsv, type CellForm } from './row-csv.ts';

/** What the driver's running query offers beside its types: rows as they lie in the packet. */
interface RowPacket { buffer: Buffer; offset: number; end: number; isEOF(): boolean }
interface RunningQuery {
  row(packet: RowPacket): unknown;
  done(): null;
  on(event: 'fields', hear: (columns: FieldPacket[]) => void): RunningQuery;
  on(event: 'error', hear: (error: Error) => void): RunningQuery;
  on(event: 'end', hear: () => void): RunningQuery;
}

export interface ReadOptions { zeroDates: 'keep' | 'null'; limits: BodyLimits; signal: AbortSignal }

/**
 * Rows as CSV with a header. The driver splits the answer into packets; each row's packet is written as CSV at once, so that no object is made of it.
 * While nobody takes batches the line is held. When the database vanishes, stays silent or refuses, the stream breaks with a problem and never simply ends.
 *
 * @returns the stream, and `rows()`: how many rows it has given.
 */
export function readOut(connection: Connection, sql: string, { zeroDates, limits, signal }: ReadOptions): { rows: Readable; count(): number } {
  let csv: RowCsv | null = null;
  const out = new Readable({ highWaterMark: 2 << 20, read: () => connection.resume() });
  out.on('error', () => undefined); // whoever reads hears it, also when nobody reads yet
  const fail = (error: unknown) => out.destroy(mysqlProblem(error, true) as Error);
  const query = connection.query(sql) as unknown as RunningQuery;
  query.on('fields', (columns) => {
    csv = new RowCsv(columns.map((column) => cellForm(column, zeroDates)), (batch) => { if (!out.push(batch)) connection.pause(); });
    csv.header(columns.map(({ name }) => name));
  });
  query.row = (packet) => {
    if (packet.isEOF()) {
      csv?.end();
      out.push(null);
      // After its end nobody asks for more: a line held by the last batch would hold the next answer for good.
      connection.resume();
      return query.done();
    }
    csv?.row(packet.buffer, packet.offset, packet.end);
    return query.row;
  };
  query.on('error', fail);
  connection.once('error', fail);
  connection.once('end', () => fail(connectorProblem('database-vanished')));
  const body = limitBody(out, limits, { stated: null, surplus: async () => false }, signal);
  return { rows: body, count: () => csv?.rows ?? 0 };
}

/** Collation number of bytes that are no text. */
const BINARY = 63;
const plain = new Set([0, 1, 2, 3, 4, 5, 6, 8, 9, 11, 13, 246]);
const dates = new Set([7, 10, 12, 14]);

/** What a column's bytes are, by MySQL's column type and collation. */
export function cellForm({ columnType = 253, characterSet = 0 }: FieldPacket, zeroDates: ReadOptions['zeroDates']): CellForm {
  if (plain.has(columnType)) return 'plain';
  if (dates.has(columnType)) return zeroDates === 'null' ? 'date' : 'plain';
  if (columnType === 16) return 'bits';
  if (columnType === 245) return 'text';
  if (columnType === 242 || columnType === 255) return 'hex';
  return characterSet === BINARY ? 'hex' : 'text';
}

import { Readable } from 'node:stream';
import { limitBody, type BodyLimits } from '#kernel/net/limited-body.ts';
import { CsvText } from '../database/csv-text.ts';
import type { MssqlSession } from './session.ts';

export interface ReadOptions { timeoutMs: number; limits: BodyLimits; signal: AbortSignal }

/**
 * Rows as CSV with a header. While nobody takes batches the line is held, so that no more than a few of them lie in memory. When the server vanishes,
 * stays silent or refuses, the stream breaks with a problem and never simply ends.
 *
 * @returns the stream, and once it has ended how many rows the server says it gave.
 */
export function readOut(session: MssqlSession, sql: string, { timeoutMs, limits, signal }: ReadOptions): { rows: Readable; count(): number | null } {
  let wake: (() => void) | null = null;
  let isFull = false;
  let counted: number | null = null;
  const out = new Readable({ highWaterMark: 1 << 20, read: () => { isFull = false; wake?.(); wake = null; } });
  out.on('error', () => undefined); // whoever reads hears it, also when nobody reads yet
  const csv = new CsvText((batch) => { isFull = !out.push(batch) || isFull; });
  session.read(sql, {
    columns: (columns) => csv.header(columns.map(({ name }) => name)),
    row: (cells) => csv.row(cells),
    taken: () => (isFull ? new Promise((resolve) => { wake = resolve; }) : Promise.resolve()),
  }, timeoutMs).then((rows) => {
    counted = rows;
    csv.end();
    out.push(null);
  }, (error: unknown) => out.destroy(error as Error));
  return { rows: limitBody(out, limits, { stated: null, surplus: async () => false }, signal), count: () => counted };
}

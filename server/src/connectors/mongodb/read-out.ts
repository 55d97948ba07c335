import { Readable } from 'node:stream';
import type { FindCursor } from 'mongodb';
import { limitBody, type BodyLimits } from '#kernel/net/limited-body.ts';
import { jsonOfDocument, type ReadDecimal } from './document-json.ts';
import { mongoError } from './problems.ts';

const BATCH = 256 * 1024;

/** Documents as lines of JSON. While nobody takes them nothing more is asked for; when the database vanishes or refuses, the stream breaks with a problem and never simply ends. */
export function readOut(cursor: FindCursor, decimal: ReadDecimal, limits: BodyLimits, signal: AbortSignal): { rows: Readable; count(): number } {
  let count = 0;
  async function* lines(): AsyncGenerator<Buffer> {
    let [held, length]: [string[], number] = [[], 0];
    const flush = (): Buffer => { const batch = Buffer.from(held.join('')); [held, length] = [[], 0]; return batch; };
    while (await cursor.hasNext().catch((error: unknown) => { throw mongoError(error, true); })) {
      for (const document of cursor.readBufferedDocuments() as unknown as Uint8Array[]) {
        const line = `${jsonOfDocument(Buffer.from(document.buffer, document.byteOffset, document.byteLength), decimal)}\n`;
        count += 1;
        held.push(line);
        length += line.length;
        if (length >= BATCH) yield flush();
      }
    }
    if (length > 0) yield flush();
  }
  const source = Readable.from(lines(), { objectMode: false, highWaterMark: BATCH });
  return { rows: limitBody(source, limits, { stated: null, surplus: async () => false }, signal), count: () => count };
}

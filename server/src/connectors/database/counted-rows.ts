import { Readable } from 'node:stream';
import type { FetchContext, StoredRaw } from '#modules/linkage/index.ts';

/**
 * Stores rows as they come and tells how many bytes came.
 *
 * @returns what was stored, and whether the rows were read to their end: whoever wants a sample leaves the rest, and the connection is then good for nothing more.
 */
export async function storeRows(rows: Readable, ctx: FetchContext): Promise<{ stored: StoredRaw; isWhole: boolean }> {
  let isWhole = false;
  async function* counted(): AsyncGenerator<Buffer> {
    let received = 0;
    for await (const piece of rows) {
      received += (piece as Buffer).length;
      ctx.onBytes(received, null);
      yield piece as Buffer;
    }
    isWhole = true;
  }
  const stored = await ctx.store(Readable.from(counted(), { objectMode: false }));
  return { stored, isWhole };
}

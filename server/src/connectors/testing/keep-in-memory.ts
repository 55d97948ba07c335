import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import type { FetchContext, FetchMark } from '#modules/linkage/index.ts';

/** A fetch context for tests: bytes are kept in memory, secrets are sealed by a prefix. */
export interface KeptContext extends FetchContext { kept: Buffer[]; progress: [number, number | null][] }

export function keepInMemory(since?: FetchMark, signal: AbortSignal = AbortSignal.timeout(20_000)): KeptContext {
  const kept: Buffer[] = [];
  const progress: [number, number | null][] = [];
  return {
    since, signal, kept, progress,
    async store(stream: Readable) {
      const pieces: Buffer[] = [];
      for await (const piece of stream) pieces.push(piece as Buffer);
      const bytes = Buffer.concat(pieces);
      kept.push(bytes);
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      return { rawKey: `raw/${sha256}`, sha256, bytes: bytes.length };
    },
    openSecret: (sealed) => sealed.replace(/^sealed:/, ''),
    onBytes: (received, expected) => progress.push([received, expected]),
  };
}

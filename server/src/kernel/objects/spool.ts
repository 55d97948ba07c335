import { createHash, randomUUID, type Hash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ObjectSource, Stored } from './store.ts';

/** A stage that hashes and counts what passes through it. */
export function measuring(): { stage: Transform; result: () => Stored } {
  const hash: Hash = createHash('sha256');
  let bytes = 0;
  let digest: string | null = null;
  const stage = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      bytes += chunk.length;
      done(null, chunk);
    },
  });
  return { stage, result: () => ({ sha256: (digest ??= hash.digest('hex')), bytes }) };
}

/** Hash and length of a file, read once in bounded memory. */
export async function measureFile(path: string): Promise<Stored> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) {
    hash.update(chunk as Buffer);
    bytes += (chunk as Buffer).length;
  }
  return { sha256: hash.digest('hex'), bytes };
}

/** Any source as a stream. */
export function readableOf(source: ObjectSource): Readable {
  if (source instanceof Readable) return source;
  if (source instanceof Uint8Array) return Readable.from([source]);
  return createReadStream(source.file, { highWaterMark: 1 << 20 });
}

/** Writes a source to a new file in `folder` and flushes it to the disk; on failure nothing stays. */
export async function spool(folder: string, source: ObjectSource): Promise<Stored & { path: string }> {
  await mkdir(folder, { recursive: true });
  const path = join(folder, randomUUID());
  const { stage, result } = measuring();
  try {
    await pipeline(readableOf(source), stage, createWriteStream(path, { flags: 'wx', mode: 0o640 }));
    await flush(path);
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  }
  return { path, ...result() };
}

/** Flushes a file or folder to the disk. */
export async function flush(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Removes the files of a folder last written before a moment; returns how many. */
export async function sweepFolder(folder: string, before: Date): Promise<number> {
  let removed = 0;
  for (const name of await readdir(folder).catch(() => [])) {
    const found = await stat(join(folder, name)).catch(() => null);
    if (!found || found.mtime >= before) continue;
    await rm(join(folder, name), { force: true });
    removed += 1;
  }
  return removed;
}

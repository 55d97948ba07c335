import { createHash, hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, rm, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { exchangeProblem } from '../errors.ts';

/** A body that came whole, with the hash of its bytes (base64). */
export interface SpooledBody {
  readonly bytes: number;
  readonly sha256: string;
  readonly sha512: string | null;
  /** null when it was too large for memory. */
  readonly buffer: Buffer | null;
  /** Reads it once. */
  open(): Readable | Buffer;
  discard(): Promise<void>;
}

export interface SpoolRules {
  readonly limitBytes: number;
  readonly dir: string;
  /** Time for the whole of it; each 64 KiB gives a second more, so that who sends byte by byte is not waited for. */
  readonly withinMs: number;
  readonly wantsSha512?: boolean;
  /** How many bytes HTTP says that will come, if it does; no more of them are ever handed over. */
  readonly announced?: number | undefined;
  tooLarge(): Error;
  tooSlow(): Error;
}

/** What is longer lies on disk. */
export const MEMORY_BYTES = 256 * 1024;
const BYTES_PER_SECOND = 64 * 1024;

export const emptyBody: SpooledBody = { bytes: 0, sha256: hash('sha256', '', 'base64'), sha512: hash('sha512', '', 'base64'), buffer: Buffer.alloc(0), open: () => Buffer.alloc(0), discard: async () => undefined };

/**
 * Reads a stream to its end, into memory or, when it is long, into a file that has no name.
 * @throws what the rules say, `exchange.spool-full`, or the stream's own error.
 */
export async function spool(source: Readable, rules: SpoolRules): Promise<SpooledBody> {
  if (rules.announced !== undefined && rules.announced <= MEMORY_BYTES) return inMemory(await collect(source, rules), rules.wantsSha512);
  const chunks: Buffer[] = [];
  let bytes = 0;
  let file: SpoolFile | null = null;
  const stop = watchPace(source, rules, () => bytes);
  try {
    for await (const chunk of source as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes > rules.limitBytes) throw rules.tooLarge();
      if (file === null && bytes > MEMORY_BYTES) {
        file = await orFull(openSpoolFile(rules.dir));
        for (const each of chunks.splice(0)) await file.write(each);
      }
      if (file === null) chunks.push(chunk);
      else await file.write(chunk);
    }
  } catch (error) {
    await file?.close();
    throw error;
  } finally {
    stop();
  }
  return file === null ? inMemory(chunks.length === 1 ? chunks[0] as Buffer : Buffer.concat(chunks), rules.wantsSha512 ?? false) : file.done(bytes);
}

/** A body that is in memory already. */
export function inMemory(buffer: Buffer, wantsSha512 = false): SpooledBody {
  return { bytes: buffer.length, sha256: hash('sha256', buffer, 'base64'), sha512: wantsSha512 ? hash('sha512', buffer, 'base64') : null, buffer, open: () => buffer, discard: async () => undefined };
}

/** A body that fits in memory, by events: the way of nearly every call. */
function collect(source: Readable, rules: SpoolRules): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    const stop = watchPace(source, rules, () => bytes);
    source.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      chunks.push(chunk);
      if (bytes > rules.limitBytes) source.destroy(rules.tooLarge());
    });
    source.on('end', () => { stop(); resolve(chunks.length === 1 ? chunks[0] as Buffer : Buffer.concat(chunks)); });
    source.on('error', (error) => { stop(); reject(error); });
    source.on('close', () => { stop(); if (!source.readableEnded) reject(exchangeProblem('body-too-slow')); });
  });
}

function watchPace(source: Readable, { withinMs, tooSlow }: SpoolRules, received: () => number): () => void {
  const since = Date.now();
  let timer: NodeJS.Timeout;
  const look = () => {
    const left = withinMs + (received() / BYTES_PER_SECOND) * 1000 - (Date.now() - since);
    if (left <= 0) source.destroy(tooSlow());
    else timer = setTimeout(look, left + 1);
  };
  timer = setTimeout(look, withinMs);
  return () => clearTimeout(timer);
}

/** Whatever the disk says, there is no room for the body. */
const orFull = <T>(work: Promise<T>): Promise<T> => work.catch((error: unknown) => { throw exchangeProblem('spool-full', {}, { cause: error }); });

interface SpoolFile { write(chunk: Buffer): Promise<void>; done(bytes: number): SpooledBody; close(): Promise<void> }

/** The file loses its name at once: whatever happens, nothing of it stays. */
async function openSpoolFile(dir: string): Promise<SpoolFile> {
  await mkdir(dir, { recursive: true, mode: 0o700 });
  const path = join(dir, `${process.pid}-${crypto.randomUUID()}`);
  const handle: FileHandle = await open(path, 'wx+', 0o600);
  await rm(path);
  const sha256 = createHash('sha256'), sha512 = createHash('sha512');
  const close = () => handle.close().catch(() => undefined);
  return {
    close,
    async write(chunk) { sha256.update(chunk); sha512.update(chunk); await orFull(handle.writeFile(chunk)); },
    done: (bytes) => ({ bytes, sha256: sha256.digest('base64'), sha512: sha512.digest('base64'), buffer: null, open: () => createReadStream('', { fd: handle.fd, start: 0, end: bytes - 1, autoClose: false }), discard: close }),
  };
}

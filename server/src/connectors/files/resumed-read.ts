import { Readable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import { limitBody, type BodyLimits } from '#kernel/net/limited-body.ts';
import { netProblem } from '#kernel/net/problems.ts';
import type { Problem } from '#kernel/problem.ts';
import { connectorProblem } from '../problems.ts';
import type { RemoteFile } from './file-server.ts';
import { isBreak, type Line } from './line.ts';

export interface ReadOptions {
  limits: BodyLimits;
  /** How often in a row a transfer that brings nothing more is taken up again, and how long before the first of them. */
  attempts: number;
  pauseMs: number;
  signal: AbortSignal;
  onBytes(received: number, expected: number): void;
}

/**
 * Bytes of a file; a transfer that breaks off is taken up again where it ended, as long as the file is still the same. Ends only after the whole
 * file, unchanged at its end, so that no mixture is ever stored.
 * @throws `connectors.file-changed`, and the last problem when attempts bring nothing more.
 */
export async function* resumedRead(line: Line, file: RemoteFile, options: ReadOptions): AsyncGenerator<Buffer> {
  const deadline = Date.now() + options.limits.totalMs;
  let [received, fruitless, broken] = [0, 0, false];
  for (;;) {
    const before = received;
    try {
      if (broken) await takeUp(line, file);
      for await (const piece of rest(line, file, received, { ...options.limits, totalMs: Math.max(1, deadline - Date.now()) }, options.signal)) {
        received += piece.length;
        if (received > file.bytes) throw changed(file);
        options.onBytes(received, file.bytes);
        yield piece;
      }
      if (received < file.bytes) throw netProblem('transfer-broken', { received, stated: file.bytes });
      return await assertSame(line, file);
    } catch (error) {
      fruitless = received > before ? 1 : fruitless + 1;
      if (options.signal.aborted) throw netProblem('stopped', {}, { cause: error });
      if (!isBreak(error) || fruitless > options.attempts || Date.now() > deadline) throw error;
      broken = true;
      await wait(options.pauseMs * fruitless, undefined, { signal: options.signal });
    }
  }
}

async function takeUp(line: Line, file: RemoteFile): Promise<void> {
  await line.redial();
  await assertSame(line, file);
}

function rest(line: Line, file: RemoteFile, offset: number, limits: BodyLimits, signal: AbortSignal): AsyncIterable<Buffer> {
  if (offset >= file.bytes) return Readable.from([]);
  const source = Readable.from(line.server().read(file, offset), { objectMode: false, highWaterMark: 1 });
  return limitBody(source, limits, { stated: null, surplus: async () => false }, signal);
}

/** @throws `connectors.file-changed` when the file is gone or another by now. */
export async function assertSame(line: Line, file: RemoteFile): Promise<void> {
  if (!isSame(await line.server().look(file.name), file)) throw changed(file);
}

export function isSame(now: RemoteFile | null, file: RemoteFile): boolean {
  return now !== null && now.bytes === file.bytes && now.version === file.version;
}

function changed({ name }: RemoteFile): Problem {
  return connectorProblem('file-changed', { path: name });
}

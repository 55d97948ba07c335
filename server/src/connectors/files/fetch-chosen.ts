import { Readable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import { defaultLimits } from '#kernel/net/guarded-fetch.ts';
import { tooLarge, type BodyLimits } from '#kernel/net/limited-body.ts';
import type { FetchContext, FetchResult } from '#modules/linkage/index.ts';
import { connectorProblem } from '../problems.ts';
import { chooseFile, markOf, type FileChoice } from './choose-file.ts';
import type { Dial, RemoteFile } from './file-server.ts';
import { openLine, type Line } from './line.ts';
import { isSame, resumedRead } from './resumed-read.ts';

/** How patient the reading of outside files is. */
export interface Patience {
  /** A file must look the same twice, so long apart, before it counts as written. */
  stableMs?: number;
  limits?: Partial<BodyLimits>;
  resumeAttempts?: number;
  resumePauseMs?: number;
}

/** Chooses a file of an outside folder and stores it whole, or nothing. */
export async function fetchChosen(dial: Dial, choice: FileChoice, ctx: FetchContext, patience: Patience): Promise<FetchResult> {
  const line = await openLine(dial, ctx.signal);
  try {
    const file = await chooseFile(line.server(), choice, ctx.since);
    if (!file) return { kind: 'unchanged' };
    const limits = { ...defaultLimits, ...patience.limits };
    if (file.bytes > limits.bytes) throw tooLarge(limits.bytes);
    await waitUntilWritten(line, file, patience.stableMs ?? 2000, ctx.signal);
    const body = resumedRead(line, file, {
      limits, attempts: patience.resumeAttempts ?? 4, pauseMs: patience.resumePauseMs ?? 2000, signal: ctx.signal, onBytes: (received, expected) => ctx.onBytes(received, expected),
    });
    const stored = await ctx.store(Readable.from(body, { objectMode: false, highWaterMark: 1 }));
    if (choice.take === 'newest' && ctx.since?.['sha256'] === stored.sha256) return { kind: 'unchanged' };
    return { kind: 'fetched', name: file.name, mark: markOf(file, choice.take, ctx.since, stored.sha256), ...(choice.take === 'each' ? { scope: 'part' } : {}), ...stored };
  } finally {
    line.close();
  }
}

/** The clock of another machine says nothing about the age of a file, so that it is looked at twice. */
async function waitUntilWritten(line: Line, file: RemoteFile, stableMs: number, signal: AbortSignal): Promise<void> {
  if (line.server().showsWholeFilesOnly) return;
  await wait(stableMs, undefined, { signal });
  if (!isSame(await line.server().look(file.name), file)) throw connectorProblem('file-growing', { path: file.name });
}

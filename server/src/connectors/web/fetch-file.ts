import { Readable } from 'node:stream';
import { defaultLimits, type FetchLimits, type GuardedAnswer } from '#kernel/net/guarded-fetch.ts';
import type { FetchContext, FetchMark, FetchResult } from '#modules/linkage/index.ts';
import { checkAnswer } from './answers.ts';
import { resumedBody } from './resumed-body.ts';

export interface FileOptions { limits?: Partial<FetchLimits>; resumeAttempts?: number; resumePauseMs?: number }

/**
 * A file at a web address: fetched only when it changed since the mark, and a transfer that breaks off is taken up again.
 * @param ask asks for the file with these headers.
 */
export async function fetchFile(ask: (headers: Record<string, string>) => Promise<GuardedAnswer>, ctx: FetchContext, options: FileOptions): Promise<FetchResult> {
  const answer = await ask(conditions(ctx.since));
  if (answer.status === 304 && ctx.since) {
    answer.body.destroy();
    return { kind: 'unchanged' };
  }
  checkAnswer(answer);
  const body = resumedBody(answer, ask, {
    attempts: options.resumeAttempts ?? 4, pauseMs: options.resumePauseMs ?? 2000, limitBytes: options.limits?.bytes ?? defaultLimits.bytes,
    signal: ctx.signal, onBytes: (received, expected) => ctx.onBytes(received, expected),
  });
  const stored = await ctx.store(Readable.from(body, { objectMode: false }));
  if (ctx.since?.['sha256'] === stored.sha256) return { kind: 'unchanged' };
  const mark: FetchMark = { etag: answer.headers['etag'] ?? null, lastModified: answer.headers['last-modified'] ?? null, sha256: stored.sha256 };
  return { kind: 'fetched', name: nameOf(answer), mark, ...stored };
}

function conditions(since: FetchMark | undefined): Record<string, string> {
  if (typeof since?.['etag'] === 'string') return { 'if-none-match': since['etag'] };
  return typeof since?.['lastModified'] === 'string' ? { 'if-modified-since': since['lastModified'] } : {};
}

/** What a connection test says of a file. */
export function seenFile(answer: GuardedAnswer): { th: string; en: string } {
  checkAnswer(answer);
  answer.body.destroy();
  const type = answer.headers['content-type'] ?? '?';
  return { th: `${type} ${answer.length === null ? 'ไม่บอกขนาด' : `${answer.length} ไบต์`}`, en: `${type}, ${answer.length === null ? 'size not stated' : `${answer.length} bytes`}` };
}

/** File name of the Content-Disposition header (RFC 6266), else the last part of the path. */
function nameOf({ headers, url }: GuardedAnswer): string {
  const disposition = headers['content-disposition'] ?? '';
  const extended = /filename\*=UTF-8''([^;]+)/i.exec(disposition)?.[1];
  const named = extended ?? /filename="?([^";]+)"?/i.exec(disposition)?.[1] ?? new URL(url).pathname.split('/').pop() ?? '';
  const name = (extended || !disposition ? decode(named) : named).split(/[\\/]/).pop()?.trim();
  return name ? name.slice(0, 200) : 'download';
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

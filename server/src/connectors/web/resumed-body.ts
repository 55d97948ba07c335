import type { Readable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import type { GuardedAnswer } from '#kernel/net/guarded-fetch.ts';
import { netProblem } from '#kernel/net/problems.ts';
import { Problem } from '#kernel/problem.ts';

/** Asks for the bytes from an offset on, provided that the file is still the same. */
export type AskRest = (headers: Record<string, string>) => Promise<GuardedAnswer>;

export interface ResumeOptions { attempts: number; pauseMs: number; limitBytes: number; signal: AbortSignal; onBytes(received: number, expected: number | null): void }

/**
 * The body of an answer; when the transfer breaks off it is taken up again with Range and If-Range (RFC 9110 §13.1.5, §14.2).
 * Breaks with the first problem when the source cannot resume, when the file changed, or when attempts bring nothing more.
 */
export async function* resumedBody(first: GuardedAnswer, ask: AskRest, options: ResumeOptions): AsyncGenerator<Buffer> {
  const validator = strongValidator(first);
  const expected = first.length;
  let received = 0;
  let answer = first;
  for (let fruitless = 0; ;) {
    const before = received;
    try {
      for await (const piece of answer.body) {
        received += (piece as Buffer).length;
        if (received > options.limitBytes) throw netProblem('answer-too-large', { limit: options.limitBytes });
        options.onBytes(received, expected);
        yield piece as Buffer;
      }
      if (expected !== null && received !== expected) throw netProblem('length-lied', { received, stated: expected });
      return;
    } catch (error) {
      fruitless = received > before ? 1 : fruitless + 1;
      if (!canResume(error, validator, received) || options.signal.aborted) throw error;
      if (fruitless > options.attempts) throw expected === null ? error : netProblem('length-lied', { received, stated: expected, detailTh: `แจ้ง ${expected} ไบต์ แต่ได้รับเพียง ${received} ไบต์ทุกครั้ง`, detailEn: `${expected} bytes were stated, only ${received} ever came.` }, { cause: error });
      await wait(options.pauseMs * fruitless, undefined, { signal: options.signal });
      answer = await askRest(ask, received, expected, validator as string, error);
    }
  }
}

async function askRest(ask: AskRest, received: number, expected: number | null, validator: string, broken: unknown): Promise<GuardedAnswer> {
  const answer = await ask({ range: `bytes=${received}-`, 'if-range': validator }).catch((error: unknown) => { if ((error as Problem).retry === 'transient') return null; throw error; });
  if (answer === null) return silent(broken);
  const [, from, total] = /^bytes (\d+)-\d+\/(\d+|\*)$/.exec(answer.headers['content-range'] ?? '') ?? [];
  if (answer.status === 206 && Number(from) === received && (expected === null || total === '*' || Number(total) === expected)) return answer;
  answer.body.destroy();
  if (answer.status === 416) throw netProblem('length-lied', { received, stated: expected });
  throw broken; // 200: the file changed or the source knows no ranges; the whole fetch begins anew
}

/** An answer whose body breaks at once, so that a host that is away counts as one more attempt. */
function silent(broken: unknown): GuardedAnswer {
  const body = (async function* () { yield* []; throw broken; })();
  return { status: 206, headers: {}, url: '', length: null, body: body as unknown as Readable };
}

function canResume(error: unknown, validator: string | null, received: number): boolean {
  return validator !== null && received > 0 && error instanceof Problem && ['kernel.transfer-broken', 'kernel.timed-out'].includes(error.code);
}

/** Weak entity tags do not vouch for the same bytes. */
function strongValidator({ headers }: GuardedAnswer): string | null {
  const tag = headers['etag'];
  return tag?.startsWith('"') ? tag : headers['last-modified'] ?? null;
}

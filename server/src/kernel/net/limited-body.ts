import { Readable } from 'node:stream';
import { Problem } from '../problem.ts';
import { netProblem } from './problems.ts';

/** Bounds of one transfer: bytes in all, milliseconds in all and between two pieces. */
export interface BodyLimits { bytes: number; totalMs: number; idleMs: number }

/** What the head of the answer promised: its length, and a check whether more came than that. */
export interface Promised { stated: number | null; surplus(): Promise<boolean> }

/**
 * Hands a body on within its limits. The end comes only after as many bytes as were stated.
 *
 * @returns a stream that breaks with `kernel.answer-too-large`, `kernel.timed-out`, `kernel.length-lied`, `kernel.transfer-broken`
 *   or `kernel.stopped`.
 */
export function limitBody(source: Readable, limits: BodyLimits, promised: Promised, signal?: AbortSignal): Readable {
  const body = Readable.from(pieces(source, limits, promised, signal), { objectMode: false });
  body.once('close', () => source.on('error', () => undefined).destroy());
  return body;
}

async function* pieces(source: Readable, limits: BodyLimits, { stated, surplus }: Promised, signal: AbortSignal | undefined): AsyncGenerator<Buffer> {
  const deadline = Date.now() + limits.totalMs;
  const iterator = source[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  let received = 0;
  if (stated !== null && stated > limits.bytes) throw tooLarge(limits.bytes);
  for (;;) {
    const next = await nextPiece(iterator, Math.min(limits.idleMs, deadline - Date.now()), signal).catch((error: unknown) => { throw brokenOff(error, received, stated); });
    if (next.done) break;
    received += next.value.length;
    if (received > limits.bytes) throw tooLarge(limits.bytes);
    yield next.value;
  }
  if (stated !== null && (received !== stated || await surplus())) throw lied(received, stated);
}

async function nextPiece(iterator: AsyncIterator<Buffer>, waitMs: number, signal: AbortSignal | undefined): Promise<IteratorResult<Buffer>> {
  if (signal?.aborted) throw netProblem('stopped');
  if (waitMs <= 0) throw netProblem('timed-out');
  let timer: NodeJS.Timeout | undefined;
  let abort: (() => void) | undefined;
  const stopped = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(netProblem('timed-out', { waitedMs: waitMs })), waitMs);
    abort = () => reject(netProblem('stopped'));
    signal?.addEventListener('abort', abort, { once: true });
  });
  try {
    return await Promise.race([iterator.next(), stopped]);
  } finally {
    clearTimeout(timer);
    if (abort) signal?.removeEventListener('abort', abort);
  }
}

/** The parser refuses a body longer or shorter than stated by itself; that is named for what it is. */
function brokenOff(error: unknown, received: number, stated: number | null): unknown {
  if (error instanceof Problem) return error;
  const code = (error as { code?: string }).code ?? '';
  if (code === 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH') return lied(received, stated);
  return netProblem('transfer-broken', { received, stated, detailTh: `ได้รับแล้ว ${received} ไบต์${stated === null ? '' : ` จาก ${stated}`}`, detailEn: `${received} bytes were received${stated === null ? '' : ` of ${stated}`}.` }, { cause: error });
}

function lied(received: number, stated: number | null): Problem {
  return netProblem('length-lied', { received, stated, detailTh: `แจ้ง ${stated} ไบต์ แต่ส่ง ${received === stated ? 'มากกว่านั้น' : `${received} ไบต์`}`, detailEn: `${stated} bytes were stated, ${received === stated ? 'more' : received} were sent.` });
}

/** `kernel.answer-too-large`: what a source has is longer than may be fetched. */
export function tooLarge(limit: number): Problem {
  return netProblem('answer-too-large', { limit, detailTh: `เกิน ${limit} ไบต์`, detailEn: `More than ${limit} bytes.` });
}

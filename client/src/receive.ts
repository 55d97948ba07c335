import { RunningSha256 } from '@saphan/contracts/receipts/sha-256';
import { toBase64 } from '@saphan/contracts/transparency/bytes';
import { ClientFault } from './client-fault.ts';
import { unreachable } from './house-keys.ts';
import { wasNotSent } from './retry.ts';

/** An answer whose body is still to come, and the clock that runs meanwhile. */
export interface Coming {
  readonly reply: Response;
  /** Something came: the clock begins anew. */
  beginAnew(): void;
  stopClock(): void;
}

/** Sends one try. @throws {ClientFault} `unreachable`, `redirected`; whatever the caller's own signal says. */
export async function send(fetch: typeof globalThis.fetch, address: URL, init: RequestInit, timeoutMs: number, signal: AbortSignal | undefined): Promise<Coming> {
  const late = new AbortController();
  const start = () => setTimeout(() => late.abort(new DOMException('nothing came in time', 'TimeoutError')), timeoutMs);
  let timer = start();
  const stopClock = () => clearTimeout(timer);
  try {
    const reply = await fetch(address, { ...init, redirect: 'manual', signal: signal ? AbortSignal.any([signal, late.signal]) : late.signal });
    if (reply.status >= 300 && reply.status < 400 && reply.headers.has('location')) throw new ClientFault('redirected', 'ศูนย์แลกเปลี่ยนส่งไปที่อื่น จึงไม่ตามไป', 'the exchange points elsewhere; nothing was followed');
    return { reply, stopClock, beginAnew: () => { stopClock(); timer = start(); } };
  } catch (cause) {
    stopClock();
    throw cause instanceof ClientFault || signal?.aborted ? cause : unreachable(cause, wasNotSent(cause));
  }
}

/** The whole body, if it is no larger than the caller takes. @throws {ClientFault} `answer-too-large`, `unreachable`. */
export async function readWithin({ reply, stopClock }: Coming, mostBytes: number, signal: AbortSignal | undefined): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const part of (reply.body ?? []) as AsyncIterable<Uint8Array>) {
      length += part.length;
      if (length > mostBytes) throw new ClientFault('answer-too-large', `คำตอบใหญ่กว่า ${mostBytes} ไบต์`, `the answer is larger than ${mostBytes} bytes`);
      parts.push(part);
    }
  } catch (cause) {
    throw cause instanceof ClientFault || signal?.aborted ? cause : unreachable(cause);
  } finally {
    stopClock();
  }
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** The body as it comes; it fails at its end when it is not what was signed. The clock stands still while the caller does something else. */
export function streamChecked({ reply, beginAnew, stopClock }: Coming, atEnd: (sha256: string) => void): ReadableStream<Uint8Array> {
  const hash = newHash();
  const reader = reply.body?.getReader();
  stopClock();
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      beginAnew();
      try {
        const next = await reader?.read();
        if (next && !next.done) {
          hash.update(next.value);
          return controller.enqueue(next.value);
        }
        atEnd(hash.end());
        controller.close();
      } catch (cause) {
        controller.error(cause instanceof ClientFault ? cause : unreachable(cause));
      } finally {
        stopClock();
      }
    },
    cancel: (reason) => reader?.cancel(reason),
  }, { highWaterMark: 0 });
}

/** The engine's own hash where it takes pieces (Node.js, Deno), else ours. */
function newHash(): { update(bytes: Uint8Array): void; end(): string } {
  const own = globalThis.process?.getBuiltinModule?.('node:crypto')?.createHash('sha256');
  if (own) return { update: (bytes) => { own.update(bytes); }, end: () => own.digest('base64') };
  const hash = new RunningSha256();
  return { update: (bytes) => { hash.update(bytes); }, end: () => toBase64(hash.digest()) };
}

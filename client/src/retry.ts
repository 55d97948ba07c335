import { ClientFault, ExchangeRefused } from './client-fault.ts';
import type { CallOptions } from './sign-call.ts';

const IDEMPOTENT: ReadonlySet<string> = new Set(['GET', 'HEAD', 'PUT', 'DELETE']);
/** Refusals, signed by the house, of calls that it did not send on: sending them again does nothing twice. */
const NOT_FORWARDED: ReadonlySet<string> = new Set(['exchange.too-fast', 'exchange.quota-used-up', 'exchange.not-ready', 'exchange.provider-paused']);
/** What engines say when there was no connection, so that no byte of the call left. */
const NOT_CONNECTED: ReadonlySet<string> = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'UND_ERR_CONNECT_TIMEOUT']);
const LONGEST_WAIT_MS = 30_000;

/** Whether sending again does no harm: the call may be repeated, or it is proved that it did not reach the provider. */
export function mayTryAgain(error: Error, { method = 'GET', idempotent = IDEMPOTENT.has(method) }: CallOptions): boolean {
  if (error instanceof ExchangeRefused) return (error.status === 429 || error.status === 503) && (idempotent || NOT_FORWARDED.has(error.code));
  return error instanceof ClientFault && error.code === 'unreachable' && (idempotent || error.notSent);
}

/** Whether a failed fetch says that it never had a connection. */
export function wasNotSent(cause: unknown): boolean {
  for (let at: unknown = cause; at instanceof Error; at = at.cause) if (NOT_CONNECTED.has(String((at as { code?: unknown }).code))) return true;
  return false;
}

/** @returns milliseconds: as long as the house says and a little, so that callers do not come back all at once; else twice as long each time; null when that is too long. */
export function waitBefore(turn: number, error: Error): number | null {
  const asked = error instanceof ExchangeRefused ? error.retryAfterMs : null;
  if (asked !== null) return asked <= LONGEST_WAIT_MS ? asked + Math.random() * (50 + asked / 5) : null;
  return 200 * 2 ** turn * (0.5 + Math.random());
}

/** What `retry-after` says, in seconds or as a day and time; null when it says nothing that can be read. */
export function readRetryAfter(value: string | null, nowMs: number): number | null {
  if (value === null) return null;
  if (/^\d{1,9}$/.test(value)) return Number(value) * 1000;
  const at = Date.parse(value);
  return Number.isNaN(at) ? null : Math.max(0, at - nowMs);
}

/** Waits; a caller who gives up is not kept waiting. */
export function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => { clearTimeout(timer); reject(signal?.reason as Error); };
    const timer = setTimeout(() => { signal?.removeEventListener('abort', stop); resolve(); }, ms);
    if (signal?.aborted) stop();
    else signal?.addEventListener('abort', stop, { once: true });
  });
}

import { ClientFault, ExchangeRefused } from './client-fault.ts';
import type { CallOptions } from './sign-call.ts';

const IDEMPOTENT: ReadonlySet<string> = new Set(['GET', 'HEAD', 'PUT', 'DELETE']);
const LONGEST_WAIT_MS = 30_000;

/** Whether sending again does no harm: the house asked to wait, or nobody answered a call that may be repeated. */
export function mayTryAgain(error: Error, { method = 'GET', idempotent = IDEMPOTENT.has(method) }: CallOptions): boolean {
  if (error instanceof ExchangeRefused) return idempotent && (error.status === 429 || error.status === 503);
  return error instanceof ClientFault && error.code === 'unreachable' && idempotent;
}

/** @returns milliseconds: as long as the house says, else twice as long each time, with some chance in it; null when that is too long. */
export function waitBefore(turn: number, error: Error): number | null {
  const asked = error instanceof ExchangeRefused ? error.retryAfterMs : null;
  if (asked !== null) return asked <= LONGEST_WAIT_MS ? asked : null;
  return 200 * 2 ** turn * (0.5 + Math.random());
}

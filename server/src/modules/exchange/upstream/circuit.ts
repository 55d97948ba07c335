import { exchangeProblem } from '../errors.ts';

interface State { failures: number; openUntilMs: number; trying: boolean }

const FAILURES = 5;
const OPEN_MS = 10_000;

/** Leaves a provider alone for a while after several failures in a row, then lets one call try. */
export class Circuits {
  readonly #states = new Map<number, State>();

  /** @throws `exchange.provider-paused`. */
  enter(serviceId: number, nowMs: number): void {
    const state = this.#states.get(serviceId);
    if (state === undefined || state.failures < FAILURES) return;
    if (nowMs < state.openUntilMs || state.trying) throw exchangeProblem('provider-paused', { headers: { 'retry-after': String(Math.max(1, Math.ceil((state.openUntilMs - nowMs) / 1000))) } });
    state.trying = true;
  }

  /** What a call said of the provider: that it answers, that it is silent, or nothing. */
  left(serviceId: number, says: 'answers' | 'silent' | 'nothing', nowMs: number): void {
    if (says === 'answers') { this.#states.delete(serviceId); return; }
    const state = this.#states.get(serviceId);
    if (says === 'silent') this.#states.set(serviceId, { failures: (state?.failures ?? 0) + 1, openUntilMs: nowMs + OPEN_MS, trying: false });
    else if (state) state.trying = false;
  }
}

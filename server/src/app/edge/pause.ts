import { setTimeout as sleep } from 'node:timers/promises';

const FIRST_MS = 500;
const LONGEST_MS = 60_000;

/** Waits longer after each failure, never in step with others. */
export class Pause {
  #ms = FIRST_MS;
  get isFirst(): boolean { return this.#ms === FIRST_MS; }
  reset(): void { this.#ms = FIRST_MS; }

  async wait(signal: AbortSignal): Promise<void> {
    const ms = this.#ms * (0.5 + Math.random());
    this.#ms = Math.min(this.#ms * 2, LONGEST_MS);
    await sleep(ms, undefined, { signal }).catch(() => undefined);
  }
}

import type { Database } from '#kernel/db.ts';

/** Who waits in this process for a word of another: a call for a system, an answer to a call. */
export class Board {
  readonly #db: Database;
  readonly #waiting = new Map<string, Set<() => void>>();
  #listening = false;
  constructor(db: Database) { this.#db = db; }

  /** Hears of a topic from now on. `heard` settles at its first word, or when words may have been missed; `end` lets go. */
  expect(topic: string): { heard: Promise<void>; end(): void } {
    this.#listen();
    const { promise, resolve } = Promise.withResolvers<void>();
    const waiting = this.#waiting.get(topic) ?? new Set();
    this.#waiting.set(topic, waiting.add(resolve));
    return {
      heard: promise,
      end: () => {
        waiting.delete(resolve);
        if (waiting.size === 0 && this.#waiting.get(topic) === waiting) this.#waiting.delete(topic);
      },
    };
  }

  #listen(): void {
    if (this.#listening) return;
    this.#listening = true;
    this.#db.listen('edge', (payload) => {
      if (payload === null) for (const waiting of this.#waiting.values()) for (const wake of waiting) wake();
      else for (const wake of this.#waiting.get(payload) ?? []) wake();
    });
  }
}

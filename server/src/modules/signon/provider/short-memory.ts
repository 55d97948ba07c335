/** How long something may be believed without asking again, in milliseconds: whoever was not told of a change is wrong no longer than this. */
const BELIEVED_MS = 1000;

/**
 * What was read a moment ago, by key. Forgotten when a change is told, and in any case after a second; what was not found is asked
 * again each time.
 */
export class ShortMemory<T> {
  #kept = new Map<string, { value: T; until: number }>();
  #forgettings = 0;

  /** What is known of this key, else what `read` finds. An answer that was under way when a change was told is given once and not kept. */
  async get(key: string, read: () => Promise<T | undefined>): Promise<T | undefined> {
    const kept = this.#kept.get(key);
    if (kept && kept.until > performance.now()) return kept.value;
    const asked = this.#forgettings;
    const until = performance.now() + BELIEVED_MS;
    const value = await read();
    if (value !== undefined && asked === this.#forgettings) this.#kept.set(key, { value, until });
    else this.#kept.delete(key);
    return value;
  }

  /** Forgets one key, or everything. */
  forget(key?: string): void {
    this.#forgettings += 1;
    if (key === undefined) this.#kept.clear();
    else this.#kept.delete(key);
  }
}

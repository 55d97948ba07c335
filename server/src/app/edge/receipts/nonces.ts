/** Nonces that were used, until they could not be used any more. */
export class Nonces {
  readonly #seen = new Map<string, number>();
  readonly #now: () => Date;
  constructor(now: () => Date) { this.#now = now; }

  /** @returns false when this key used it before. */
  take(kid: string, nonce: string, expires: number): boolean {
    const at = this.#now().getTime() / 1000;
    const name = `${kid} ${nonce}`;
    const until = this.#seen.get(name);
    if (until !== undefined && until > at) return false;
    // Insertion order is nearly the order of their ends.
    for (const [old, end] of this.#seen) { if (end > at) break; this.#seen.delete(old); }
    this.#seen.set(name, expires + 60);
    return true;
  }
}

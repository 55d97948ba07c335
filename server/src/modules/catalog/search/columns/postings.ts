import type { Buffer } from 'node:buffer';
import type { Tx } from '#kernel/db.ts';
import { listPostings } from './columns.sql.gen.ts';

/** Datasets under a word and how much it says of each. */
export interface Posting { docs: Int32Array; impacts: Int16Array }

/** 6 bytes each. */
const MOST_KEPT = 4_000_000;

/** Postings of the words that were asked for lately, of one revision of the index. */
export class Postings {
  #revision = 0;
  #kept = 0;
  readonly #byTerm = new Map<number, Posting>();

  /** @returns null when the index has changed since `revision`. */
  async read(tx: Tx, terms: readonly number[], revision: number): Promise<ReadonlyMap<number, Posting> | null> {
    if (this.#revision !== revision) this.#forgetAll(revision);
    const found = new Map<number, Posting>();
    for (const term of terms) {
      const kept = this.#byTerm.get(term);
      if (kept) found.set(term, kept);
    }
    const missing = terms.filter((term) => !found.has(term));
    if (missing.length === 0) return found;
    const rows = await listPostings(tx, { term_ids: missing });
    if (rows.some((row) => row.revision !== revision)) return null;
    for (const { term_id: term, docs } of rows) {
      const posting = readPosting(docs);
      found.set(term, posting);
      if (this.#revision === revision) this.#keep(term, posting);
    }
    return found;
  }

  #keep(term: number, posting: Posting): void {
    if (this.#kept + posting.docs.length > MOST_KEPT) this.#forgetAll(this.#revision);
    if (this.#byTerm.has(term)) return;
    this.#byTerm.set(term, posting);
    this.#kept += posting.docs.length;
  }

  #forgetAll(revision: number): void {
    this.#byTerm.clear();
    [this.#revision, this.#kept] = [revision, 0];
  }
}

function readPosting(numbers: Buffer): Posting {
  const count = numbers.length / 6;
  const posting = { docs: new Int32Array(count), impacts: new Int16Array(count) };
  for (let i = 0; i < count; i += 1) {
    posting.docs[i] = numbers.readInt32BE(i * 6);
    posting.impacts[i] = numbers.readInt16BE(i * 6 + 4);
  }
  return posting;
}

import type { Buffer } from 'node:buffer';

/** Of a dataset, as `search_numbers_beyond_reach` writes it. */
export const BASE_BYTES = 48;
const SET_BYTES = 8;
/** Numbers of datasets beyond this are not kept: 70 MB. */
export const MOST_DOCS = 1_000_000;

/** A place in the order in which datasets were entered. */
export interface Place { revision: number; doc: number }

/**
 * The numbers of search_doc in memory, one array a column, at the number of the dataset. A process has one for all who ask: nothing in it is shown or
 * counted but for datasets that PostgreSQL lets whoever asks see (`reaches.ts`).
 */
export class Columns {
  /** Set of values of each dataset, by the number of the field. */
  readonly sets: ReadonlyMap<number, Int32Array>;
  /** In which revision a dataset was entered or taken out; 0 where there is none. */
  revisions: Float64Array;
  present: Uint8Array;
  priors: Float32Array;
  changedAt: Float64Array;
  createdAt: Float64Array;
  /** Keys of both titles, high and low half of each. */
  titleKeys: Int32Array;
  readonly #sets = new Map<number, Int32Array>();

  constructor(fields: readonly number[]) {
    for (const field of fields) this.#sets.set(field, new Int32Array(0));
    this.sets = this.#sets;
    [this.revisions, this.present, this.priors] = [new Float64Array(0), new Uint8Array(0), new Float32Array(0)];
    [this.changedAt, this.createdAt, this.titleKeys] = [new Float64Array(0), new Float64Array(0), new Int32Array(0)];
  }

  /** Greatest number of a dataset, and one. */
  get size(): number { return this.present.length; }

  /** Enters datasets as `search_numbers_beyond_reach` writes them. @returns the last of them in the order of entering; null when a number is too great to be kept. */
  enter(base: Buffer): Place | null {
    const last: Place = { revision: 0, doc: 0 };
    let most = 0;
    for (let at = 0; at < base.length; at += BASE_BYTES) most = Math.max(most, base.readInt32BE(at));
    if (most >= MOST_DOCS) return null;
    this.#grow(most + 1);
    for (let at = 0; at < base.length; at += BASE_BYTES) {
      const doc = base.readInt32BE(at), revision = Number(base.readBigInt64BE(at + 4));
      if (revision > last.revision || (revision === last.revision && doc > last.doc)) [last.revision, last.doc] = [revision, doc];
      this.revisions[doc] = revision;
      this.present[doc] = 1;
      this.priors[doc] = base.readFloatBE(at + 12);
      for (let half = 0; half < 4; half += 1) this.titleKeys[doc * 4 + half] = base.readInt32BE(at + 16 + half * 4);
      this.changedAt[doc] = Number(base.readBigInt64BE(at + 32));
      this.createdAt[doc] = Number(base.readBigInt64BE(at + 40));
    }
    return last;
  }

  enterSets(field: number, numbers: Buffer): void {
    const column = this.#sets.get(field) as Int32Array;
    for (let at = 0; at < numbers.length; at += SET_BYTES) column[numbers.readInt32BE(at)] = numbers.readInt32BE(at + 4);
  }

  /** Takes a dataset out, unless it was entered again since. */
  forget(doc: number, revision: number): void {
    if (doc >= this.size || (this.revisions[doc] as number) > revision) return;
    this.revisions[doc] = revision;
    this.present[doc] = 0;
  }

  #grow(size: number): void {
    if (size <= this.size) return;
    // A little more than needed, as datasets come one after another; a multiple of four, as masks are put together by fours.
    const room = Math.ceil((size * 1.1 + 100) / 4) * 4;
    this.revisions = wider(this.revisions, new Float64Array(room));
    this.present = wider(this.present, new Uint8Array(room));
    this.priors = wider(this.priors, new Float32Array(room));
    this.changedAt = wider(this.changedAt, new Float64Array(room));
    this.createdAt = wider(this.createdAt, new Float64Array(room));
    this.titleKeys = wider(this.titleKeys, new Int32Array(room * 4));
    for (const [field, column] of this.#sets) this.#sets.set(field, wider(column, new Int32Array(room)));
  }
}

function wider<T extends { set(from: T): void }>(old: T, next: T): T {
  next.set(old);
  return next;
}

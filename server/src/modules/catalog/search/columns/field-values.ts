import type { Buffer } from 'node:buffer';

interface Field { sets: number[]; values: number[]; byText: Map<string, number> }

/** Sets of values and what they are called. They are only ever added to, so nothing here grows old. */
export class FieldValues {
  readonly #fields = new Map<number, Field>();
  readonly #texts: string[] = [];
  readonly #fieldOf: (Field | undefined)[] = [];
  /** Values of a set, by its number. */
  readonly #members: (Int32Array | undefined)[] = [];
  #lastSet = 0;
  #lastValue = 0;
  #counts = new Uint32Array(0);
  #totals = new Uint32Array(0);

  constructor(fields: readonly number[]) { for (const field of fields) this.#fields.set(field, { sets: [], values: [], byText: new Map() }); }

  get lastSet(): number { return this.#lastSet; }
  get lastValue(): number { return this.#lastValue; }

  addValue(field: number, id: number, text: string): void {
    const of = this.#fields.get(field) as Field;
    of.values.push(id);
    of.byText.set(text, id);
    this.#texts[id] = text;
    this.#fieldOf[id] = of;
    this.#lastValue = Math.max(this.#lastValue, id);
  }

  /** @param pairs 4 bytes set and 4 value, pairs of one set together or apart. */
  addSets(pairs: Buffer): void {
    const members = new Map<number, number[]>();
    for (let at = 0; at < pairs.length; at += 8) {
      const set = pairs.readInt32BE(at), value = pairs.readInt32BE(at + 4);
      const held = members.get(set);
      if (held) held.push(value);
      else members.set(set, [value]);
    }
    for (const [set, values] of members) {
      this.#members[set] = Int32Array.from(values);
      this.#fieldOf[values[0] as number]?.sets.push(set);
      this.#lastSet = Math.max(this.#lastSet, set);
    }
  }

  /** For each set of a field, by its number, whether it has one of these values. */
  setsWith(field: number, values: readonly string[]): Uint8Array {
    const has = new Uint8Array(this.#lastSet + 1);
    const of = this.#fields.get(field);
    const wanted = new Set(values.flatMap((value) => of?.byText.get(value) ?? []));
    if (!of || wanted.size === 0) return has;
    const [only] = wanted.size === 1 ? wanted : [];
    for (const set of of.sets) {
      const members = this.#members[set] as Int32Array;
      if (only === undefined ? members.some((value) => wanted.has(value)) : members.includes(only)) has[set] = 1;
    }
    return has;
  }

  /** How many of these datasets have each value, most first, then by the value. */
  count(field: number, docs: Int32Array, setOf: Int32Array): [string, number][] {
    const of = this.#fields.get(field);
    if (!of) return [];
    if (this.#counts.length <= this.#lastSet) this.#counts = new Uint32Array(this.#lastSet + 1_000);
    if (this.#totals.length <= this.#lastValue) this.#totals = new Uint32Array(this.#lastValue + 1_000);
    const counts = this.#counts, totals = this.#totals;
    for (let i = 0; i < docs.length; i += 1) counts[setOf[docs[i] as number] as number] = (counts[setOf[docs[i] as number] as number] as number) + 1;
    for (const set of of.sets) {
      const n = counts[set] as number;
      if (n === 0) continue;
      const members = this.#members[set] as Int32Array;
      for (let i = 0; i < members.length; i += 1) totals[members[i] as number] = (totals[members[i] as number] as number) + n;
      counts[set] = 0;
    }
    counts[0] = 0;
    const found: [string, number][] = [];
    for (const value of of.values) {
      const n = totals[value] as number;
      if (n > 0) found.push([this.#texts[value] as string, n]);
      totals[value] = 0;
    }
    return found.sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
  }
}

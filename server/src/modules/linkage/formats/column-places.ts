import { normaliseHeader } from '@saphan/contracts/thai-text';
import type { OnNote } from './tabular.ts';

/** Puts the named values of a record into column order; names that no column has are told once each. */
export class ColumnPlaces {
  readonly #places: Map<string, number>;
  readonly #width: number;
  readonly #onNote: OnNote;
  readonly #unknown = new Set<string>();

  constructor(columns: readonly string[], onNote: OnNote) {
    this.#places = new Map(columns.map((column, place) => [normaliseHeader(column), place]));
    this.#width = columns.length;
    this.#onNote = onNote;
  }

  cellsOf(members: Iterable<[string, string | null]>, record: number): (string | null)[] {
    const cells: (string | null)[] = Array.from({ length: this.#width }, () => null);
    for (const [key, value] of members) {
      const place = this.#placeOf(key);
      if (place === undefined) this.#noteUnknown(key, record);
      else cells[place] = value;
    }
    return cells;
  }

  #placeOf(key: string): number | undefined {
    const exact = this.#places.get(key);
    if (exact !== undefined) return exact;
    const place = this.#places.get(normaliseHeader(key));
    if (place !== undefined && this.#places.size < 100_000) this.#places.set(key, place);
    return place;
  }

  #noteUnknown(key: string, record: number): void {
    if (this.#unknown.has(key) || this.#unknown.size >= 100) return;
    this.#unknown.add(key);
    this.#onNote({ th: `ระเบียนที่ ${record} มีชื่อ “${key}” ที่ข้อกำหนดไม่กล่าวถึง`, en: `Record ${record} has a key “${key}” that the contract does not name.` });
  }
}

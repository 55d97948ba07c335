import { UNCHANGED, type Cell } from './pgoutput.ts';

/** What is counted for a row beside its texts: its key, its array, its place in the map. */
const ROW_BYTES = 250;

interface Row { cells: Cell[]; key: (string | null)[] }

/**
 * The changes of a table folded to what is left of each key: its last row, or that it is gone. Folding twice the same changes, or changes that a reading
 * of all has seen already, ends the same.
 */
export class Fold {
  readonly #keyPlaces: readonly number[];
  readonly #rows = new Map<string, { cells: Cell[] | null; key: (string | null)[] }>();
  /** Roughly the memory that is held. */
  bytes = 0;
  /** A key too large to be repeated in the log: which row changed is not known. */
  isUnclear = false;

  constructor(columns: readonly string[], key: readonly string[]) {
    this.#keyPlaces = key.map((name) => columns.indexOf(name));
  }

  /** A row as it is now; `old` is what it was, whole or its key alone, when that is known. */
  put(cells: Cell[], old: { cells: Cell[]; isWhole: boolean } | null): void {
    const before = this.#keyOf(old?.cells ?? cells);
    const known = old?.isWhole ? old.cells : this.#rows.get(textOf(before))?.cells;
    const whole = cells.map((cell, place) => (cell === UNCHANGED ? known?.[place] ?? (known ? null : UNCHANGED) : cell));
    const key = this.#keyOf(whole);
    if (this.#keyPlaces.some((place) => whole[place] === UNCHANGED)) this.isUnclear = true;
    if (old && textOf(before) !== textOf(key)) this.#set(before, null);
    this.#set(key, whole);
  }

  drop(old: Cell[]): void { this.#set(this.#keyOf(old), null); }

  /** Rows that are left, and those of them whose large values are to be read again. */
  rows(): Row[] { return [...this.#rows.values()].filter((row): row is Row => row.cells !== null); }
  unfinished(): Row[] { return this.rows().filter(({ cells }) => cells.includes(UNCHANGED)); }
  gone(): (string | null)[][] { return [...this.#rows.values()].filter(({ cells }) => cells === null).map(({ key }) => key); }

  /** Fills what was unchanged from the row as it was read again. */
  finish(row: Row, read: readonly (string | null)[]): void {
    row.cells.forEach((cell, place) => {
      if (cell !== UNCHANGED) return;
      row.cells[place] = read[place] ?? null;
      this.bytes += (read[place]?.length ?? 0) * 2;
    });
  }

  #keyOf(cells: readonly Cell[]): (string | null)[] { return this.#keyPlaces.map((place) => { const cell = cells[place]; return typeof cell === 'string' ? cell : null; }); }

  #set(key: (string | null)[], cells: Cell[] | null): void {
    const text = textOf(key);
    const weight = (row: Cell[] | null | undefined) => (row ?? []).reduce((sum: number, cell) => sum + (typeof cell === 'string' ? cell.length * 2 : 0), 0);
    const former = this.#rows.get(text);
    this.bytes += weight(cells) - weight(former?.cells) + (former ? 0 : ROW_BYTES + text.length * 2);
    // Set anew at the end: the order is that of the last changes.
    this.#rows.delete(text);
    this.#rows.set(text, { cells, key });
  }
}

const textOf = (key: readonly (string | null)[]): string => JSON.stringify(key);

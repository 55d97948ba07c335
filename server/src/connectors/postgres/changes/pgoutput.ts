/**
 * Messages of PostgreSQL's own output plugin `pgoutput`, protocol version 1 with values as text (PostgreSQL documentation, "Logical Replication Message
 * Formats"). Only what a table's changes are made of is read.
 */

/** A cell: its text, null, or {@link UNCHANGED}. */
export type Cell = string | null | typeof UNCHANGED;
/** A large value (TOAST) that an update did not touch: the log does not repeat it. */
export const UNCHANGED = Symbol('unchanged');

export interface Relation { id: number; schema: string; table: string; columns: { name: string; type: number }[] }
export type Change =
  | { kind: 'commit'; end: bigint }
  | { kind: 'relation'; relation: Relation }
  | { kind: 'insert'; relation: number; row: Cell[] }
  /** `old` is the whole former row or its key alone; null when the key stayed as it was. */
  | { kind: 'update'; relation: number; row: Cell[]; old: OldRow | null }
  | { kind: 'delete'; relation: number; old: OldRow }
  | { kind: 'truncate'; relations: number[] };
export interface OldRow { cells: Cell[]; isWhole: boolean }

/** One message; null for those that say nothing about rows (begin, origin, type, a program's own message). */
export function readChange(message: Buffer): Change | null {
  const reader = new Reader(message);
  switch (reader.letter()) {
    case 'C': reader.skip(1 + 8); return { kind: 'commit', end: reader.long() };
    case 'R': return { kind: 'relation', relation: readRelation(reader) };
    case 'I': { const relation = reader.int(); reader.skip(1); return { kind: 'insert', relation, row: reader.row() }; }
    case 'U': return readUpdate(reader);
    case 'D': { const relation = reader.int(); const isWhole = reader.letter() === 'O'; return { kind: 'delete', relation, old: { cells: reader.row(), isWhole } }; }
    case 'T': { const count = reader.int(); reader.skip(1); return { kind: 'truncate', relations: Array.from({ length: count }, () => reader.int()) }; }
    default: return null;
  }
}

function readRelation(reader: Reader): Relation {
  const id = reader.int();
  const schema = reader.text();
  const table = reader.text();
  reader.skip(1); // replica identity
  const columns = Array.from({ length: reader.short() }, () => {
    reader.skip(1); // whether it belongs to the key
    const name = reader.text();
    const type = reader.int();
    reader.skip(4); // type modifier
    return { name, type };
  });
  return { id, schema, table, columns };
}

function readUpdate(reader: Reader): Change {
  const relation = reader.int();
  const part = reader.letter();
  if (part === 'N') return { kind: 'update', relation, row: reader.row(), old: null };
  const old = { cells: reader.row(), isWhole: part === 'O' };
  reader.skip(1);
  return { kind: 'update', relation, row: reader.row(), old };
}

class Reader {
  readonly #bytes: Buffer;
  #at = 0;
  constructor(bytes: Buffer) { this.#bytes = bytes; }

  skip(bytes: number): void { this.#at += bytes; }
  byte(): number { return this.#bytes.readUInt8(this.#at++); }
  letter(): string { return String.fromCharCode(this.byte()); }
  short(): number { this.#at += 2; return this.#bytes.readUInt16BE(this.#at - 2); }
  int(): number { this.#at += 4; return this.#bytes.readUInt32BE(this.#at - 4); }
  long(): bigint { this.#at += 8; return this.#bytes.readBigUInt64BE(this.#at - 8); }

  text(): string {
    const end = this.#bytes.indexOf(0, this.#at);
    const text = this.#bytes.toString('utf8', this.#at, end);
    this.#at = end + 1;
    return text;
  }

  row(): Cell[] {
    return Array.from({ length: this.short() }, () => {
      const form = this.letter();
      if (form === 'n') return null;
      if (form === 'u') return UNCHANGED;
      const length = this.int();
      this.#at += length;
      return this.#bytes.toString('utf8', this.#at - length, this.#at);
    });
  }
}

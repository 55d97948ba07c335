/** A row of `ledger.sequenced_entry`: where its parts lie in the bytes that came. -1: null. */
export interface RawRow { bytes: Buffer; leafIndex: number; number: number; id: number; entry: number; entryLength: number; facts: number; factsLength: number; labelled: boolean }

export const COLUMNS = ['leaf_index', 'number', 'id', 'entry', 'facts', 'labelled'] as const;
const HEAD_BYTES = 19;
const FIXED_BYTES = 2 + 12 + 12;

/** Reads binary COPY as it comes. The same row object is given each time; what is wanted of it must be taken before the next. */
export class RowReader {
  #rest: Buffer = Buffer.alloc(0);
  #begun = false;
  readonly #row: RawRow = { bytes: Buffer.alloc(0), leafIndex: 0, number: 0, id: -1, entry: -1, entryLength: 0, facts: -1, factsLength: 0, labelled: false };

  feed(piece: Buffer, each: (row: RawRow) => void): void {
    const bytes = this.#rest.length === 0 ? piece : Buffer.concat([this.#rest, piece]);
    let at = 0;
    if (!this.#begun) {
      if (bytes.length < HEAD_BYTES) { this.#rest = bytes; return; }
      this.#begun = true;
      at = HEAD_BYTES;
    }
    for (;;) {
      const end = this.#read(bytes, at);
      if (end < 0) break;
      each(this.#row);
      at = end;
    }
    this.#rest = bytes.subarray(at);
  }

  /** Reads one row; -1 when it has not come whole, or was the last. */
  #read(bytes: Buffer, start: number): number {
    if (bytes.length - start < FIXED_BYTES) return -1;
    const row = this.#row;
    row.bytes = bytes;
    row.leafIndex = bytes.readUInt32BE(start + 6) * 0x1_0000_0000 + bytes.readUInt32BE(start + 10);
    row.number = bytes.readUInt32BE(start + 18) * 0x1_0000_0000 + bytes.readUInt32BE(start + 22);
    const id = start + FIXED_BYTES;
    const entry = endOf(bytes, id);
    const facts = endOf(bytes, entry);
    const labelled = endOf(bytes, facts);
    const end = endOf(bytes, labelled);
    if (end < 0) return -1;
    row.id = startOf(bytes, id);
    row.entry = startOf(bytes, entry);
    row.entryLength = facts - entry - 4;
    row.facts = startOf(bytes, facts);
    row.factsLength = labelled - facts - 4;
    const flag = startOf(bytes, labelled);
    row.labelled = flag >= 0 && bytes[flag] === 1;
    return end;
  }
}

/** Where a field ends; -1 when it has not come whole. */
function endOf(bytes: Buffer, at: number): number {
  if (at < 0 || bytes.length - at < 4) return -1;
  const end = at + 4 + Math.max(0, bytes.readInt32BE(at));
  return end > bytes.length ? -1 : end;
}

/** Where a field begins behind its length; -1: null. */
const startOf = (bytes: Buffer, at: number): number => bytes.readInt32BE(at) < 0 ? -1 : at + 4;

/** The id of a row as text. */
export const idOf = ({ bytes, id }: RawRow): string | null => id < 0 ? null : bytes.toString('hex', id, id + 16).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');

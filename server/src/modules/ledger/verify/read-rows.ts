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
    let at = start + FIXED_BYTES;
    const [id, idEnd] = field(bytes, at);
    if (idEnd < 0) return -1;
    [row.id, at] = [id, idEnd];
    const [entry, entryEnd] = field(bytes, at);
    if (entryEnd < 0) return -1;
    [row.entry, row.entryLength, at] = [entry, entryEnd - entry, entryEnd];
    const [facts, factsEnd] = field(bytes, at);
    if (factsEnd < 0) return -1;
    [row.facts, row.factsLength, at] = [facts, factsEnd - facts, factsEnd];
    const [labelled, labelledEnd] = field(bytes, at);
    if (labelledEnd < 0) return -1;
    row.labelled = labelled >= 0 && bytes[labelled] === 1;
    return labelledEnd;
  }
}

/** Where a field begins (-1: null) and ends (-1: it has not come whole). */
function field(bytes: Buffer, at: number): [start: number, end: number] {
  if (bytes.length - at < 4) return [-1, -1];
  const length = bytes.readInt32BE(at);
  if (length < 0) return [-1, at + 4];
  return at + 4 + length > bytes.length ? [-1, -1] : [at + 4, at + 4 + length];
}

/** The id of a row as text. */
export const idOf = ({ bytes, id }: RawRow): string | null => id < 0 ? null : bytes.toString('hex', id, id + 16).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');

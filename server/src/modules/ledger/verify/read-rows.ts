/** Columns of an entry as they are read, and where each stands in a row. */
export const ENTRY_COLUMNS = ['number', 'id', 'entry', 'facts', 'kind', 'subject', 'appended_at'] as const;
export const [NUMBER, ID, ENTRY, FACTS, KIND, SUBJECT, AT] = [0, 1, 2, 3, 4, 5, 6];

const HEAD_BYTES = 19;
const COUNT_BYTES = 2;
const LENGTH_BYTES = 4;
const FIRST_JOIN = 4096;

/** Reads binary COPY as it comes. A row is where its fields lie in the bytes that came; it is the same object each time, and what is wanted of it must be taken before the next. */
export class RowReader {
  bytes: Buffer = Buffer.alloc(0);
  /** Where each field begins; -1: null. */
  readonly from: Int32Array;
  readonly length: Int32Array;
  readonly #fields: number;
  #rest: Buffer = Buffer.alloc(0);
  #begun = false;

  constructor(fields: number) {
    [this.#fields, this.from, this.length] = [fields, new Int32Array(fields), new Int32Array(fields)];
  }

  feed(piece: Buffer, each: (row: this) => void): void {
    let [bytes, at] = [piece, 0];
    if (!this.#begun) {
      bytes = Buffer.concat([this.#rest, piece]);
      this.#rest = bytes;
      if (bytes.length < HEAD_BYTES) return;
      [this.#begun, at] = [true, HEAD_BYTES];
    } else if (this.#rest.length > 0) {
      at = this.#join(piece, each);
      if (at < 0) return;
    }
    for (let end = this.#read(bytes, at); end >= 0; end = this.#read(bytes, at)) {
      each(this);
      at = end;
    }
    this.#rest = bytes.subarray(at);
  }

  /** The row that lies over two pieces; only its own bytes are brought together. @returns where the next begins in the piece; -1: it has not come whole. */
  #join(piece: Buffer, each: (row: this) => void): number {
    const rest = this.#rest;
    for (let take = FIRST_JOIN; ; take *= 4) {
      const joined = Buffer.concat([rest, piece.subarray(0, take)]);
      const end = this.#read(joined, 0);
      if (end >= rest.length) {
        each(this);
        return end - rest.length;
      }
      if (take < piece.length) continue;
      this.#rest = joined;
      return -1;
    }
  }

  /** Reads one row; -1 when it has not come whole, or was the last. */
  #read(bytes: Buffer, start: number): number {
    let at = start + COUNT_BYTES;
    for (let field = 0; field < this.#fields; field += 1) {
      if (bytes.length - at < LENGTH_BYTES) return -1;
      const length = ((bytes[at] as number) << 24) | ((bytes[at + 1] as number) << 16) | ((bytes[at + 2] as number) << 8) | (bytes[at + 3] as number);
      at += LENGTH_BYTES;
      this.from[field] = length < 0 ? -1 : at;
      this.length[field] = Math.max(0, length);
      at += Math.max(0, length);
    }
    if (at > bytes.length) return -1;
    this.bytes = bytes;
    return at;
  }

  isNull(field: number): boolean {
    return (this.from[field] as number) < 0;
  }

  /** A field of eight bytes: exact as far as numbers are. */
  integer(field: number): number {
    const at = this.from[field] as number;
    return this.bytes.readInt32BE(at) * 0x1_0000_0000 + this.bytes.readUInt32BE(at + 4);
  }
}

/** The id of an entry as text. */
export const idOf = ({ bytes, from }: RowReader): string => bytes.toString('hex', from[ID] as number, from[ID] as number + 16).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');

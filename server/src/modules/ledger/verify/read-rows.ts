/** Columns of an entry as they are read, and where each stands in a row. */
export const ENTRY_COLUMNS = ['number', 'id', 'entry', 'facts', 'kind', 'subject', 'appended_at'] as const;
export const [NUMBER, ID, ENTRY, FACTS, KIND, SUBJECT, AT] = [0, 1, 2, 3, 4, 5, 6];

const HEAD_BYTES = 19;
const COUNT_BYTES = 2;
const LENGTH_BYTES = 4;

/** Reads rows of binary COPY. A row is where its fields lie in the message that came; it is the same object each time, and what is wanted of it must be taken before the next. */
export class RowReader {
  bytes: Buffer = Buffer.alloc(0);
  /** Where each field begins; -1: null. */
  readonly from: Int32Array;
  readonly length: Int32Array;
  readonly #fields: number;
  #begun = false;

  constructor(fields: number) {
    [this.#fields, this.from, this.length] = [fields, new Int32Array(fields), new Int32Array(fields)];
  }

  /** @returns false: the mark of the end. */
  read(message: Buffer): boolean {
    let at = (this.#begun ? 0 : HEAD_BYTES) + COUNT_BYTES;
    this.#begun = true;
    if (message.length <= at) return false;
    for (let field = 0; field < this.#fields; field += 1) {
      const length = ((message[at] as number) << 24) | ((message[at + 1] as number) << 16) | ((message[at + 2] as number) << 8) | (message[at + 3] as number);
      at += LENGTH_BYTES;
      this.from[field] = length < 0 ? -1 : at;
      this.length[field] = Math.max(0, length);
      at += Math.max(0, length);
    }
    this.bytes = message;
    return true;
  }

  isNull(field: number): boolean {
    return (this.from[field] as number) < 0;
  }

  field(field: number): Buffer {
    return this.bytes.subarray(this.from[field], (this.from[field] as number) + (this.length[field] as number));
  }

  /** A field of eight bytes: exact as far as numbers are. */
  integer(field: number): number {
    const at = this.from[field] as number;
    return this.bytes.readInt32BE(at) * 0x1_0000_0000 + this.bytes.readUInt32BE(at + 4);
  }
}

/** The id of an entry as text. */
export const idOf = ({ bytes, from }: RowReader): string => bytes.toString('hex', from[ID] as number, from[ID] as number + 16).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');

/**
 * How a column's bytes become a cell: `plain` needs no look, `text` may need quotes, `hex` is no text and becomes the digits of HEX(), `bits` become a
 * number, and a `date` that begins with 0000-00-00 becomes NULL.
 */
export type CellForm = 'plain' | 'text' | 'hex' | 'bits' | 'date';

const QUOTE = 0x22;
const COMMA = 0x2c;
const LF = 0x0a;
const NULL_MARK = 0xfb;
const ZERO = 0x30;
/** A byte becomes at most so many: a quote is doubled, a byte has two hexadecimal digits; eight bits, three decimal ones. */
const GROWTH = 3;
const special = new Uint8Array(256);
for (const byte of [QUOTE, COMMA, LF, 0x0d]) special[byte] = 1;
const digits = Buffer.from('0123456789ABCDEF');

/**
 * Writes rows of MySQL's text protocol (Protocol::ResultsetRow: length-encoded cells, 0xfb for NULL) as CSV by RFC 4180, byte by byte and without an
 * object for a cell: NULL is an empty bare cell, an empty text is `""`. Full batches go to `onBatch`; a batch belongs to whoever gets it.
 */
export class RowCsv {
  #out: Buffer;
  #at = 0;
  /** Where reading goes on in the packet. */
  #next = 0;
  rows = 0;
  private readonly forms: readonly CellForm[];
  private readonly onBatch: (batch: Buffer) => void;
  private readonly batchBytes: number;

  constructor(forms: readonly CellForm[], onBatch: (batch: Buffer) => void, batchBytes = 512 << 10) {
    this.forms = forms;
    this.onBatch = onBatch;
    this.batchBytes = batchBytes;
    this.#out = Buffer.allocUnsafeSlow(batchBytes);
  }

  /** The names of the columns, always in quotes. */
  header(names: readonly string[]): void {
    const line = Buffer.from(`${names.map((name) => (/[",\r\n]/.test(name) || name === '' ? `"${name.replaceAll('"', '""')}"` : name)).join(',')}\n`);
    this.#reserve(line.length);
    this.#at += line.copy(this.#out, this.#at);
  }

  /** One row, whose cells lie in `packet` from `offset` to `end`. */
  row(packet: Buffer, offset: number, end: number): void {
    this.#reserve((end - offset) * GROWTH + this.forms.length * 3 + 1);
    const out = this.#out;
    this.#next = offset;
    for (let column = 0; column < this.forms.length; column += 1) {
      if (column > 0) out[this.#at++] = COMMA;
      const length = this.#length(packet);
      if (length < 0) continue;
      this.#cell(this.forms[column] as CellForm, packet, this.#next, this.#next + length);
      this.#next += length;
    }
    out[this.#at++] = LF;
    this.rows += 1;
  }

  /** Hands on what is left. */
  end(): void {
    if (this.#at > 0) this.onBatch(this.#out.subarray(0, this.#at));
    this.#at = 0;
  }

  /** A length-encoded integer; -1 for NULL. */
  #length(packet: Buffer): number {
    const first = packet[this.#next++] as number;
    if (first < NULL_MARK) return first;
    if (first === NULL_MARK) return -1;
    const width = first === 0xfc ? 2 : first === 0xfd ? 3 : 6; // a cell of eight bytes' length would not fit into a packet
    const length = packet.readUIntLE(this.#next, width);
    this.#next += first === 0xfe ? 8 : width;
    return length;
  }

  #cell(form: CellForm, packet: Buffer, from: number, to: number): void {
    switch (form) {
      case 'plain': return this.#plain(packet, from, to);
      case 'text': return this.#text(packet, from, to);
      case 'date': return isZeroDate(packet, from, to) ? undefined : this.#plain(packet, from, to);
      case 'hex': return from === to ? this.#quotes() : this.#hex(packet, from, to);
      case 'bits': return this.#ascii(BigInt(`0x${packet.toString('hex', from, to) || '0'}`).toString());
    }
  }

  #plain(packet: Buffer, from: number, to: number): void {
    const out = this.#out;
    let at = this.#at;
    for (let i = from; i < to; i += 1) out[at++] = packet[i] as number;
    this.#at = at;
  }

  /** Copies while it looks; a cell that turns out to need quotes is written once more. */
  #text(packet: Buffer, from: number, to: number): void {
    if (from === to) return this.#quotes();
    const out = this.#out;
    let at = this.#at;
    let found = 0;
    for (let i = from; i < to; i += 1) {
      const byte = packet[i] as number;
      out[at++] = byte;
      found |= special[byte] as number;
    }
    if (found === 0) this.#at = at;
    else this.#quoted(packet, from, to);
  }

  #quoted(packet: Buffer, from: number, to: number): void {
    const out = this.#out;
    let at = this.#at;
    out[at++] = QUOTE;
    for (let i = from; i < to; i += 1) {
      const byte = packet[i] as number;
      if (byte === QUOTE) out[at++] = QUOTE;
      out[at++] = byte;
    }
    out[at++] = QUOTE;
    this.#at = at;
  }

  #hex(packet: Buffer, from: number, to: number): void {
    const out = this.#out;
    let at = this.#at;
    for (let i = from; i < to; i += 1) {
      const byte = packet[i] as number;
      out[at++] = digits[byte >> 4] as number;
      out[at++] = digits[byte & 15] as number;
    }
    this.#at = at;
  }

  #ascii(text: string): void {
    this.#at += this.#out.write(text, this.#at, 'latin1');
  }

  #quotes(): void {
    this.#out[this.#at++] = QUOTE;
    this.#out[this.#at++] = QUOTE;
  }

  /** Makes room for a row; a row that is longer than a batch gets a batch of its own length. */
  #reserve(bytes: number): void {
    if (this.#at + bytes <= this.#out.length) return;
    this.end();
    this.#out = Buffer.allocUnsafeSlow(Math.max(bytes, this.batchBytes));
  }
}

function isZeroDate(packet: Buffer, from: number, to: number): boolean {
  if (to - from < 10) return false;
  for (let i = from; i < from + 10; i += 1) if (packet[i] !== ZERO && packet[i] !== 0x2d) return false;
  return true;
}

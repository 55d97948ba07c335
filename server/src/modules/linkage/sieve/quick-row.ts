import { disorder, kinds } from './text-field.ts';
import type { RowWriter } from './row-writer.ts';

const LF = 0x0a;
const CR = 0x0d;
const noRow = -1;
/** Classes of bytes in an ordinary text cell; 0 is anything else and leads to the thorough writers. */
const plain = 1;
const thai = 2;
const stop = 3;

/**
 * The road most rows take: cells in contract order, one line, nothing to repair but what keeps its length. Each cell is read, checked
 * and written in one loop. Whatever looks unusual is left to the thorough path, which alone decides about rejects; both give the same bytes.
 */
export class QuickRow {
  /** End of the row without its line break, and start of the next record, after {@link write} succeeded. */
  recordEnd = 0;
  nextAt = 0;
  private readonly writer: RowWriter;
  private readonly columns: Int8Array;
  private readonly delimiter: number;
  private readonly quote: number;
  private readonly classes = new Uint8Array(256);
  private cellEnd = 0;

  constructor(writer: RowWriter, width: number, delimiter: number, quote: number) {
    this.writer = writer;
    this.delimiter = delimiter;
    this.quote = quote;
    this.classes.fill(plain, 0x20, 0x7f);
    this.classes[0x2c] = 0;
    this.classes[0x22] = 0;
    if (quote >= 0) this.classes[quote] = 0;
    this.classes[0xe0] = thai;
    for (const byte of [delimiter, LF, CR]) this.classes[byte] = stop;
    this.columns = new Int8Array(width).fill(-1);
    writer.fields.forEach((field, i) => { this.columns[field.source] = i; });
  }

  /** Whether the contract's columns stand in the source in the same order. */
  static fits(writer: RowWriter): boolean {
    return writer.fields.length < 128 && writer.fields.every((field, i) => i === 0 || field.source > (writer.fields[i - 1] as typeof field).source);
  }

  /** Writes `,cell,cell…` at `o`; returns the new end, or −1 when the row is not for this path. The byte at `end` is a line feed. */
  write(src: Buffer, pos: number, end: number, out: Buffer, o: number): number {
    const { columns, delimiter } = this;
    const { fields } = this.writer;
    const last = columns.length - 1;
    let p = pos;
    let at = o;
    for (let i = 0; ; i += 1) {
      const column = columns[i] as number;
      if (column >= 0) {
        const field = fields[column] as (typeof fields)[number];
        out[at] = 0x2c;
        at += 1;
        let q: number;
        switch (field.type) {
          case 0: q = src[p] === 0x22 ? this.quotedText(src, p, out, at) : this.text(src, p, out, at); if (field.maxLength > 0 && q - p > field.maxLength) q = noRow; break;
          case 1: q = this.digits(src, p, out, at, 18); break;
          case 2: q = this.decimal(src, p, out, at, field.precision - field.scale, field.scale); break;
          case 4: q = this.date(src, p, out, at, column); break;
          default: q = noRow;
        }
        if (q > p && this.writer.isNull(src, p, q)) q = noRow;
        if (q < 0 || (q === p && field.required)) {
          at = this.cell(src, p, end, column, out, at);
          if (at < 0) return noRow;
          q = this.cellEnd;
        } else at += q - p;
        p = q;
      } else if ((p = this.passCell(src, p, end)) < 0) return noRow;
      if (p >= end) return noRow;
      if (i === last) break;
      if (src[p] !== delimiter) return noRow;
      p += 1;
    }
    return this.endRow(src, p, end) ? at : noRow;
  }

  private endRow(src: Buffer, p: number, end: number): boolean {
    this.recordEnd = p;
    if (src[p] === LF) { this.nextAt = p + 1; return true; }
    this.nextAt = p + 2;
    return src[p] === CR && p + 1 < end && src[p + 1] === LF;
  }

  /** Copies Thai and ASCII text that is already normal; returns its end in the source. */
  private text(src: Buffer, s: number, out: Buffer, o: number): number {
    const { classes } = this;
    let p = s;
    let at = o;
    let before = 0;
    let disordered = 0; // summed up, since a branch on every Thai mark would be guessed wrong too often
    for (;;) {
      const byte = src[p] as number;
      const found = classes[byte];
      if (found === plain) {
        out[at] = byte;
        p += 1; at += 1; before = 0;
      } else if (found === thai) {
        const second = src[p + 1] as number;
        if ((second & 0xfe) !== 0xb8) return noRow;
        const third = src[p + 2] as number;
        const kind = kinds[((second & 1) << 6) | (third & 63)] as number;
        disordered |= disorder[(before << 3) | kind] as number;
        out[at] = byte; out[at + 1] = second; out[at + 2] = third;
        p += 3; at += 3; before = kind;
      } else break;
    }
    if (disordered !== 0 || classes[src[p] as number] !== stop || (p > s && (src[s] === 0x20 || src[p - 1] === 0x20))) return noRow;
    return p;
  }

  /** Copies a quoted cell that must stay quoted; returns the place after its closing quote. */
  private quotedText(src: Buffer, s: number, out: Buffer, o: number): number {
    const { classes } = this;
    if (this.quote !== 0x22) return noRow;
    let p = s + 1;
    let at = o + 1;
    let before = 0;
    let disordered = 0;
    let needed = false;
    out[o] = 0x22;
    for (;;) {
      const byte = src[p] as number;
      if (classes[byte] === thai) {
        const second = src[p + 1] as number;
        const third = src[p + 2] as number;
        if ((second & 0xfe) !== 0xb8) return noRow;
        const kind = kinds[((second & 1) << 6) | (third & 63)] as number;
        disordered |= disorder[(before << 3) | kind] as number;
        out[at] = byte; out[at + 1] = second; out[at + 2] = third;
        p += 3; at += 3; before = kind;
        continue;
      }
      if (byte === 0x22) {
        if (src[p + 1] !== 0x22) break;
        out[at] = byte; p += 1; at += 1;
      } else if (byte !== 0x2c && classes[byte] !== plain) return noRow;
      needed ||= byte === 0x22 || byte === 0x2c;
      out[at] = byte;
      p += 1; at += 1; before = 0;
    }
    const unusual = !needed || disordered !== 0 || src[s + 1] === 0x20 || src[p - 1] === 0x20 || classes[src[p + 1] as number] !== stop;
    if (unusual || this.writer.isNull(src, s + 1, p)) return noRow;
    out[at] = 0x22;
    return p + 1;
  }

  /** Copies a plain integer without leading zero. */
  private digits(src: Buffer, s: number, out: Buffer, o: number, most: number): number {
    let p = s;
    let at = o;
    let byte;
    if (src[p] === 0x30) { out[at] = 0x30; p += 1; }
    else while ((byte = src[p] as number) >= 0x30 && byte <= 0x39) { out[at] = byte; at += 1; p += 1; }
    return p - s <= most && this.classes[src[p] as number] === stop ? p : noRow;
  }

  /** Copies a plain decimal without leading zero that fits its column. */
  private decimal(src: Buffer, s: number, out: Buffer, o: number, whole: number, scale: number): number {
    const point = this.wholeEnd(src, s);
    if (point - s > whole || src[point] !== 0x2e) return point - s <= whole ? this.digits(src, s, out, o, whole) : noRow;
    let p = point + 1;
    let byte;
    while ((byte = src[p] as number) >= 0x30 && byte <= 0x39) p += 1;
    if (point === s || p === point + 1 || p - point - 1 > scale || this.classes[src[p] as number] !== stop) return noRow;
    for (let i = s, at = o; i < p; i += 1, at += 1) out[at] = src[i] as number;
    return p;
  }

  private wholeEnd(src: Buffer, s: number): number {
    if (src[s] === 0x30) return s + 1;
    let p = s;
    let byte;
    while ((byte = src[p] as number) >= 0x30 && byte <= 0x39) p += 1;
    return p;
  }

  private date(src: Buffer, s: number, out: Buffer, o: number, column: number): number {
    if (this.classes[src[s] as number] === stop) return s;
    if (this.classes[src[s + 10] as number] !== stop) return noRow;
    return this.writer.writeFigures(column, src, s, out, o) ? s + 10 : noRow;
  }

  /** Reads one cell on a single line and gives it to the thorough writers. */
  private cell(src: Buffer, s: number, end: number, column: number, out: Buffer, o: number): number {
    if (src[s] === this.quote && this.writer.fields[column]?.type === 1) {
      const grouped = this.groupedDigits(src, s + 1, out, o);
      if (grouped > 0) return grouped;
    }
    const e = this.passCell(src, s, end);
    if (e < 0) return noRow;
    this.cellEnd = e;
    if (e === s || src[s] !== this.quote) return this.writer.writeCell(column, src, s, e, false, this.quote, out, o);
    return this.writer.writeCell(column, src, s + 1, e - 1, this.doubled, this.quote, out, o);
  }

  /** Writes a quoted integer such as `"61,233"`; −1 when it is anything else. */
  private groupedDigits(src: Buffer, s: number, out: Buffer, o: number): number {
    let at = o;
    let sinceComma = 0;
    let byte = src[s] as number;
    if (byte < 0x31 || byte > 0x39) return noRow;
    let p = s;
    for (; p < s + 20; p += 1) {
      byte = src[p] as number;
      if (byte >= 0x30 && byte <= 0x39) { out[at] = byte; at += 1; sinceComma += 1; }
      else if (byte === 0x2c && (at - o <= 3 ? sinceComma === at - o : sinceComma === 3)) sinceComma = 0;
      else break;
    }
    if (byte !== this.quote || this.classes[src[p + 1] as number] !== stop || at - o > 18 || (p - s !== at - o && sinceComma !== 3) || this.writer.isNull(src, s, p)) return noRow;
    this.cellEnd = p + 1;
    return at;
  }

  private doubled = false;

  /** The end of the cell at `s`, quotes included; −1 when it is not plainly a cell. */
  private passCell(src: Buffer, s: number, end: number): number {
    const { quote, delimiter } = this;
    let p = s;
    if (src[p] === quote) {
      this.doubled = false;
      for (p += 1; ; p += 1) {
        const byte = src[p];
        if (byte === quote) {
          if (p + 1 >= end || src[p + 1] !== quote) break;
          this.doubled = true;
          p += 1;
        } else if (byte === LF || byte === CR || byte === 0) return noRow;
      }
      return p < end && this.classes[src[p + 1] as number] === stop ? p + 1 : noRow;
    }
    for (let byte; (byte = src[p]) !== delimiter && byte !== LF && byte !== CR; p += 1) if (byte === quote || byte === 0 || p >= end) return noRow;
    return p;
  }
}

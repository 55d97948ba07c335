import type { DateField } from './date-field.ts';
import { copyDate, copyDecimal, copyDigits, copyGrouped } from './quick-figures.ts';
import { classesOf, copyQuotedText, copyText, stop } from './quick-text.ts';
import type { RowWriter } from './row-writer.ts';
import type { OutputBuffer } from './segment-writer.ts';

const LF = 0x0a;
const CR = 0x0d;
const QUOTE = 0x22;
const noRow = -1;
/** Kinds of source columns beside the types of {@link RowWriter}; all kinds above dates are written by it alone. */
const skipped = 127;

/** A column of the source as the loop needs it. */
interface QuickColumn { kind: number; field: number; required: boolean; maxLength: number; whole: number; scale: number; dates: DateField | null }

/**
 * The road most rows take: cells in contract order, one line, nothing to repair but what keeps its length. Each cell is read, checked
 * and written in one loop. Whatever looks unusual is left to the thorough path, which alone decides about rejects; both give the same bytes.
 */
export class QuickRow {
  /** End of the row without its line break, and start of the next record, after {@link write} succeeded. */
  recordEnd = 0;
  nextAt = 0;
  private readonly writer: RowWriter;
  private readonly columns: QuickColumn[];
  private readonly src: Buffer;
  private readonly view: DataView;
  private readonly delimiter: number;
  private readonly quote: number;
  private readonly classes: Uint8Array;
  private cellEnd = 0;
  private doubled = false;

  /** @param src the bytes that all rows will be in, with at least four more behind the last row. */
  constructor(writer: RowWriter, width: number, src: Buffer, delimiter: number, quote: number) {
    this.writer = writer;
    this.src = src;
    this.view = new DataView(src.buffer, src.byteOffset, src.length);
    this.delimiter = delimiter;
    this.quote = quote;
    this.classes = classesOf(delimiter, quote);
    const none = { kind: skipped, field: -1, required: false, maxLength: 0, whole: 0, scale: 0, dates: null };
    this.columns = Array.from({ length: width }, () => none);
    writer.fields.forEach(({ source, type, required, maxLength, precision, scale, dates }, i) => {
      this.columns[source] = { kind: type, field: i, required, maxLength, whole: precision - scale, scale, dates };
    });
  }

  /** Whether the contract's columns stand in the source in the same order. */
  static fits(writer: RowWriter): boolean {
    return writer.fields.every((field, i) => i === 0 || field.source > (writer.fields[i - 1] as typeof field).source);
  }

  /** Writes `,cell,cell…` at `o`; returns the new end, or −1 when the row is not for this path. Some byte behind the row is a line feed. */
  write(pos: number, end: number, out: OutputBuffer, o: number): number {
    const { columns, delimiter, view, src } = this;
    const last = columns.length - 1;
    let p = pos;
    let at = o;
    for (let i = 0; ; i += 1) {
      const column = columns[i] as QuickColumn;
      if (column.kind !== skipped) {
        out.view.setUint8(at, 0x2c);
        at += 1;
        const q = this.ordinaryCell(column, p, end, out.view, at);
        if (q > p ? this.writer.isNull(src, p, q) : q < 0 || column.required) {
          at = this.unusualCell(column, p, end, out.bytes, at);
          if (at < 0) return noRow;
          p = this.cellEnd;
        } else { at += q - p; p = q; }
      } else if ((p = this.passCell(src, p, end)) < 0) return noRow;
      if (p >= end) return noRow;
      if (i === last) break;
      if (view.getUint8(p) !== delimiter) return noRow;
      p += 1;
    }
    return this.endRow(src, p, end) ? at : noRow;
  }

  /** Writes a cell that keeps its length; returns its end in the source, or −1. */
  private ordinaryCell(column: QuickColumn, p: number, end: number, out: DataView, at: number): number {
    const { view, classes } = this;
    switch (column.kind) {
      case 0: {
        const q = view.getUint8(p) === QUOTE ? this.quotedText(p, end, out, at) : copyText(view, p, end, out, at, classes);
        return column.maxLength > 0 && q - p > column.maxLength ? noRow : q;
      }
      case 1: return copyDigits(view, p, out, at, classes, 18);
      case 2: return copyDecimal(view, p, out, at, classes, column.whole, column.scale);
      case 4:
        if (classes[view.getUint8(p)] === stop) return p;
        return p + 10 < end && classes[view.getUint8(p + 10)] === stop && copyDate(view, p, out, at, column.dates as DateField) ? p + 10 : noRow;
      default: return noRow;
    }
  }

  private quotedText(p: number, end: number, out: DataView, at: number): number {
    const q = this.quote === QUOTE ? copyQuotedText(this.view, p, end, out, at, this.classes) : noRow;
    return q > 0 && this.writer.isNull(this.src, p + 1, q - 1) ? noRow : q;
  }

  private endRow(src: Buffer, p: number, end: number): boolean {
    this.recordEnd = p;
    if (src[p] === LF) { this.nextAt = p + 1; return true; }
    this.nextAt = p + 2;
    return src[p] === CR && p + 1 < end && src[p + 1] === LF;
  }

  /** Reads one cell on a single line and gives it to the thorough writers; returns the new end of the output, or −1. */
  private unusualCell({ kind, field }: QuickColumn, s: number, end: number, out: Buffer, o: number): number {
    const { src, quote } = this;
    const quoted = src[s] === quote;
    if (quoted && kind === 1) {
      const grouped = copyGrouped(src, s + 1, out, o);
      const p = s + 1 + (grouped >> 5);
      if (grouped > 0 && src[p] === quote && this.classes[src[p + 1] as number] === stop && !this.writer.isNull(src, s + 1, p)) {
        this.cellEnd = p + 1;
        return o + (grouped & 31);
      }
    }
    const e = this.passCell(src, s, end);
    if (e < 0) return noRow;
    this.cellEnd = e;
    return quoted && e > s ? this.writer.writeCell(field, src, s + 1, e - 1, this.doubled, quote, out, o) : this.writer.writeCell(field, src, s, e, false, quote, out, o);
  }

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

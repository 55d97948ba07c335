import type { RowKernel } from './row-kernel.ts';
import type { RowWriter } from './row-writer.ts';

const LF = 0x0a;
const CR = 0x0d;
const noCell = -1;

/** Gives single cells that the kernel left to the thorough writers, so that a column of Thai months does not slow down its whole row. */
export class UnusualCell {
  private readonly writer: RowWriter;
  private readonly kernel: RowKernel;
  private readonly delimiter: number;
  private readonly quote: number;
  /** Field of each source column. */
  private readonly fields: number[] = [];
  private doubled = false;

  /** @param before cells that stand before the first source column. */
  constructor(writer: RowWriter, kernel: RowKernel, before: number, delimiter: number, quote: number) {
    this.writer = writer;
    this.kernel = kernel;
    this.delimiter = delimiter;
    this.quote = quote;
    writer.fields.forEach(({ source }, i) => { this.fields[source - before] = i; });
  }

  /** Puts the cell that the kernel stopped at; returns its end, or −1 when its whole row must go the thorough way. */
  put(bytes: Buffer, end: number): number {
    const { kernel, quote, writer } = this;
    const field = this.fields[kernel.cellColumn];
    const s = kernel.cellAt;
    const e = this.cellEnd(bytes, s, end);
    if (field === undefined || e < 0) return noCell;
    const inside = bytes[s] === quote && e > s ? 1 : 0;
    const length = writer.writeCell(field, bytes, s + inside, e - inside, this.doubled, quote, kernel.scratch, 0);
    if (length < 0) return noCell;
    kernel.put(field, length);
    return e;
  }

  /** The end of the cell at `s`, quotes included; −1 when it is not plainly a cell on one line. */
  private cellEnd(bytes: Buffer, s: number, end: number): number {
    const { quote } = this;
    this.doubled = false;
    let p = s;
    if (bytes[p] === quote) {
      for (p += 1; ; p += 1) {
        const byte = bytes[p];
        if (byte === quote) {
          if (p + 1 >= end || bytes[p + 1] !== quote) break;
          this.doubled = true;
          p += 1;
        } else if (byte === LF || byte === CR || byte === 0) return noCell;
      }
      return p < end && this.endsCell(bytes[p + 1]) ? p + 1 : noCell;
    }
    for (let byte; !this.endsCell(byte = bytes[p]); p += 1) if (byte === quote || byte === 0 || p >= end) return noCell;
    return p;
  }

  private endsCell(byte: number | undefined): boolean { return byte === this.delimiter || byte === LF || byte === CR; }
}

import type { SourceShape } from '@saphan/contracts/contract';

/** What {@link RecordScanner.next} found. */
export const RECORD = 0;
export const NEED_MORE = 1;
/** A quoted cell ran over its line and the record cannot be right: only its first physical line is refused (rule R4). */
export const RUNAWAY = 2;

export type StructureFault = 'none' | 'nul' | 'misplaced' | 'unterminated';

const LF = 0x0a;
const CR = 0x0d;
const noQuote = -1;
/** Classes of bytes: 0 ordinary, 1 ends a cell, 2 cannot stand here. */
const ordinary = 0;
const ends = 1;
const strange = 2;

/**
 * Splits bytes into records and records into cells: places only, nothing is copied. RFC 4180 plus docs/specs/SPN-SIEVE.md §2.
 * The byte at `end` is overwritten by a line feed, so that the inner loops need no bound.
 */
export class RecordScanner {
  /** Cells of the record; beyond `capacity` they are counted only. */
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  /** 0 plain, 1 quoted, 2 quoted with doubled quotes inside. */
  readonly quoting: Uint8Array;
  /** The quote, or −1. */
  readonly quoteByte: number;
  count = 0;
  fault: StructureFault = 'none';
  /** End of the record, or of what is known of it when more is needed. */
  recordEnd = 0;
  nextAt = 0;
  /** End of the first physical line when the record has several, else −1. */
  firstLineEnd = -1;

  /** Cells that a record should have. */
  readonly width: number;
  private readonly capacity: number;
  private readonly delimiter: number;
  private readonly multiline: boolean;
  private readonly plain = new Uint8Array(256);
  private readonly quoted = new Uint8Array(256);
  private readonly fastAbove: number;
  /** No quote lies in [from, to): a search is not repeated for the next runaway. */
  private clearFrom = 0;
  private clearTo = 0;

  constructor(shape: Pick<SourceShape, 'delimiter' | 'quote' | 'multiline'>, width: number) {
    this.width = width;
    this.capacity = width + 2;
    this.starts = new Int32Array(this.capacity + 1);
    this.ends = new Int32Array(this.capacity + 1);
    this.quoting = new Uint8Array(this.capacity + 1);
    this.delimiter = shape.delimiter.charCodeAt(0);
    this.quoteByte = shape.quote === 'none' ? noQuote : shape.quote.charCodeAt(0);
    this.multiline = shape.multiline;
    for (const byte of [this.delimiter, LF, CR]) this.plain[byte] = ends;
    this.plain[0] = strange;
    for (const byte of [LF, CR, 0]) this.quoted[byte] = ends;
    if (this.quoteByte !== noQuote) { this.plain[this.quoteByte] = strange; this.quoted[this.quoteByte] = ends; }
    this.fastAbove = Math.max(this.delimiter, this.quoteByte, LF, CR);
  }

  /** Tells that the bytes moved down by `by` places. */
  shift(by: number): void {
    this.clearFrom = Math.max(0, this.clearFrom - by);
    this.clearTo = Math.max(0, this.clearTo - by);
  }

  /** Finds the record that starts at `pos`. `final` says that nothing follows `end`. */
  next(buf: Buffer, pos: number, end: number, final: boolean): number {
    const { plain, fastAbove, delimiter, quoteByte: quote, starts, capacity } = this;
    this.fault = 'none';
    this.firstLineEnd = -1;
    this.recordEnd = end;
    let cell = 0;
    let p = pos;
    for (;;) {
      const slot = cell < capacity ? cell : capacity;
      if (buf[p] === quote && p < end) {
        p = this.quotedCell(buf, p, end, final, slot);
        if (p < 0) return -p;
        if ((this.fault as StructureFault) === 'unterminated') return this.close(buf, p, end, final, cell + 1);
        const after = buf[p] as number;
        if (plain[after] !== ends) {
          if (this.firstLineEnd >= 0) return RUNAWAY;
          if (this.fault === 'none') this.fault = 'misplaced';
        }
      } else {
        starts[slot] = p;
        this.quoting[slot] = 0;
      }
      let byte;
      for (;;) {
        while ((byte = buf[p] as number) > fastAbove || plain[byte] === ordinary) p += 1;
        if (plain[byte] === ends || p >= end) break;
        if (byte === 0) this.fault = 'nul';
        // A quote in the midst of a cell after a line break: the quote before ran away, whatever else is wrong.
        else if (this.firstLineEnd >= 0) return RUNAWAY;
        else if (this.fault === 'none') this.fault = 'misplaced';
        p += 1;
      }
      if (this.quoting[slot] === 0) this.ends[slot] = p;
      cell += 1;
      if (byte !== delimiter || p >= end) return this.close(buf, p, end, final, cell);
      p += 1;
    }
  }

  private close(buf: Buffer, p: number, end: number, final: boolean, cells: number): number {
    this.recordEnd = p;
    if (!final && (p >= end || (buf[p] === CR && p + 1 >= end))) return NEED_MORE;
    this.count = cells;
    this.nextAt = p >= end ? end : afterLine(buf, p, end);
    return RECORD;
  }

  /** Reads one quoted cell; returns the place after its closing quote, or −(NEED_MORE | RUNAWAY). */
  private quotedCell(buf: Buffer, at: number, end: number, final: boolean, slot: number): number {
    const { quoted, quoteByte: quote } = this;
    let p = at + 1;
    this.starts[slot] = p;
    this.quoting[slot] = 1;
    for (;;) {
      while (quoted[buf[p] as number] === ordinary) p += 1;
      if (p >= end) {
        if (!final) return -NEED_MORE;
        if (this.firstLineEnd >= 0) return -RUNAWAY;
        return this.unterminated(slot, end);
      }
      const byte = buf[p];
      if (byte === quote) {
        if (p + 1 >= end && !final) return -NEED_MORE;
        if (p + 1 < end && buf[p + 1] === quote) { this.quoting[slot] = 2; p += 2; continue; }
        this.ends[slot] = p;
        return p + 1;
      }
      if (byte === 0) { this.fault = 'nul'; p += 1; continue; }
      if (!this.multiline || this.fault !== 'none') return this.unterminated(slot, p);
      if (this.firstLineEnd < 0) this.firstLineEnd = p;
      p = this.nextQuote(buf, p, end);
    }
  }

  private unterminated(slot: number, p: number): number {
    if (this.fault === 'none') this.fault = 'unterminated';
    this.ends[slot] = p;
    return p;
  }

  /** Place of the next quote from `p`, or `end`. */
  private nextQuote(buf: Buffer, p: number, end: number): number {
    const known = p >= this.clearFrom && p <= this.clearTo;
    const from = known ? this.clearTo : p;
    const found = buf.subarray(0, end).indexOf(this.quoteByte, from);
    if (!known) this.clearFrom = p;
    this.clearTo = found < 0 ? end : found;
    return this.clearTo;
  }
}

/** The place after the line break at `p`. */
export function afterLine(buf: Buffer, p: number, end: number): number {
  return buf[p] === CR && p + 1 < end && buf[p + 1] === LF ? p + 2 : p + 1;
}

/** End of the physical line that starts at `p`, or `end`. */
export function lineEnd(buf: Buffer, p: number, end: number): number {
  let at = p;
  while (at < end && buf[at] !== LF && buf[at] !== CR) at += 1;
  return at;
}

/** Physical lines in a record's bytes, counting its own last line. */
export function countLines(buf: Buffer, start: number, end: number): number {
  let lines = 1;
  for (let p = start; p < end; p += 1) {
    if (buf[p] === LF || (buf[p] === CR && buf[p + 1] !== LF)) lines += 1;
  }
  return lines;
}

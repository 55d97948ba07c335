import type { Column, Contract } from '@saphan/contracts/contract';
import { DateField } from './date-field.ts';
import { kept, type Field, type Kept } from './field.ts';
import { writeBoolean, writeCitizenId, writeGeocode } from './identity-field.ts';
import { writeDecimal, writeInteger } from './number-field.ts';
import type { RecordScanner } from './record-scanner.ts';
import { fault } from './reject-code.ts';
import type { RowKernel } from './row-kernel.ts';
import { writeText } from './text-field.ts';
import { writeTimestamp } from './timestamp-field.ts';

const REQUIRED_EMPTY = fault('REQUIRED_EMPTY');
const types: Column['type'][] = ['text', 'integer', 'decimal', 'boolean', 'date', 'timestamp', 'citizen-id', 'geocode'];

/** Decimals of more digits are kept as text: a whole number of 64 bits does not hold them. */
const mostScaledDigits = 18;

/** The thorough writers: checks the cells of a record, one by one, and gives them to the kernel in normal form. */
export class RowWriter {
  readonly fields: Field[];
  /** Index of the field that failed last. */
  failed = -1;
  private readonly thai: boolean;
  private readonly nullWords: Buffer[];
  private readonly nullLengths: Uint8Array;
  private readonly nullFirst = new Uint8Array(256);
  private readonly dated: DateField[];
  private unescaped = Buffer.alloc(1024);
  private start = 0;
  private end = 0;

  /** @param places column of the source for each contract column. */
  constructor(contract: Contract, places: readonly number[], serials: boolean) {
    this.thai = contract.source.thaiDigits;
    this.nullWords = contract.source.nullWords.map((word) => Buffer.from(word.trim())).filter((word) => word.length > 0);
    this.nullLengths = new Uint8Array(Math.max(1, ...this.nullWords.map((word) => word.length + 1)));
    for (const word of this.nullWords) { this.nullLengths[word.length] = 1; this.nullFirst[word[0] as number] = 1; }
    this.fields = contract.columns.map((column, i) => compile(contract, column, places[i] as number, serials));
    this.dated = this.fields.flatMap(({ dates }) => dates ?? []);
  }

  /** Puts all cells of a record; returns 0, or a fault with {@link failed} set. */
  write(buf: Buffer, scanner: RecordScanner, kernel: RowKernel): number {
    const { fields } = this;
    for (let i = 0; i < fields.length; i += 1) {
      const slot = (fields[i] as Field).source;
      const length = this.writeCell(i, buf, scanner.starts[slot] as number, scanner.ends[slot] as number, scanner.quoting[slot] === 2, scanner.quoteByte, kernel.scratch, 0);
      if (length < 0) { this.failed = i; return length; }
      kernel.put(i, length);
    }
    return 0;
  }

  /** Writes one cell, nothing for NULL; returns the new end or a fault. */
  writeCell(index: number, buf: Buffer, from: number, to: number, doubled: boolean, quote: number, out: Buffer, at: number): number {
    const field = this.fields[index] as Field;
    const src = this.trimmed(buf, from, to, doubled, quote);
    const { start, end } = this;
    const next = start >= end || this.isNull(src, start, end) ? at : this.writeField(field, src, start, end, out, at);
    return next === at && field.required ? REQUIRED_EMPTY : next;
  }

  /** Whether the bytes are a null word of the contract. */
  private isNull(src: Buffer, s: number, e: number): boolean {
    return this.nullFirst[src[s] as number] === 1 && e - s < this.nullLengths.length && this.nullLengths[e - s] === 1 && this.isNullWord(src, s, e);
  }

  /** Remembers what was counted before a record. */
  mark(): void { for (let i = 0; i < this.dated.length; i += 1) (this.dated[i] as DateField).mark(); }
  /** Takes back what a refused record counted. */
  restore(): void { for (const dates of this.dated) dates.restore(); }

  private writeField(field: Field, src: Buffer, s: number, e: number, out: Buffer, o: number): number {
    switch (field.type) {
      case 0: return writeText(src, s, e, out, o, field.maxLength);
      case 1: return writeInteger(src, s, e, out, o, this.thai);
      case 2: return writeDecimal(src, s, e, out, o, this.thai, field.precision, field.scale);
      case 3: return writeBoolean(src, s, e, out, o, this.thai);
      case 4: return (field.dates as DateField).write(src, s, e, out, o);
      case 5: return writeTimestamp(src, s, e, out, o, field.dates as DateField, this.thai);
      case 6: return writeCitizenId(src, s, e, out, o, this.thai);
      default: return writeGeocode(src, s, e, out, o, this.thai, field.digits);
    }
  }

  /** Unescapes and trims a cell; its place is in `start` and `end` of the returned buffer. */
  private trimmed(buf: Buffer, from: number, to: number, doubled: boolean, quote: number): Buffer {
    let src = buf;
    let s = from;
    let e = to;
    if (doubled) { e = this.unescape(buf, s, e, quote); s = 0; src = this.unescaped; }
    while (s < e && isBlank(src[s] as number)) s += 1;
    while (s < e && isBlank(src[e - 1] as number)) e -= 1;
    if (s < e && ((src[s] as number) >= 0xe2 || src[s] === 0xc2 || endsInvisible(src, s, e))) {
      for (let width; s < e && (width = invisibleAt(src, s, e)) > 0;) s += width;
      for (let width; s < e && (width = invisibleBefore(src, s, e)) > 0;) e -= width;
    }
    this.start = s;
    this.end = e;
    return src;
  }

  private unescape(buf: Buffer, s: number, e: number, quote: number): number {
    if (this.unescaped.length < e - s) this.unescaped = Buffer.alloc((e - s) * 2);
    const { unescaped } = this;
    let at = 0;
    for (let p = s; p < e; p += 1) {
      unescaped[at] = buf[p] as number;
      at += 1;
      if (buf[p] === quote) p += 1;
    }
    return at;
  }

  private isNullWord(src: Buffer, s: number, e: number): boolean {
    for (const word of this.nullWords) {
      let i = word.length === e - s ? 0 : -1;
      while (i >= 0 && i < word.length && word[i] === src[s + i]) i += 1;
      if (i === word.length) return true;
    }
    return false;
  }
}

function compile(contract: Contract, column: Column, source: number, serials: boolean): Field {
  const dated = column.type === 'date' || column.type === 'timestamp';
  const rules = { calendar: column.calendar ?? contract.source.calendar, thaiDigits: contract.source.thaiDigits, serials };
  return {
    column, source, type: types.indexOf(column.type), kept: keptAs(column), required: column.required || column.primaryKey !== null, maxLength: column.maxLength ?? 0,
    precision: column.precision, scale: column.scale, digits: column.geocodeDigits ?? 0, dates: dated ? new DateField(rules) : null,
  };
}

function keptAs(column: Column): Kept {
  if (column.type === 'citizen-id' || column.type === 'geocode') return kept.special;
  return column.type === 'decimal' && column.precision > mostScaledDigits ? kept.special : kept[column.type];
}

function isBlank(byte: number): boolean { return byte === 0x20 || (byte >= 0x09 && byte <= 0x0d); }

/** Bytes of a blank, no-break space, zero-width space, word joiner or byte order mark at `p`, else 0. */
function invisibleAt(src: Buffer, p: number, e: number): number {
  const byte = src[p] as number;
  if (isBlank(byte)) return 1;
  if (byte === 0xc2) return p + 1 < e && src[p + 1] === 0xa0 ? 2 : 0;
  if (p + 2 >= e) return 0;
  const rest = ((src[p + 1] as number) << 8) | (src[p + 2] as number);
  if (byte === 0xe2) return rest === 0x808b || rest === 0x81a0 ? 3 : 0;
  return byte === 0xef && rest === 0xbbbf ? 3 : 0;
}

function invisibleBefore(src: Buffer, s: number, e: number): number {
  for (let width = 1; width <= 3 && e - width >= s; width += 1) if (invisibleAt(src, e - width, e) === width) return width;
  return 0;
}

function endsInvisible(src: Buffer, s: number, e: number): boolean {
  const last = src[e - 1] as number;
  return (last === 0xa0 || last === 0x8b || last === 0xbf) && invisibleBefore(src, s, e) > 0;
}

import { isUtf8 } from 'node:buffer';
import type { Contract } from '@saphan/contracts/contract';
import type { Reject, RejectCode } from '@saphan/contracts/reject';
import { decoderOf, type Decoder } from './decoder.ts';
import type { ResolvedHeader } from './header.ts';
import { afterLine, countLines, lineEnd, NEED_MORE, RECORD, RecordScanner, RUNAWAY } from './record-scanner.ts';
import { describeBadBytes, keptRawBytes, RejectBatch } from './reject-batch.ts';
import { codeOfFault, fault } from './reject-code.ts';
import { RowWriter } from './row-writer.ts';
import type { SegmentWriter } from './segment-writer.ts';
import { putNumber } from './put-number.ts';
import { QuickRow } from './quick-row.ts';

/** What the pass waits for: more input, an empty output buffer, or its rejects to be taken. */
export type Wanted = 'input' | 'output' | 'rejects';

const faults = {
  encoding: fault('ENC_INVALID'), nul: fault('NUL_BYTE'), missing: fault('FIELD_MISSING'), extra: fault('FIELD_EXTRA'),
  misplaced: fault('QUOTE_MISPLACED'), unterminated: fault('UNTERMINATED_QUOTE'),
} as const;
const adapterDialect = { delimiter: ',', quote: '"', multiline: true } as const;
/** Above this an unfinished record is not looked at again before it has grown by half. */
const patienceBytes = 65_536;
const roomPerColumn = 40;
/** Longest row for the quick path. */
const quickBytes = 65_536;
/** Most rows have 100 to 999 bytes. */
const usualLengthDigits = 3;

/** The single pass: holds the bytes not yet split and turns them into clean rows and rejects. */
export class SievePass {
  readonly rejects: RejectBatch;
  readonly counts = { rowsRead: 0, rowsOk: 0, rowsBad: 0, bytesRead: 0, lines: 0 };
  readonly writer: RowWriter;
  /** Room that the record needs when output is wanted. */
  needed = 0;
  private readonly decoder: Decoder;
  private readonly scanner: RecordScanner;
  private readonly probe: RecordScanner;
  private readonly quick: QuickRow | null;
  private readonly segments: SegmentWriter;
  private readonly prefixed: boolean;
  private readonly width: number;
  private readonly trailing: boolean;
  private readonly maxBytes: number;
  private readonly work: Buffer;
  private pos = 0;
  private end = 0;
  private rawAt = 0;
  private line = 1;
  private dirty = false;
  private atStart = true;
  private suspectBefore = false;
  private lookAgainAt = 0;
  private preambleLeft: number;
  private headerLeft: number;
  private long: Reject | null = null;

  constructor(contract: Contract, header: ResolvedHeader, prefixed: boolean, slabBytes: number, segments: SegmentWriter) {
    const { source } = contract;
    const before = prefixed ? 2 : 0;
    this.prefixed = prefixed;
    this.decoder = decoderOf(prefixed ? 'utf-8' : source.encoding);
    this.width = header.width + before;
    this.trailing = header.trailingDelimiter && !prefixed;
    this.maxBytes = source.maxRecordBytes;
    this.scanner = new RecordScanner(prefixed ? adapterDialect : source, this.width);
    this.probe = new RecordScanner({ ...source, multiline: false }, this.width);
    this.writer = new RowWriter(contract, header.places.map((place) => place + before), prefixed);
    const usual = !prefixed && !header.trailingDelimiter && QuickRow.fits(this.writer);
    this.quick = usual ? new QuickRow(this.writer, this.width, source.delimiter.charCodeAt(0), this.scanner.quoteByte) : null;
    this.segments = segments;
    this.preambleLeft = prefixed ? 0 : source.headerRow - 1;
    this.headerLeft = prefixed ? 0 : source.headerRows;
    this.work = Buffer.allocUnsafeSlow((this.maxBytes + slabBytes) * this.decoder.growth + 64);
    this.rejects = new RejectBatch();
  }

  /** Takes bytes from `at` of a chunk; returns how many. */
  append(chunk: Buffer, at: number): number {
    this.suspectBefore = this.pos > 0 ? this.decoder.suspect : this.suspectBefore || this.decoder.suspect;
    this.decoder.suspect = false;
    if (this.pos > 0) {
      this.work.copyWithin(0, this.pos, this.end);
      this.scanner.shift(this.pos);
      this.end -= this.pos;
      this.pos = 0;
    }
    const room = Math.floor((this.work.length - 64 - this.end) / this.decoder.growth);
    const taken = Math.min(room, chunk.length - at);
    this.end = this.decoder.decode(chunk.subarray(at, at + taken), this.work, this.end);
    this.counts.bytesRead += taken;
    this.inspect(false);
    return taken;
  }

  /** Tells that the input is over. */
  finish(): void {
    this.end = this.decoder.finish(this.work, this.end);
    this.inspect(true);
  }

  /** Whether all waiting bytes are valid; then no record is looked at again. An unfinished last character does not count. */
  private inspect(final: boolean): void {
    let end = this.end;
    if (this.decoder.identity && !final) {
      let lead = end - 1;
      while (lead > end - 4 && lead > this.pos && ((this.work[lead] as number) & 0xc0) === 0x80) lead -= 1;
      if (lead >= this.pos && (this.work[lead] as number) >= 0xc0) end = lead;
    }
    this.dirty = !isUtf8(this.work.subarray(this.pos, end));
    this.work[this.end] = 0x0a;
  }

  /** Goes on until something is wanted. */
  step(final: boolean): Wanted {
    if (this.atStart && !this.skipMark(final)) return 'input';
    if (this.long && !this.passLong(final)) return 'input';
    if (!final && this.end - this.pos < this.lookAgainAt) return 'input';
    while (this.pos < this.end) {
      if (this.rejects.full) return 'rejects';
      if (this.preambleLeft > 0) { if (!this.skipPreamble(final)) return 'input'; continue; }
      if (this.quick !== null && !this.dirty && this.headerLeft === 0 && this.takeQuickly(this.quick)) continue;
      const found = this.scanner.next(this.work, this.pos, this.end, final);
      if (found === NEED_MORE && !this.isLong(this.end)) return this.wait();
      this.lookAgainAt = 0;
      if (found === NEED_MORE || found === RUNAWAY || this.isLong(this.scanner.recordEnd) || this.ranAway()) {
        if (!this.refuseFirstLine(final)) return 'input';
      } else if (this.headerLeft > 0) {
        this.headerLeft -= 1;
        this.advance(this.scanner.nextAt, countLines(this.work, this.pos, this.scanner.recordEnd));
      } else if (!this.takeRecord()) return 'output';
    }
    return 'input';
  }

  private wait(): Wanted {
    const waiting = this.end - this.pos;
    if (waiting > patienceBytes) this.lookAgainAt = Math.min(waiting * 1.5, this.maxBytes * this.decoder.growth);
    return 'input';
  }

  private skipMark(final: boolean): boolean {
    if (!final && this.end < 3) return false;
    this.atStart = false;
    const { work } = this;
    if (this.end >= 3 && work[0] === 0xef && work[1] === 0xbb && work[2] === 0xbf) {
      this.rawAt = this.decoder.rawLength(work, 0, 3);
      this.pos = 3;
    }
    return true;
  }

  private skipPreamble(final: boolean): boolean {
    const stop = lineEnd(this.work, this.pos, this.end);
    if (!final && stop + 1 >= this.end) return false;
    this.preambleLeft -= 1;
    this.advance(Math.min(this.end, afterLine(this.work, stop, this.end)), 1);
    return true;
  }

  private isLong(to: number): boolean {
    if ((to - this.pos) * 2 <= this.maxBytes) return false;
    return this.decoder.rawLength(this.work, this.pos, to) > this.maxBytes;
  }

  private ranAway(): boolean {
    return this.scanner.firstLineEnd >= 0 && this.scanner.fault === 'misplaced';
  }

  private advance(to: number, lines: number): void {
    this.rawAt += this.decoder.identity ? to - this.pos : this.decoder.rawLength(this.work, this.pos, to);
    this.pos = to;
    this.line += lines;
    this.counts.lines += lines;
  }

  /** Rule R4: refuses the first physical line only, and as too long when it is. False when its end is not known yet. */
  private refuseFirstLine(final: boolean): boolean {
    const stop = lineEnd(this.work, this.pos, this.end);
    if (this.isLong(stop)) {
      this.long = this.rejectOf('RECORD_TOO_LONG', this.pos, stop, null, null);
      this.long.byteLength = 0;
      this.headerLeft = Math.max(0, this.headerLeft - 1);
      return this.passLong(final);
    }
    if (!final && stop + 1 >= this.end) return false;
    this.refuse(faults.unterminated, this.pos, stop, null, null);
    this.advance(Math.min(this.end, afterLine(this.work, stop, this.end)), 1);
    return true;
  }

  /** Drops the rest of a line that is too long; false while its end is not in sight. */
  private passLong(final: boolean): boolean {
    const long = this.long as Reject;
    const stop = lineEnd(this.work, this.pos, this.end);
    long.byteLength += this.decoder.rawLength(this.work, this.pos, stop);
    this.advance(stop, 0);
    if (!final && stop + 1 >= this.end) return false;
    this.long = null;
    this.counts.rowsRead += 1;
    this.counts.rowsBad += 1;
    long.rawCut = long.byteLength > long.raw.length;
    this.rejects.add(long);
    this.advance(Math.min(this.end, afterLine(this.work, stop, this.end)), 1);
    return true;
  }

  /** Takes an ordinary row at the first look; everything else goes the thorough way. */
  private takeQuickly(quick: QuickRow): boolean {
    const { segments, work, pos, end } = this;
    const room = segments.buffer.length - segments.used - 64 - roomPerColumn * this.width;
    if (this.suspectBefore || this.decoder.suspect || room < 3 * quickBytes || work[pos] === 0x0a || work[pos] === 0x0d) return false;
    const limit = Math.min(end, pos + Math.min(quickBytes, this.maxBytes >> 1));
    this.writer.mark();
    const { buffer } = segments;
    const from = this.putStart(buffer, segments.used);
    const at = quick.write(work, pos, limit, buffer, from + usualLengthDigits);
    if (at < 0) { this.writer.restore(); return false; }
    const stop = this.putLength(from, at, this.rawLengthOf(quick.recordEnd));
    segments.buffer[stop] = 0x0a;
    segments.used = stop + 1;
    segments.rows += 1;
    this.counts.rowsOk += 1;
    this.counts.rowsRead += 1;
    this.advance(quick.nextAt, 1);
    return true;
  }

  /** Checks and writes the record that the scanner found; false when the output has no room for it. */
  private takeRecord(): boolean {
    const { scanner, segments, pos } = this;
    const stop = scanner.recordEnd;
    const several = scanner.firstLineEnd >= 0;
    if (stop === pos) { this.advance(scanner.nextAt, 1); return true; }
    this.needed = 3 * (stop - pos) + 64 + roomPerColumn * this.writer.fields.length;
    if (segments.buffer.length - segments.used < this.needed) return false;
    const lines = several ? countLines(this.work, pos, stop) : 1;
    const at = this.check(scanner, stop, several);
    if (at >= 0) {
      segments.buffer[at] = 0x0a;
      segments.used = at + 1;
      segments.rows += 1;
      this.counts.rowsOk += 1;
      this.counts.rowsRead += 1;
    } else {
      const { failed } = this.writer;
      if (several && !this.prefixed && this.hasGoodLine(scanner.firstLineEnd, stop)) return this.refuseFirstLine(true);
      this.refuseRecord(at, stop, failed);
    }
    this.advance(scanner.nextAt, lines);
    return true;
  }

  /** Writes the record to the output; returns its end there, or a fault. */
  private check(scanner: RecordScanner, stop: number, several: boolean): number {
    const { work, pos, writer } = this;
    writer.failed = -1;
    if (this.dirty && !isUtf8(work.subarray(pos, stop))) return faults.encoding;
    if ((this.suspectBefore || this.decoder.suspect) && this.decoder.isForeign(work, pos, stop)) return faults.encoding;
    if (scanner.fault !== 'none') return faults[scanner.fault];
    if (several && work.subarray(pos, stop).includes(0)) return faults.nul;
    if (scanner.count !== this.width && !this.hasTrailing(scanner)) return scanner.count < this.width ? faults.missing : faults.extra;
    return writer.write(work, scanner, this.segments.buffer, this.putPlace(scanner, stop));
  }

  private hasTrailing(scanner: RecordScanner): boolean {
    return this.trailing && scanner.count === this.width + 1 && scanner.starts[this.width] === scanner.ends[this.width];
  }

  private rawLengthOf(stop: number): number {
    return this.decoder.identity ? stop - this.pos : this.decoder.rawLength(this.work, this.pos, stop);
  }

  /** Writes `line,offset,`. */
  private putStart(buffer: Buffer, o: number): number {
    let at = putNumber(buffer, o, this.line);
    buffer[at] = 0x2c;
    at = putNumber(buffer, at + 1, this.rawAt);
    buffer[at] = 0x2c;
    return at + 1;
  }

  /** Writes the length before cells that were written as if it had {@link usualLengthDigits}; returns the row's end. */
  private putLength(from: number, end: number, length: number): number {
    const { buffer } = this.segments;
    const cells = from + usualLengthDigits;
    if (length >= 100 && length <= 999) { putNumber(buffer, from, length); return end; }
    const digits = length > 999 ? String(length).length : length > 9 ? 2 : 1;
    buffer.copyWithin(from + digits, cells, end);
    return putNumber(buffer, from, length) + end - cells;
  }

  /** Writes `line,offset,length`. */
  private putPlace(scanner: RecordScanner, stop: number): number {
    const { buffer, used } = this.segments;
    if (!this.prefixed) {
      return putNumber(buffer, this.putStart(buffer, used), this.rawLengthOf(stop));
    }
    const from = scanner.starts[0] as number;
    const to = scanner.ends[1] as number;
    const at = used + this.work.copy(buffer, used, from, to);
    buffer[at] = 0x2c; buffer[at + 1] = 0x2d; buffer[at + 2] = 0x31;
    return at + 3;
  }

  /** Whether a physical line after the first is a good record by itself: then the quote ran away over it. */
  private hasGoodLine(firstLineEnd: number, stop: number): boolean {
    const record = this.pos;
    let good = false;
    for (let at = afterLine(this.work, firstLineEnd, stop); at < stop && !good; ) {
      const end = lineEnd(this.work, at, stop);
      this.pos = at;
      good = end > at && this.probeLine(at, end);
      at = afterLine(this.work, end, stop);
    }
    this.pos = record;
    return good;
  }

  private probeLine(at: number, end: number): boolean {
    return this.probe.next(this.work, at, end, true) === RECORD && this.probe.recordEnd === end && this.check(this.probe, end, false) >= 0;
  }

  private refuseRecord(negative: number, stop: number, failed: number): void {
    const { scanner, work, pos } = this;
    const first = failed >= 0 ? this.writer.fields[failed] : undefined;
    if (negative === faults.encoding && first === undefined) {
      const bad = describeBadBytes(work, pos, stop, this.decoder);
      const slot = scanner.count === this.width ? this.slotAt(bad.at) : -1;
      this.refuse(negative, pos, stop, this.writer.fields.find((field) => field.source === slot)?.column.name ?? null, bad.detail);
    } else if (first) {
      const from = scanner.starts[first.source] as number;
      this.refuse(negative, pos, stop, first.column.name, work.toString('utf8', from, Math.min(scanner.ends[first.source] as number, from + 800)).slice(0, 200));
    } else {
      const counted = negative === faults.missing || negative === faults.extra;
      const before = this.prefixed ? 2 : 0;
      this.refuse(negative, pos, stop, null, counted ? `${scanner.count - before}/${this.width - before}` : null);
    }
  }

  private slotAt(place: number): number {
    for (let i = 0; i < this.width; i += 1) if (place < (this.scanner.ends[i] as number)) return i;
    return -1;
  }

  private refuse(negative: number, start: number, stop: number, column: string | null, detail: string | null): void {
    this.counts.rowsRead += 1;
    this.counts.rowsBad += 1;
    this.rejects.add(this.rejectOf(codeOfFault(negative), start, stop, column, detail));
  }

  private rejectOf(code: RejectCode, start: number, stop: number, column: string | null, detail: string | null): Reject {
    const { decoder, work, scanner } = this;
    const placed = this.prefixed && scanner.count >= 2;
    const from = placed ? Math.min(stop, (scanner.ends[1] as number) + 1) : start;
    const raw = decoder.encode(work, from, stop, keptRawBytes);
    const byteLength = decoder.rawLength(work, from, stop);
    const rawCut = byteLength > raw.length;
    if (!placed) return { line: this.line, byteOffset: this.rawAt, byteLength, column, code, detail, raw, rawCut };
    const cell = (i: number): number => Number(work.toString('latin1', scanner.starts[i], scanner.ends[i]));
    return { line: cell(0), byteOffset: cell(1), byteLength: -1, column, code, detail, raw, rawCut };
  }
}

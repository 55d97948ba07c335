import { isUtf8 } from 'node:buffer';
import type { Contract } from '@saphan/contracts/contract';
import type { Reject } from '@saphan/contracts/reject';
import type { ResolvedHeader } from './header.ts';
import { InputWindow } from './input-window.ts';
import { putNumber } from './put-number.ts';
import { QuickRow } from './quick-row.ts';
import { afterLine, countLines, lineEnd, NEED_MORE, RECORD, RecordScanner } from './record-scanner.ts';
import { faults, keptRawBytes, rejectLine, rejectRecord } from './refusal.ts';
import { RejectBatch } from './reject-batch.ts';
import { putAdapterPlace, putLength, putStart, usualLengthDigits } from './row-place.ts';
import { RowWriter } from './row-writer.ts';
import type { SegmentWriter } from './segment-writer.ts';

/** What the pass waits for: more input, an empty output buffer, or its rejects to be taken. */
export type Wanted = 'input' | 'output' | 'rejects';

const adapterDialect = { delimiter: ',', quote: '"', multiline: true } as const;
/** Above this an unfinished record is not looked at again before it has grown by half. */
const patienceBytes = 65_536;
/** Longest row for the quick path. */
const quickBytes = 65_536;
const roomPerColumn = 40;

/** The single pass: turns the waiting bytes into clean rows and rejects, record by record. */
export class SievePass {
  readonly rejects = new RejectBatch();
  readonly counts = { rowsRead: 0, rowsOk: 0, rowsBad: 0 };
  readonly writer: RowWriter;
  readonly window: InputWindow;
  /** Room that the record needs when output is wanted. */
  needed = 0;
  private readonly scanner: RecordScanner;
  private readonly probe: RecordScanner;
  private readonly quick: QuickRow | null;
  private readonly segments: SegmentWriter;
  private readonly prefixed: boolean;
  private readonly trailing: boolean;
  private readonly quickLimit: number;
  private readonly maxWaiting: number;
  private atStart = true;
  private lookAgainAt = 0;
  private preambleLeft: number;
  private headerLeft: number;
  private long: Reject | null = null;

  constructor(contract: Contract, header: ResolvedHeader, prefixed: boolean, slabBytes: number, segments: SegmentWriter) {
    const { source } = contract;
    const before = prefixed ? 2 : 0;
    this.prefixed = prefixed;
    this.window = new InputWindow(prefixed ? 'utf-8' : source.encoding, source.maxRecordBytes, slabBytes);
    this.trailing = header.trailingDelimiter && !prefixed;
    this.scanner = new RecordScanner(prefixed ? adapterDialect : source, header.width + before);
    this.probe = new RecordScanner({ ...source, multiline: false }, header.width + before);
    this.writer = new RowWriter(contract, header.places.map((place) => place + before), prefixed);
    const usual = !prefixed && !header.trailingDelimiter && QuickRow.fits(this.writer);
    this.quick = usual ? new QuickRow(this.writer, header.width, this.window.bytes, source.delimiter.charCodeAt(0), this.scanner.quoteByte) : null;
    this.quickLimit = Math.min(quickBytes, source.maxRecordBytes >> 1);
    this.maxWaiting = source.maxRecordBytes * this.window.decoder.growth;
    this.segments = segments;
    this.preambleLeft = prefixed || source.headerRows === 0 ? 0 : source.headerRow - 1;
    this.headerLeft = prefixed ? 0 : source.headerRows;
  }

  /** Takes bytes from `at` of a chunk; returns how many. */
  append(chunk: Buffer, at: number): number {
    const { taken, moved } = this.window.append(chunk, at);
    if (moved > 0) this.scanner.shift(moved);
    return taken;
  }

  /** Goes on until something is wanted. */
  step(final: boolean): Wanted {
    const { window, scanner, quick } = this;
    if (this.atStart && !window.passMark(final)) return 'input';
    this.atStart = false;
    if (this.long && !this.passLong(this.long, final)) return 'input';
    if (!final && window.end - window.pos < this.lookAgainAt) return 'input';
    while (window.pos < window.end) {
      if (this.rejects.full) return 'rejects';
      if (this.preambleLeft > 0) { if (!this.skipPreamble(final)) return 'input'; continue; }
      if (quick !== null && !window.dirty && this.headerLeft === 0 && this.takeQuickly(quick)) continue;
      const found = scanner.next(window.bytes, window.pos, window.end, final);
      if (found === NEED_MORE && !window.isLong(scanner.recordEnd)) return this.wait();
      this.lookAgainAt = 0;
      const ranAway = scanner.firstLineEnd >= 0 && scanner.fault === 'misplaced';
      if (found !== RECORD || ranAway || window.isLong(scanner.recordEnd)) {
        if (!this.refuseFirstLine(final)) return 'input';
      } else if (this.headerLeft > 0) {
        this.headerLeft -= 1;
        window.advance(scanner.nextAt, countLines(window.bytes, window.pos, scanner.recordEnd));
      } else if (!this.takeRecord()) return 'output';
    }
    return 'input';
  }

  private wait(): Wanted {
    const waiting = this.window.end - this.window.pos;
    if (waiting > patienceBytes) this.lookAgainAt = Math.min(waiting * 1.5, this.maxWaiting);
    return 'input';
  }

  private skipPreamble(final: boolean): boolean {
    const stop = this.window.lineEnd();
    if (!this.window.hasBreak(stop, final)) return false;
    this.preambleLeft -= 1;
    this.window.passLine(stop);
    return true;
  }

  /** Rule R4: refuses the first physical line only, and as too long when it is. False when its end is not known yet. */
  private refuseFirstLine(final: boolean): boolean {
    const { window } = this;
    const stop = window.lineEnd();
    if (window.isLong(stop)) {
      this.long = { ...rejectLine('RECORD_TOO_LONG', window, window.pos), raw: Buffer.alloc(0) };
      this.headerLeft = Math.max(0, this.headerLeft - 1);
      return this.passLong(this.long, final);
    }
    if (!window.hasBreak(stop, final)) return false;
    this.refuse(rejectLine('UNTERMINATED_QUOTE', window, stop));
    window.passLine(stop);
    return true;
  }

  /** Drops the rest of a line that is too long, but for its beginning; false while its end is not in sight. */
  private passLong(long: Reject, final: boolean): boolean {
    const { window } = this;
    const stop = window.lineEnd();
    const missing = keptRawBytes - long.raw.length;
    if (missing > 0) long.raw = Buffer.concat([long.raw, window.decoder.encode(window.bytes, window.pos, stop, missing)]);
    long.byteLength += window.rawLength(stop);
    window.advance(stop, 0);
    if (!window.hasBreak(stop, final)) return false;
    this.long = null;
    this.refuse({ ...long, rawCut: long.byteLength > long.raw.length });
    window.passLine(stop);
    return true;
  }

  /** Takes an ordinary row at the first look; everything else goes the thorough way. */
  private takeQuickly(quick: QuickRow): boolean {
    const { window, segments } = this;
    const { bytes, pos } = window;
    const { output, used } = segments;
    if (window.suspect || output.bytes.length - used < 4 * quickBytes + roomPerColumn * this.scanner.width || bytes[pos] === 0x0a || bytes[pos] === 0x0d) return false;
    this.writer.mark();
    const from = putStart(output.view, used, window.line, window.rawAt);
    const end = quick.write(pos, Math.min(window.end, pos + this.quickLimit), output, from + usualLengthDigits);
    if (end < 0) { this.writer.restore(); return false; }
    this.keep(putLength(output, from, end, window.rawLength(quick.recordEnd)));
    window.advance(quick.nextAt, 1);
    return true;
  }

  /** Checks and writes the record that the scanner found; false when the output has no room for it. */
  private takeRecord(): boolean {
    const { scanner, window, segments, writer } = this;
    const { pos } = window;
    const stop = scanner.recordEnd;
    const several = scanner.firstLineEnd >= 0;
    if (stop === pos) { window.advance(scanner.nextAt, 1); return true; }
    this.needed = 3 * (stop - pos) + 64 + roomPerColumn * scanner.width;
    if (segments.output.bytes.length - segments.used < this.needed) return false;
    writer.mark();
    const end = this.check(scanner, stop, several);
    if (end >= 0) this.keep(end);
    else {
      const { failed } = writer;
      writer.restore();
      if (several && !this.prefixed && this.hasGoodLine(scanner.firstLineEnd, stop)) return this.refuseFirstLine(true);
      this.refuse(rejectRecord(end, window, scanner, writer, failed, this.prefixed ? 2 : 0));
    }
    window.advance(scanner.nextAt, several ? countLines(window.bytes, pos, stop) : 1);
    return true;
  }

  /** Writes the record to the output; returns its end there, or a fault. */
  private check(scanner: RecordScanner, stop: number, several: boolean): number {
    const { window, writer, segments } = this;
    const { bytes, pos, decoder } = window;
    writer.failed = -1;
    if (window.dirty && !isUtf8(bytes.subarray(pos, stop))) return faults.encoding;
    if (window.suspect && decoder.isForeign(bytes, pos, stop)) return faults.encoding;
    if (scanner.fault !== 'none') return faults[scanner.fault];
    if (several && bytes.subarray(pos, stop).includes(0)) return faults.nul;
    if (scanner.count !== scanner.width && !this.hasTrailing(scanner)) return scanner.count < scanner.width ? faults.missing : faults.extra;
    const { output, used } = segments;
    const placed = this.prefixed
      ? putAdapterPlace(output.bytes, used, bytes, scanner.starts[0] as number, scanner.ends[1] as number)
      : putNumber(output.view, putStart(output.view, used, window.line, window.rawAt), window.rawLength(stop));
    return writer.write(bytes, scanner, output.bytes, placed);
  }

  private hasTrailing(scanner: RecordScanner): boolean {
    return this.trailing && scanner.count === scanner.width + 1 && scanner.starts[scanner.width] === scanner.ends[scanner.width];
  }

  /** Whether a physical line after the first is a good record by itself: then the quote ran away over it. */
  private hasGoodLine(firstLineEnd: number, stop: number): boolean {
    const { window, writer } = this;
    const record = window.pos;
    let good = false;
    for (let at = afterLine(window.bytes, firstLineEnd, stop); at < stop && !good;) {
      const end = lineEnd(window.bytes, at, stop);
      window.pos = at;
      good = end > at && this.probe.next(window.bytes, at, end, true) === RECORD && this.probe.recordEnd === end && this.check(this.probe, end, false) >= 0;
      at = afterLine(window.bytes, end, stop);
    }
    window.pos = record;
    writer.restore();
    return good;
  }

  /** Keeps the row that was written up to `end`. */
  private keep(end: number): void {
    const { segments, counts } = this;
    segments.output.bytes[end] = 0x0a;
    segments.used = end + 1;
    segments.rows += 1;
    counts.rowsOk += 1;
    counts.rowsRead += 1;
  }

  private refuse(reject: Reject): void {
    this.counts.rowsRead += 1;
    this.counts.rowsBad += 1;
    this.rejects.add(reject);
  }
}

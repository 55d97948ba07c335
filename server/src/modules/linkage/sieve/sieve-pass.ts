import { isUtf8 } from 'node:buffer';
import type { Contract } from '@saphan/contracts/contract';
import { keptRawBytes, type Reject } from '@saphan/contracts/reject';
import { decoderOf } from './choose-decoder.ts';
import type { ResolvedHeader } from './header.ts';
import { InputWindow, windowBytes } from './input-window.ts';
import { afterLine, countLines, lineEnd, NEED_MORE, RECORD, RecordScanner } from './record-scanner.ts';
import { faults, rejectLine, rejectRecord } from './refusal.ts';
import { RejectBatch } from './reject-batch.ts';
import { CELL, FULL, RowKernel } from './row-kernel.ts';
import { RowWriter } from './row-writer.ts';
import { UnusualCell } from './unusual-cell.ts';

/** What the pass waits for: more input, an empty row group, or its rejects to be taken. */
export type Wanted = 'input' | 'output' | 'rejects';

const adapterDialect = { delimiter: ',', quote: '"', multiline: true } as const;
/** Above this an unfinished record is not looked at again before it has grown by half. */
const patienceBytes = 65_536;
/** Longest row for the kernel. */
const quickBytes = 16_384;
const roomPerColumn = 40;

/** The single pass: turns the waiting bytes into clean rows and rejects. The kernel takes what is plainly right, record by record the rest goes the thorough way. */
export class SievePass {
  readonly rejects = new RejectBatch();
  readonly counts = { rowsRead: 0, rowsOk: 0, rowsBad: 0 };
  readonly writer: RowWriter;
  readonly window: InputWindow;
  readonly kernel: RowKernel;
  private readonly scanner: RecordScanner;
  private readonly probe: RecordScanner;
  private readonly unusual: UnusualCell | null;
  private readonly prefixed: boolean;
  private readonly trailing: boolean;
  private readonly quickLimit: number;
  private readonly maxWaiting: number;
  private atStart = true;
  private lookAgainAt = 0;
  private preambleLeft: number;
  private headerLeft: number;
  private long: Reject | null = null;

  constructor(contract: Contract, header: ResolvedHeader, prefixed: boolean, slabBytes: number, start?: { line: number; rawAt: number }) {
    const { source } = contract;
    const before = prefixed ? 2 : 0;
    const decoder = decoderOf(prefixed ? 'utf-8' : source.encoding);
    const bytes = windowBytes(decoder, source.maxRecordBytes, slabBytes);
    this.prefixed = prefixed;
    this.trailing = header.trailingDelimiter && !prefixed;
    this.scanner = new RecordScanner(prefixed ? adapterDialect : source, header.width + before);
    this.probe = new RecordScanner({ ...source, multiline: false }, header.width + before);
    this.writer = new RowWriter(contract, header.places.map((place) => place + before), prefixed);
    const delimiter = (prefixed ? adapterDialect : source).delimiter.charCodeAt(0);
    this.kernel = new RowKernel({
      contract, fields: this.writer.fields, width: header.width, delimiter, quote: this.scanner.quoteByte, placed: prefixed, windowBytes: bytes, growth: decoder.growth,
    });
    this.window = new InputWindow(decoder, source.maxRecordBytes, this.kernel.window);
    this.unusual = this.trailing ? null : new UnusualCell(this.writer, this.kernel, before, delimiter, this.scanner.quoteByte);
    this.quickLimit = Math.min(quickBytes, source.maxRecordBytes >> 1);
    this.maxWaiting = source.maxRecordBytes * decoder.growth;
    this.preambleLeft = prefixed || source.headerRows === 0 ? 0 : source.headerRow - 1;
    this.headerLeft = prefixed ? 0 : source.headerRows;
    if (start) {
      this.window.pass(0, start.line, start.rawAt);
      this.atStart = false;
      this.preambleLeft = 0;
      this.headerLeft = 0;
    }
  }

  /** Whether everything that came is done with: what comes next begins a record. */
  get idle(): boolean {
    return this.window.pos === this.window.end && this.long === null && !this.atStart && this.preambleLeft === 0 && this.headerLeft === 0;
  }

  /** Takes bytes from `at` of a chunk; returns how many. */
  append(chunk: Buffer, at: number): number {
    const { taken, moved } = this.window.append(chunk, at);
    if (moved > 0) this.scanner.shift(moved);
    return taken;
  }

  /** Goes on until something is wanted. */
  step(final: boolean): Wanted {
    const { window, scanner, unusual } = this;
    if (this.atStart && !window.passMark(final)) return 'input';
    this.atStart = false;
    if (this.long && !this.passLong(this.long, final)) return 'input';
    if (!final && window.end - window.pos < this.lookAgainAt) return 'input';
    while (window.pos < window.end) {
      if (this.rejects.full) return 'rejects';
      if (this.preambleLeft > 0) { if (!this.skipPreamble(final)) return 'input'; continue; }
      if (unusual !== null && !window.dirty && !window.suspect && this.headerLeft === 0) {
        if (this.takeQuickly(unusual)) return 'output';
        if (window.pos >= window.end) break;
      }
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

  /** Lets the kernel take rows until one of them is not for it; true when its row group is full. */
  private takeQuickly(unusual: UnusualCell): boolean {
    const { window, kernel, writer, counts } = this;
    const rowsBefore = kernel.rows;
    let marked = -1;
    let code = kernel.run(window.pos, window.end, this.quickLimit, window.line, window.rawAt);
    while (code === CELL) {
      if (marked !== kernel.rows) { writer.mark(); marked = kernel.rows; }
      const cellEnd = unusual.put(window.bytes, window.end);
      if (cellEnd < 0) break;
      code = kernel.resume(cellEnd);
    }
    const { rows } = kernel;
    // The row that the kernel stopped in goes the thorough way from its start.
    if (marked === rows) writer.restore();
    window.pass(kernel.pos, kernel.line, kernel.rawAt);
    counts.rowsOk += rows - rowsBefore;
    counts.rowsRead += rows - rowsBefore;
    return code === FULL;
  }

  /** Checks and writes the record that the scanner found; false when the row group has no room for it. */
  private takeRecord(): boolean {
    const { scanner, window, kernel, writer } = this;
    const { pos } = window;
    const stop = scanner.recordEnd;
    const several = scanner.firstLineEnd >= 0;
    if (stop === pos) { window.advance(scanner.nextAt, 1); return true; }
    if (kernel.room() < 3 * (stop - pos) + 64 + roomPerColumn * scanner.width) return false;
    writer.mark();
    const fault = this.check(scanner, stop, several);
    if (fault === 0) this.keep(stop);
    else {
      const { failed } = writer;
      writer.restore();
      if (several && !this.prefixed && this.hasGoodLine(scanner.firstLineEnd, stop)) return this.refuseFirstLine(true);
      this.refuse(rejectRecord(fault, window, scanner, writer, failed, this.prefixed ? 2 : 0));
    }
    window.advance(scanner.nextAt, several ? countLines(window.bytes, pos, stop) : 1);
    return true;
  }

  /** Puts the record's cells; returns 0, or a fault. */
  private check(scanner: RecordScanner, stop: number, several: boolean): number {
    const { window, writer, kernel } = this;
    const { bytes, pos, decoder } = window;
    writer.failed = -1;
    if (window.dirty && !isUtf8(bytes.subarray(pos, stop))) return faults.encoding;
    if (window.suspect && decoder.isForeign(bytes, pos, stop)) return faults.encoding;
    if (scanner.fault !== 'none') return faults[scanner.fault];
    if (several && bytes.subarray(pos, stop).includes(0)) return faults.nul;
    if (scanner.count !== scanner.width && !this.hasTrailing(scanner)) return scanner.count < scanner.width ? faults.missing : faults.extra;
    kernel.begin();
    return writer.write(bytes, scanner, kernel);
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
      good = end > at && this.probe.next(window.bytes, at, end, true) === RECORD && this.probe.recordEnd === end && this.check(this.probe, end, false) === 0;
      at = afterLine(window.bytes, end, stop);
    }
    window.pos = record;
    writer.restore();
    return good;
  }

  /** Keeps the row whose cells were put; an adapter's rows bring their place. */
  private keep(stop: number): void {
    const { kernel, counts, window, scanner } = this;
    const place = (i: number): number => Number(window.bytes.toString('latin1', scanner.starts[i], scanner.ends[i]));
    if (this.prefixed) kernel.keep(place(0), place(1), -1);
    else kernel.keep(window.line, window.rawAt, window.rawLength(stop));
    counts.rowsOk += 1;
    counts.rowsRead += 1;
  }

  private refuse(reject: Reject): void {
    this.counts.rowsRead += 1;
    this.counts.rowsBad += 1;
    this.rejects.add(reject);
  }
}

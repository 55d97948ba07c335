import { isUtf8 } from 'node:buffer';
import type { Decoder } from './decoder.ts';
import { afterLine, lineEnd } from './record-scanner.ts';

const slack = 64;

/** Bytes of a window for records of up to `maxBytes` that are read in slabs. */
export function windowBytes(decoder: Decoder, maxBytes: number, slabBytes: number): number {
  return (maxBytes + slabBytes) * decoder.growth + slack;
}

/** The decoded bytes that are not yet split, and where they stand in the raw input. */
export class InputWindow {
  readonly decoder: Decoder;
  readonly bytes: Buffer;
  pos = 0;
  end = 0;
  /** Raw offset and physical line (1-based) of `pos`. */
  rawAt = 0;
  line = 1;
  bytesRead = 0;
  /** Whether some waiting bytes are no UTF-8; else no record is looked at again. */
  dirty = false;
  /** Whether a waiting record may be of another encoding. */
  suspect = false;
  private suspectBefore = false;
  private readonly maxBytes: number;

  /** @param bytes as many as {@link windowBytes} says. */
  constructor(decoder: Decoder, maxBytes: number, bytes: Buffer) {
    this.decoder = decoder;
    this.maxBytes = maxBytes;
    this.bytes = bytes;
  }

  /** Takes bytes from `at` of a chunk; returns how many, and by how far the waiting bytes moved down. */
  append(chunk: Buffer, at: number): { taken: number; moved: number } {
    const moved = this.pos;
    this.suspectBefore = moved > 0 ? this.decoder.suspect : this.suspect;
    this.decoder.suspect = false;
    if (moved > 0) {
      this.bytes.copyWithin(0, moved, this.end);
      this.end -= moved;
      this.pos = 0;
    }
    const room = Math.floor((this.bytes.length - slack - this.end) / this.decoder.growth);
    const taken = Math.min(room, chunk.length - at);
    this.end = this.decoder.decode(chunk.subarray(at, at + taken), this.bytes, this.end);
    this.bytesRead += taken;
    this.inspect(false);
    return { taken, moved };
  }

  /** Tells that the input is over. */
  finish(): void {
    this.end = this.decoder.finish(this.bytes, this.end);
    this.inspect(true);
  }

  /** An unfinished last character does not make the bytes dirty. The byte after the last is a line feed, so that loops end. */
  private inspect(final: boolean): void {
    let end = this.end;
    if (this.decoder.identity && !final) {
      let lead = end - 1;
      while (lead > end - 4 && lead > this.pos && ((this.bytes[lead] as number) & 0xc0) === 0x80) lead -= 1;
      if (lead >= this.pos && (this.bytes[lead] as number) >= 0xc0) end = lead;
    }
    this.dirty = !isUtf8(this.bytes.subarray(this.pos, end));
    this.suspect = this.suspectBefore || this.decoder.suspect;
    this.bytes[this.end] = 0x0a;
  }

  /** Passes a byte order mark; false while that cannot be decided. */
  passMark(final: boolean): boolean {
    if (!final && this.end < 3) return false;
    const { bytes } = this;
    if (this.end >= 3 && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) this.advance(3, 0);
    return true;
  }

  advance(to: number, lines: number): void {
    this.rawAt += this.decoder.identity ? to - this.pos : this.decoder.rawLength(this.bytes, this.pos, to);
    this.pos = to;
    this.line += lines;
  }

  /** Passes records whose place is known already. */
  pass(to: number, line: number, rawAt: number): void {
    this.pos = to;
    this.line = line;
    this.rawAt = rawAt;
  }

  /** Passes the physical line that ends at `stop`. */
  passLine(stop: number): void {
    this.advance(Math.min(this.end, afterLine(this.bytes, stop, this.end)), 1);
  }

  /** End of the physical line at `pos`. */
  lineEnd(): number { return lineEnd(this.bytes, this.pos, this.end); }

  /** Whether the line break at `stop` is whole: a CR at the very end may still get its LF. */
  hasBreak(stop: number, final: boolean): boolean { return final || stop + 1 < this.end; }

  rawLength(to: number): number {
    return this.decoder.identity ? to - this.pos : this.decoder.rawLength(this.bytes, this.pos, to);
  }

  /** Whether the bytes up to `to` are more than a record may have. */
  isLong(to: number): boolean {
    return (to - this.pos) * 2 > this.maxBytes && this.rawLength(to) > this.maxBytes;
  }
}

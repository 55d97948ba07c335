import { isUtf8 } from 'node:buffer';
import { bytesOf, codePointsOf, type CodePage } from './code-pages.ts';
import type { Decoder } from './decoder.ts';

/** An undefined byte b is kept as FE b. */
const undefinedByte = 0xfe;

/** Single-byte code pages. */
export class TableDecoder implements Decoder {
  readonly identity = false;
  readonly growth = 3;
  suspect = false;
  private readonly points: Int32Array;
  private readonly bytes: Int16Array;
  private run = 0;

  constructor(page: CodePage) {
    this.points = codePointsOf(page);
    this.bytes = bytesOf(this.points);
  }

  decode(raw: Buffer, target: Buffer, at: number): number {
    const points = this.points;
    let o = at;
    let run = this.run;
    for (let p = 0; p < raw.length; p += 1) {
      const byte = raw[p] as number;
      run = foreignRun(run, byte);
      if (run === 6) this.suspect = true;
      if (byte < 0x80) { target[o] = byte; o += 1; continue; }
      const point = points[byte] as number;
      if (point >= 0x800) { target[o] = 0xe0 | (point >> 12); target[o + 1] = 0x80 | ((point >> 6) & 63); target[o + 2] = 0x80 | (point & 63); o += 3; }
      else if (point >= 0) { target[o] = 0xc0 | (point >> 6); target[o + 1] = 0x80 | (point & 63); o += 2; }
      else { target[o] = undefinedByte; target[o + 1] = byte; o += 2; }
    }
    this.run = run;
    return o;
  }

  finish(_target: Buffer, at: number): number { return at; }

  rawLength(decoded: Buffer, start: number, end: number): number {
    let length = 0;
    for (let p = start; p < end; length += 1) p += widthOf(decoded[p] as number);
    return length;
  }

  encode(decoded: Buffer, start: number, end: number, most: number): Buffer {
    const raw = Buffer.allocUnsafe(Math.min(most, end - start));
    let length = 0;
    for (let p = start; p < end && length < most; length += 1) {
      const first = decoded[p] as number;
      const second = decoded[p + 1] as number;
      if (first < 0x80) raw[length] = first;
      else if (first === undefinedByte) raw[length] = second;
      else if (first < 0xe0) raw[length] = this.bytes[((first & 31) << 6) | (second & 63)] as number;
      else raw[length] = this.bytes[((first & 15) << 12) | ((second & 63) << 6) | ((decoded[p + 2] as number) & 63)] as number;
      p += widthOf(first);
    }
    return Buffer.from(raw.subarray(0, length));
  }

  /** UTF-8 Thai read as Windows-874 is `เธ…เธ…`: at least two whole sequences in a row, and nothing that UTF-8 would refuse. */
  isForeign(decoded: Buffer, start: number, end: number): boolean {
    const raw = this.encode(decoded, start, end, end - start);
    let run = 0;
    let found = false;
    for (const byte of raw) { run = foreignRun(run, byte); found ||= run === 6; }
    return found && isUtf8(raw);
  }
}

/** Counts raw bytes of adjacent UTF-8 Thai letters (E0 B8|B9 xx), 6 when two stand together. */
function foreignRun(run: number, byte: number): number {
  const place = run % 3;
  if (place === 0) return byte === 0xe0 ? (run === 6 ? 4 : run + 1) : 0;
  if (place === 1) return byte === 0xb8 || byte === 0xb9 ? run + 1 : byte === 0xe0 ? 1 : 0;
  return byte >= 0x80 && byte <= 0xbf ? run + 1 : byte === 0xe0 ? 1 : 0;
}

function widthOf(first: number): number {
  if (first < 0x80) return 1;
  return first < 0xe0 || first === undefinedByte ? 2 : 3;
}

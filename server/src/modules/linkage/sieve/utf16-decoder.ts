import type { Decoder } from './decoder.ts';

/** A lone surrogate is kept as FF and its 16 bits in three bytes, an odd last byte as FD and two half bytes. */
const loneSurrogate = 0xff;
const oddByte = 0xfd;

/** UTF-16 of either byte order. */
export class Utf16Decoder implements Decoder {
  readonly identity = false;
  readonly growth = 2;
  suspect = false;
  private readonly little: boolean;
  private waiting = Buffer.alloc(0);

  constructor(little: boolean) { this.little = little; }

  decode(raw: Buffer, target: Buffer, at: number): number {
    const source = this.waiting.length > 0 ? Buffer.concat([this.waiting, raw]) : raw;
    let o = at;
    let p = 0;
    for (; p + 1 < source.length; p += 2) {
      const unit = this.unitAt(source, p);
      if (unit >= 0xd800 && unit < 0xdc00) {
        if (p + 3 >= source.length) break;
        const next = this.unitAt(source, p + 2);
        if (next >= 0xdc00 && next < 0xe000) { o = putPoint(target, o, 0x10000 + ((unit - 0xd800) << 10) + (next - 0xdc00)); p += 2; continue; }
      }
      o = unit >= 0xd800 && unit < 0xe000 ? putLone(target, o, unit) : putPoint(target, o, unit);
    }
    this.waiting = Buffer.from(source.subarray(p));
    return o;
  }

  finish(target: Buffer, at: number): number {
    let o = at;
    if (this.waiting.length >= 2) o = putLone(target, o, this.unitAt(this.waiting, 0));
    if (this.waiting.length % 2 === 1) {
      const byte = this.waiting[this.waiting.length - 1] as number;
      target[o] = oddByte; target[o + 1] = 0x80 | (byte >> 4); target[o + 2] = 0x80 | (byte & 15);
      o += 3;
    }
    this.waiting = Buffer.alloc(0);
    return o;
  }

  rawLength(decoded: Buffer, start: number, end: number): number {
    let length = 0;
    for (let p = start; p < end;) {
      const first = decoded[p] as number;
      length += first === oddByte ? 1 : first >= 0xf0 && first < 0xf8 ? 4 : 2;
      p += widthOf(first);
    }
    return length;
  }

  encode(decoded: Buffer, start: number, end: number, most: number): Buffer {
    const raw: number[] = [];
    for (let p = start; p < end && raw.length < most;) {
      const first = decoded[p] as number;
      if (first === oddByte) raw.push((((decoded[p + 1] as number) & 15) << 4) | ((decoded[p + 2] as number) & 15));
      else for (const unit of unitsAt(decoded, p)) raw.push(...(this.little ? [unit & 255, unit >> 8] : [unit >> 8, unit & 255]));
      p += widthOf(first);
    }
    return Buffer.from(raw.slice(0, most));
  }

  isForeign(): boolean { return false; }

  private unitAt(source: Buffer, p: number): number {
    return this.little ? source.readUInt16LE(p) : source.readUInt16BE(p);
  }
}

function putPoint(target: Buffer, o: number, point: number): number {
  if (point < 0x80) { target[o] = point; return o + 1; }
  if (point < 0x800) { target[o] = 0xc0 | (point >> 6); target[o + 1] = 0x80 | (point & 63); return o + 2; }
  if (point < 0x10000) { target[o] = 0xe0 | (point >> 12); target[o + 1] = 0x80 | ((point >> 6) & 63); target[o + 2] = 0x80 | (point & 63); return o + 3; }
  target[o] = 0xf0 | (point >> 18); target[o + 1] = 0x80 | ((point >> 12) & 63); target[o + 2] = 0x80 | ((point >> 6) & 63); target[o + 3] = 0x80 | (point & 63);
  return o + 4;
}

function putLone(target: Buffer, o: number, unit: number): number {
  target[o] = loneSurrogate; target[o + 1] = 0x80 | (unit >> 12); target[o + 2] = 0x80 | ((unit >> 6) & 63); target[o + 3] = 0x80 | (unit & 63);
  return o + 4;
}

function unitsAt(decoded: Buffer, p: number): number[] {
  const first = decoded[p] as number;
  const at = (i: number): number => (decoded[p + i] as number) & 63;
  if (first < 0x80) return [first];
  if (first < 0xe0) return [((first & 31) << 6) | at(1)];
  if (first < 0xf0) return [((first & 15) << 12) | (at(1) << 6) | at(2)];
  if (first === loneSurrogate) return [(at(1) << 12) | (at(2) << 6) | at(3)];
  const point = (((first & 7) << 18) | (at(1) << 12) | (at(2) << 6) | at(3)) - 0x10000;
  return [0xd800 + (point >> 10), 0xdc00 + (point & 0x3ff)];
}

function widthOf(first: number): number {
  if (first < 0x80) return 1;
  if (first < 0xe0) return 2;
  return first < 0xf0 || first === oddByte ? 3 : 4;
}

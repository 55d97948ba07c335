import { putFour } from './put-number.ts';
import type { DateField } from './date-field.ts';
import { stop } from './quick-text.ts';

const noCell = -1;
const none = -100_000;
/** The number that two ASCII digits say, by their two bytes; below −9999 for any other bytes, so that a year built of it stays negative. */
const pairs = new Int32Array(65_536).fill(none);
for (let high = 0; high < 10; high += 1) for (let low = 0; low < 10; low += 1) pairs[((0x30 + low) << 8) | (0x30 + high)] = high * 10 + low;

/** Whether the four bytes of a word are digits. */
const areDigits = (word: number): boolean => (word & 0xf0f0f0f0) === 0x30303030 && ((word + 0x06060606) & 0xf0f0f0f0) === 0x30303030;

/** Copies a plain integer of up to `most` (at most 18) digits without leading zero; returns its end in the source, or −1. */
export function copyDigits(src: DataView, s: number, out: DataView, o: number, classes: Uint8Array, most: number): number {
  const p = copyRun(src, s, out, o);
  return p - s <= most && classes[src.getUint8(p)] === stop ? p : noCell;
}

/** Copies `0`, or digits that do not begin with it, but not more than 19; returns their end in the source. */
function copyRun(src: DataView, s: number, out: DataView, o: number): number {
  let word = src.getInt32(s, true);
  if ((word & 255) === 0x30) { out.setUint8(o, 0x30); return s + 1; }
  const shift = o - s;
  let p = s;
  while (areDigits(word) && p < s + 16) {
    out.setInt32(p + shift, word, true);
    p += 4;
    word = src.getInt32(p, true);
  }
  out.setInt32(p + shift, word, true);
  for (let byte = word & 255; byte >= 0x30 && byte <= 0x39 && p < s + 19; byte = word & 255) { p += 1; word >>>= 8; }
  return p;
}

/** Copies a plain decimal without leading zero that fits its column; returns its end in the source, or −1. */
export function copyDecimal(src: DataView, s: number, out: DataView, o: number, classes: Uint8Array, whole: number, scale: number): number {
  const shift = o - s;
  const point = copyRun(src, s, out, o);
  if (point - s > whole || point - s > 18) return noCell;
  if (src.getUint8(point) !== 0x2e) return classes[src.getUint8(point)] === stop ? point : noCell;
  out.setUint8(point + shift, 0x2e);
  let p = point + 1;
  for (let byte; (byte = src.getUint8(p)) >= 0x30 && byte <= 0x39 && p - point <= scale; p += 1) out.setUint8(p + shift, byte);
  return point === s || p === point + 1 || classes[src.getUint8(p)] !== stop ? noCell : p;
}

/** Writes the digits of an integer such as `61,233`; returns its bytes × 32 + its digits, or −1 when it is anything else. */
export function copyGrouped(src: Buffer, s: number, out: Buffer, o: number): number {
  let at = o;
  let sinceComma = 0;
  let byte = src[s] as number;
  if (byte < 0x31 || byte > 0x39) return noCell;
  let p = s;
  for (; p < s + 20; p += 1) {
    byte = src[p] as number;
    if (byte >= 0x30 && byte <= 0x39) { out[at] = byte; at += 1; sinceComma += 1; }
    else if (byte === 0x2c && (at - o <= 3 ? sinceComma === at - o : sinceComma === 3)) sinceComma = 0;
    else break;
  }
  return at - o > 18 || (p - s !== at - o && sinceComma !== 3) ? noCell : ((p - s) << 5) | (at - o);
}

/** Writes ten bytes that are a plain date, `dd/mm/yyyy` or `yyyy-mm-dd`, as `yyyy-mm-dd`; false when they are anything else. */
export function copyDate(src: DataView, s: number, out: DataView, o: number, dates: DateField): boolean {
  const third = src.getUint8(s + 2);
  const dayFirst = (third === 0x2f || third === 0x2d) && src.getUint8(s + 5) === third;
  const fifth = src.getUint8(s + 4);
  if (!dayFirst && ((fifth !== 0x2d && fifth !== 0x2f) || src.getUint8(s + 7) !== fifth)) return false;
  const yearAt = dayFirst ? s + 6 : s;
  const monthAt = dayFirst ? s + 3 : s + 5;
  const dayAt = dayFirst ? s : s + 8;
  const year = (pairs[src.getUint16(yearAt, true)] as number) * 100 + (pairs[src.getUint16(yearAt + 2, true)] as number);
  const packed = dates.judge(year, pairs[src.getUint16(monthAt, true)] as number, pairs[src.getUint16(dayAt, true)] as number);
  if (packed < 0) return false;
  putFour(out, o, packed >> 9);
  out.setUint8(o + 4, 0x2d);
  out.setUint16(o + 5, src.getUint16(monthAt, true), true);
  out.setUint8(o + 7, 0x2d);
  out.setUint16(o + 8, src.getUint16(dayAt, true), true);
  return true;
}

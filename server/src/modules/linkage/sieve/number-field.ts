import { fault } from './reject-code.ts';

const INT_INVALID = fault('INT_INVALID');
const DEC_INVALID = fault('DEC_INVALID');
const NUM_OVERFLOW = fault('NUM_OVERFLOW');
const maxDigits = 400;
/** The largest BIGINT, and the magnitude of the smallest. */
const maxBigint = digitsOf('9223372036854775807');
const minBigint = digitsOf('9223372036854775808');

function digitsOf(text: string): Uint8Array { return Uint8Array.from(text, (digit) => digit.charCodeAt(0)); }

/** The number last read by {@link readNumber}: ASCII digits without leading zeros, then those after the point. */
const digits = new Uint8Array(maxDigits + 16);
let wholeCount = 0;
let fractionCount = 0;
let negative = false;

/** Writes an integer: ASCII digits, no separators, within BIGINT. A fraction of zeros (`12.0`) is dropped. */
export function writeInteger(src: Buffer, s: number, e: number, out: Buffer, o: number, thai: boolean): number {
  let p = s;
  let at = o;
  if (src[p] === 0x2d) { out[at] = 0x2d; at += 1; p += 1; }
  if (e - p <= 18 && e > p && (src[p] !== 0x30 || e - s === 1)) {
    let byte;
    while (p < e && (byte = src[p] as number) >= 0x30 && byte <= 0x39) { out[at] = byte; at += 1; p += 1; }
    if (p === e) return at;
  }
  if (!readNumber(src, s, e, thai) || !fractionIsZero(0)) return INT_INVALID;
  if (wholeCount > 19 || (wholeCount === 19 && isAbove(negative ? minBigint : maxBigint))) return NUM_OVERFLOW;
  return writeDigits(out, o, 0);
}

/** Writes a decimal that fits in `precision` digits with `scale` after the point; more places than that are refused, not rounded. */
export function writeDecimal(src: Buffer, s: number, e: number, out: Buffer, o: number, thai: boolean, precision: number, scale: number): number {
  let p = s;
  let at = o;
  let byte = src[p] as number;
  if (byte === 0x2d) { out[at] = byte; at += 1; p += 1; }
  const whole = p;
  if (src[p] !== 0x30) {
    while (p < e && (byte = src[p] as number) >= 0x30 && byte <= 0x39) { out[at] = byte; at += 1; p += 1; }
    if (p > whole && p - whole <= precision - scale) {
      if (p === e) return at;
      if (byte === 0x2e && e - p > 1 && e - p - 1 <= scale) {
        do { out[at] = byte; at += 1; p += 1; } while (p < e && (byte = src[p] as number) >= 0x30 && byte <= 0x39);
        if (p === e) return at;
      }
    }
  }
  if (!readNumber(src, s, e, thai)) return DEC_INVALID;
  if (wholeCount > precision - scale || !fractionIsZero(scale)) return NUM_OVERFLOW;
  return writeDigits(out, o, scale);
}

function writeDigits(out: Buffer, o: number, scale: number): number {
  let at = o;
  const places = Math.min(scale, fractionCount);
  if (negative && (wholeCount > 0 || !fractionIsZero(0))) { out[at] = 0x2d; at += 1; }
  if (wholeCount === 0) { out[at] = 0x30; at += 1; }
  for (let i = 0; i < wholeCount; i += 1) { out[at] = digits[i] as number; at += 1; }
  if (places > 0) { out[at] = 0x2e; at += 1; }
  for (let i = 0; i < places; i += 1) { out[at] = digits[wholeCount + i] as number; at += 1; }
  return at;
}

function fractionIsZero(from: number): boolean {
  for (let i = from; i < fractionCount; i += 1) if (digits[wholeCount + i] !== 0x30) return false;
  return true;
}

function isAbove(bound: Uint8Array): boolean {
  for (let i = 0; i < bound.length; i += 1) {
    const difference = (digits[i] as number) - (bound[i] as number);
    if (difference !== 0) return difference > 0;
  }
  return false;
}

/**
 * Reads `[+-−]1,234.50` or `(1,234.50)`, digits ๐–๙ too when `thai`. Separators must stand every three digits.
 * Longer numbers than {@link maxDigits} are kept as too long, so that the caller sees an overflow.
 */
function readNumber(src: Buffer, s: number, e: number, thai: boolean): boolean {
  let p = s;
  let end = e;
  negative = false;
  if (src[p] === 0x28 && end - p > 2 && src[end - 1] === 0x29) { negative = true; p += 1; end -= 1; }
  else if (src[p] === 0x2d || src[p] === 0x2b) { negative = src[p] === 0x2d; p += 1; }
  else if (src[p] === 0xe2 && src[p + 1] === 0x88 && src[p + 2] === 0x92 && p + 3 <= end) { negative = true; p += 3; }
  return readMagnitude(src, p, end, thai);
}

function readMagnitude(src: Buffer, s: number, end: number, thai: boolean): boolean {
  wholeCount = 0;
  fractionCount = 0;
  let seen = 0;
  let sinceComma = -1;
  let inFraction = false;
  for (let p = s; p < end;) {
    const digit = digitAt(src, p, end, thai);
    if (digit >= 0) {
      seen += 1;
      if (sinceComma >= 0 && !inFraction) sinceComma += 1;
      keepDigit(digit, inFraction);
      p += src[p] === 0xe0 ? 3 : 1;
    } else if (src[p] === 0x2c && !inFraction && (sinceComma === 3 || (sinceComma < 0 && seen >= 1 && seen <= 3))) {
      sinceComma = 0; p += 1;
    } else if (src[p] === 0x2e && !inFraction && (sinceComma < 0 || sinceComma === 3)) {
      inFraction = true; p += 1;
    } else return false;
  }
  return seen > 0 && (sinceComma < 0 || sinceComma === 3);
}

function keepDigit(digit: number, inFraction: boolean): void {
  const count = wholeCount + fractionCount;
  if (!inFraction && count === 0 && digit === 0x30) return;
  if (count >= maxDigits) { if (!inFraction) wholeCount = maxDigits; return; }
  digits[count] = digit;
  if (inFraction) fractionCount += 1;
  else wholeCount += 1;
}

/** ASCII code of the digit at `p`, or −1. ๐–๙ are E0 B9 90–99. */
export function digitAt(src: Buffer, p: number, end: number, thai: boolean): number {
  const byte = src[p] as number;
  if (byte >= 0x30 && byte <= 0x39) return byte;
  if (!thai || byte !== 0xe0 || p + 3 > end || src[p + 1] !== 0xb9) return -1;
  const last = src[p + 2] as number;
  return last >= 0x90 && last <= 0x99 ? last - 0x60 : -1;
}

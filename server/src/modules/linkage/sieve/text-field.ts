import { normaliseThaiText } from '@saphan/contracts/thai-text';
import { fault } from './reject-code.ts';

const ENC_INVALID = fault('ENC_INVALID');
const TEXT_TOO_LONG = fault('TEXT_TOO_LONG');
const QUOTE = 0x22;

/** Kinds of Thai characters that normalisation looks at: 1 tone, 2 vowel or mark beside a tone, 3 `เ`, 4 nikhahit, 5 sara am. */
export const kinds = new Uint8Array(128);
for (const [from, to, kind] of [[0x48, 0x4b, 1], [0x31, 0x31, 2], [0x34, 0x3a, 2], [0x47, 0x47, 2], [0x40, 0x40, 3], [0x4d, 0x4d, 4], [0x33, 0x33, 5]] as const) {
  for (let low = from; low <= to; low += 1) kinds[low] = kind;
}
/** Pairs of kinds, `before * 8 + after`, that are not in normal order; a nikhahit is always looked at. */
export const disorder = new Uint8Array(64);
for (const before of [0, 1, 2, 3, 4, 5]) disorder[before * 8 + 4] = 1;
for (const pair of [1 * 8 + 2, 3 * 8 + 3, 5 * 8 + 1, 2 * 8 + 2]) disorder[pair] = 1;

/** Bytes below 80 that make a cell need quotes. */
const needsQuotes = new Uint8Array(128);
for (const byte of [QUOTE, 0x2c, 0x0a, 0x0d]) needsQuotes[byte] = 1;

const plainEnd = -1000;
const wantsQuotes = -1001;

/**
 * Writes a text cell. Bytes are copied while a cheap test says that normalisation would change nothing; only else is a string made.
 *
 * @param maxLength characters allowed, 0 for any number.
 */
export function writeText(src: Buffer, s: number, e: number, out: Buffer, o: number, maxLength: number): number {
  let end = copyPlain(src, s, e, out, o);
  if (end === wantsQuotes) end = copyQuoted(src, s, e, out, o);
  if (end === plainEnd) return writeNormalised(src, s, e, out, o, maxLength);
  return maxLength > 0 && e - s > maxLength && countCharacters(src, s, e) > maxLength ? TEXT_TOO_LONG : end;
}

function copyPlain(src: Buffer, s: number, e: number, out: Buffer, o: number): number {
  let p = s;
  let at = o;
  let before = 0;
  let disordered = 0;
  while (p < e) {
    const byte = src[p] as number;
    if (byte < 0x80) {
      if (needsQuotes[byte] === 1) return wantsQuotes;
      out[at] = byte;
      at += 1; p += 1; before = 0;
    } else if (byte === 0xe0) {
      const second = src[p + 1] as number;
      const third = src[p + 2] as number;
      if (second !== 0xb8 && second !== 0xb9) return plainEnd;
      const kind = kinds[((second & 1) << 6) | (third & 63)] as number;
      disordered |= disorder[(before << 3) | kind] as number;
      out[at] = byte; out[at + 1] = second; out[at + 2] = third;
      at += 3; p += 3; before = kind;
    } else {
      const width = quietWidth(src, p);
      if (width === 0) return plainEnd;
      for (let i = 0; i < width; i += 1) out[at + i] = src[p + i] as number;
      at += width; p += width; before = 0;
    }
  }
  return disordered === 0 ? at : plainEnd;
}

function copyQuoted(src: Buffer, s: number, e: number, out: Buffer, o: number): number {
  out[o] = QUOTE;
  let at = o + 1;
  for (let p = s; p < e;) {
    let stop = p;
    while (stop < e && src[stop] !== QUOTE && needsQuotes[src[stop] as number] !== 1) stop += 1;
    const end = copyPlain(src, p, stop, out, at);
    if (end < 0) return plainEnd;
    at = end;
    p = stop;
    if (p < e) { if (src[p] === QUOTE) { out[at] = QUOTE; at += 1; } out[at] = src[p] as number; at += 1; p += 1; }
  }
  out[at] = QUOTE;
  return at + 1;
}

/** Bytes of a character outside Thai that normalisation leaves alone (Latin-1 letters, dashes and curly quotes), else 0. */
function quietWidth(src: Buffer, p: number): number {
  const first = src[p] as number;
  const second = src[p + 1] as number;
  if (first === 0xc3) return 2;
  if (first === 0xc2) return second > 0xa0 && second !== 0xad ? 2 : 0;
  return first === 0xe2 && second === 0x80 && (src[p + 2] as number) >= 0x90 && (src[p + 2] as number) <= 0xa6 ? 3 : 0;
}

function writeNormalised(src: Buffer, s: number, e: number, out: Buffer, o: number, maxLength: number): number {
  const text = normaliseText(src.toString('utf8', s, e));
  if (text.includes('\ufffd')) return ENC_INVALID;
  if (maxLength > 0 && [...text].length > maxLength) return TEXT_TOO_LONG;
  return o + out.write(/[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text, o, 'utf8');
}

/** A cell's text as releases hold it: Thai text normalised, no-break spaces as spaces, ends trimmed. */
export function normaliseText(text: string): string {
  let held = text.replaceAll('\u00a0', ' ');
  for (let next = normaliseThaiText(held); next !== held; next = normaliseThaiText(held)) held = next;
  return held.trim();
}

function countCharacters(src: Buffer, s: number, e: number): number {
  let count = 0;
  for (let p = s; p < e; p += 1) if (((src[p] as number) & 0xc0) !== 0x80) count += 1;
  return count;
}

import { fault } from './reject-code.ts';
import { digitAt } from './number-field.ts';

const CITIZEN_ID_INVALID = fault('CITIZEN_ID_INVALID');
const GEOCODE_INVALID = fault('GEOCODE_INVALID');
const BOOL_INVALID = fault('BOOL_INVALID');

/** Writes the 13 digits of a citizen id without hyphens and spaces; the last is the check digit (thai-standards.md §5.5). */
export function writeCitizenId(src: Buffer, s: number, e: number, out: Buffer, o: number, thai: boolean): number {
  let count = 0;
  let sum = 0;
  for (let p = s; p < e;) {
    const byte = src[p] as number;
    if (byte === 0x2d || byte === 0x20) { p += 1; continue; }
    const digit = digitAt(src, p, e, thai);
    if (digit < 0 || count === 13) return CITIZEN_ID_INVALID;
    if (count < 12) sum += (digit - 0x30) * (13 - count);
    out[o + count] = digit;
    count += 1;
    p += byte === 0xe0 ? 3 : 1;
  }
  if (count !== 13 || (out[o + 12] as number) - 0x30 !== (11 - (sum % 11)) % 10) return CITIZEN_ID_INVALID;
  return o + 13;
}

/**
 * Writes a code of a province, district or subdistrict. Provinces are 10–96, so no leading zero can be lost; a tail `.0` from a
 * spreadsheet is dropped.
 *
 * @param length 2, 4 or 6 digits; 0 allows any of them.
 */
export function writeGeocode(src: Buffer, s: number, e: number, out: Buffer, o: number, thai: boolean, length: number): number {
  let p = s;
  let count = 0;
  for (; p < e && count < 7; count += 1) {
    const digit = digitAt(src, p, e, thai);
    if (digit < 0) break;
    out[o + count] = digit;
    p += src[p] === 0xe0 ? 3 : 1;
  }
  if (p < e && src[p] === 0x2e && p + 1 < e) { p += 1; while (p < e && src[p] === 0x30) p += 1; }
  if (p !== e || (length === 0 ? count !== 2 && count !== 4 && count !== 6 : count !== length)) return GEOCODE_INVALID;
  const province = ((out[o] as number) - 0x30) * 10 + (out[o + 1] as number) - 0x30;
  return province >= 10 && province <= 96 ? o + count : GEOCODE_INVALID;
}

const yes = new Set(['1', 'true', 't', 'yes', 'y', 'ใช่', 'มี', 'จริง']);
const no = new Set(['0', 'false', 'f', 'no', 'n', 'ไม่ใช่', 'ไม่มี', 'ไม่จริง', 'เท็จ']);
const TRUE = Buffer.from('true');
const FALSE = Buffer.from('false');

/** Writes `true` or `false`. */
export function writeBoolean(src: Buffer, s: number, e: number, out: Buffer, o: number, thai: boolean): number {
  if (e - s === 1 || (thai && e - s === 3)) {
    const digit = digitAt(src, s, e, thai);
    if (digit === 0x30) return putWord(out, o, FALSE);
    if (digit === 0x31) return putWord(out, o, TRUE);
  }
  if (e - s > 24) return BOOL_INVALID;
  const word = src.toString('utf8', s, e).toLowerCase();
  if (yes.has(word)) return putWord(out, o, TRUE);
  return no.has(word) ? putWord(out, o, FALSE) : BOOL_INVALID;
}

function putWord(out: Buffer, o: number, word: Buffer): number {
  for (let i = 0; i < word.length; i += 1) out[o + i] = word[i] as number;
  return o + word.length;
}

import type { DecodeText } from '../decode-text.ts';
import type { DbfField } from './dbf-header.ts';

/** Text of one cell; null when absent, `undefined` when its bytes are no text of the encoding. */
export function readDbfCell(record: Buffer, { type, offset, length }: DbfField, decode: DecodeText): string | null | undefined {
  const bytes = record.subarray(offset, offset + length);
  switch (type) {
    case 'C': return readText(bytes, decode);
    case 'L': return readLogical(bytes);
    case 'D': return readDate(bytes);
    case 'I': case '+': return length === 4 ? String(bytes.readInt32LE(0)) : undefined;
    case 'B': case 'O': return length === 8 ? String(bytes.readDoubleLE(0)) : undefined;
    case 'Y': return length === 8 ? currency(bytes.readBigInt64LE(0)) : undefined;
    case 'T': case '@': return length === 8 ? instant(bytes.readInt32LE(0), bytes.readInt32LE(4)) : undefined;
    default: return bytes.toString('latin1').replace(/[\0 ]+$/, '').trimStart() || null; // N, F: digits, or stars where the number had no room
  }
}

/** Texts are filled up with blanks, by some programs with zeros. */
function readText(bytes: Buffer, decode: DecodeText): string | null | undefined {
  let end = bytes.length;
  while (end > 0 && (bytes[end - 1] === 0x20 || bytes[end - 1] === 0)) end -= 1;
  if (end === 0) return null;
  return decode(bytes.subarray(0, end)) ?? undefined;
}

function readLogical(bytes: Buffer): string | null {
  const letter = bytes.toString('latin1').trim().toUpperCase();
  if (letter === '' || letter === '?' || letter === '\0') return null;
  return 'TY'.includes(letter) ? 'true' : 'FN'.includes(letter) ? 'false' : letter;
}

/** `25680215` as `2568-02-15`, the year as it stands: the contract says its calendar. */
function readDate(bytes: Buffer): string | null {
  const text = bytes.toString('latin1').replaceAll('\0', ' ').trim();
  if (text === '' || text === '00000000') return null;
  return /^\d{8}$/.test(text) ? `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}` : text;
}

function currency(tenThousandths: bigint): string {
  const sign = tenThousandths < 0n ? '-' : '';
  const digits = String(tenThousandths < 0n ? -tenThousandths : tenThousandths).padStart(5, '0');
  return `${sign}${digits.slice(0, -4)}.${digits.slice(-4)}`;
}

/** A Julian day and milliseconds of it. */
function instant(day: number, ms: number): string | null {
  if (day === 0 && ms === 0) return null;
  const at = new Date((day - 2_440_588) * 86_400_000 + ms);
  return Number.isNaN(at.getTime()) ? String(day) : at.toISOString().slice(0, 19);
}

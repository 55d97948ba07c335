import { putNumber } from './put-number.ts';
import type { OutputBuffer } from './segment-writer.ts';

/** Most rows have 100 to 999 bytes. */
export const usualLengthDigits = 3;

/** Writes `line,offset,`. */
export function putStart(out: DataView, o: number, line: number, offset: number): number {
  let at = putNumber(out, o, line);
  out.setUint8(at, 0x2c);
  at = putNumber(out, at + 1, offset);
  out.setUint8(at, 0x2c);
  return at + 1;
}

/** Writes the length at `from`, before cells up to `end` that were written as if it had {@link usualLengthDigits}; returns the row's end. */
export function putLength({ bytes, view }: OutputBuffer, from: number, end: number, length: number): number {
  const digits = length >= 100 && length <= 999 ? usualLengthDigits : String(length).length;
  if (digits !== usualLengthDigits) bytes.copyWithin(from + digits, from + usualLengthDigits, end);
  const cells = view.getInt32(from + digits, true);
  putNumber(view, from, length);
  view.setInt32(from + digits, cells, true);
  return end + digits - usualLengthDigits;
}

/** Copies the place that an adapter put before a record, `line,offset,`, and −1 for its length. */
export function putAdapterPlace(out: Buffer, o: number, src: Buffer, from: number, to: number): number {
  const at = o + src.copy(out, o, from, to);
  out[at] = 0x2c;
  out[at + 1] = 0x2d;
  out[at + 2] = 0x31;
  return at + 3;
}

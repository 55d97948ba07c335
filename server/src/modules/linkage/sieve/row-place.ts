import { putNumber } from './put-number.ts';

/** Most rows have 100 to 999 bytes. */
export const usualLengthDigits = 3;

/** Writes `line,offset,`. */
export function putStart(out: Buffer, o: number, line: number, offset: number): number {
  let at = putNumber(out, o, line);
  out[at] = 0x2c;
  at = putNumber(out, at + 1, offset);
  out[at] = 0x2c;
  return at + 1;
}

/** Writes the length at `from`, before cells up to `end` that were written as if it had {@link usualLengthDigits}; returns the row's end. */
export function putLength(out: Buffer, from: number, end: number, length: number): number {
  const cells = from + usualLengthDigits;
  if (length < 100 || length > 999) out.copyWithin(from + (length > 999 ? String(length).length : length > 9 ? 2 : 1), cells, end);
  return putNumber(out, from, length) + end - cells;
}

/** Copies the place that an adapter put before a record, `line,offset,`, and −1 for its length. */
export function putAdapterPlace(out: Buffer, o: number, src: Buffer, from: number, to: number): number {
  const at = o + src.copy(out, o, from, to);
  out[at] = 0x2c;
  out[at + 1] = 0x2d;
  out[at + 2] = 0x31;
  return at + 3;
}

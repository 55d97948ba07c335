import { isUtf8 } from 'node:buffer';
import { keptRawBytes, type Reject, type RejectCode } from '@saphan/contracts/reject';
import type { Decoder } from './decoder.ts';
import type { InputWindow } from './input-window.ts';
import type { RecordScanner } from './record-scanner.ts';
import { codeOfFault, fault } from './reject-code.ts';
import type { RowWriter } from './row-writer.ts';

const detailCharacters = 200;
export const faults = {
  encoding: fault('ENC_INVALID'), nul: fault('NUL_BYTE'), missing: fault('FIELD_MISSING'), extra: fault('FIELD_EXTRA'),
  misplaced: fault('QUOTE_MISPLACED'), unterminated: fault('UNTERMINATED_QUOTE'),
} as const;

/** A reject of the bytes from `pos` to `stop`. */
export function rejectLine(code: RejectCode, window: InputWindow, stop: number, column: string | null = null, detail: string | null = null): Reject {
  const raw = window.decoder.encode(window.bytes, window.pos, stop, keptRawBytes);
  const byteLength = window.rawLength(stop);
  return { line: window.line, byteOffset: window.rawAt, byteLength, column, code, detail, raw, rawCut: byteLength > raw.length };
}

/**
 * A reject of the record that the scanner found, naming the column where one is to blame.
 *
 * @param before leading cells that hold the place of the record (2 for records of an adapter).
 */
export function rejectRecord(negative: number, window: InputWindow, scanner: RecordScanner, writer: RowWriter, failed: number, before: number): Reject {
  const { column, detail } = blame(negative, window, scanner, writer, failed, before);
  const reject = rejectLine(codeOfFault(negative), window, scanner.recordEnd, column, detail);
  if (before < 2 || scanner.count < 2) return reject;
  const from = Math.min(scanner.recordEnd, (scanner.ends[1] as number) + 1);
  const place = (i: number): number => Number(window.bytes.toString('latin1', scanner.starts[i], scanner.ends[i]));
  const raw = Buffer.from(window.bytes.subarray(from, Math.min(scanner.recordEnd, from + keptRawBytes)));
  return { ...reject, line: place(0), byteOffset: place(1), byteLength: -1, raw, rawCut: scanner.recordEnd - from > raw.length };
}

function blame(negative: number, window: InputWindow, scanner: RecordScanner, writer: RowWriter, failed: number, before: number): { column: string | null; detail: string | null } {
  const field = writer.fields[failed];
  if (field) {
    const from = scanner.starts[field.source] as number;
    const to = Math.min(scanner.ends[field.source] as number, from + detailCharacters * 4);
    return { column: field.column.name, detail: window.bytes.toString('utf8', from, to).slice(0, detailCharacters) };
  }
  if (negative === faults.missing || negative === faults.extra) return { column: null, detail: `${scanner.count - before}/${scanner.width - before}` };
  if (negative !== faults.encoding) return { column: null, detail: null };
  const bad = describeBadBytes(window.bytes, window.pos, scanner.recordEnd, window.decoder);
  const slot = scanner.count === scanner.width ? scanner.ends.findIndex((end) => bad.at < end) : -1;
  return { column: writer.fields.find(({ source }) => source === slot)?.column.name ?? null, detail: bad.detail };
}

/** Place and raw bytes (as `0xFC`) of the first sequence that is no character of the encoding. */
function describeBadBytes(decoded: Buffer, start: number, end: number, decoder: Decoder): { at: number; detail: string } {
  const hex = (from: number, to: number, most: number): string => `0x${decoder.encode(decoded, from, to, most).toString('hex').toUpperCase()}`;
  for (let p = start; p < end;) {
    const stop = Math.min(end, p + widthOf(decoded[p] as number));
    if (!isUtf8(decoded.subarray(p, stop))) return { at: p, detail: hex(p, stop, decoder.identity ? 1 : 2) };
    p = stop;
  }
  return { at: start, detail: hex(start, end, 8) };
}

function widthOf(first: number): number {
  if (first < 0xc0) return 1;
  if (first < 0xe0 || first === 0xfe) return 2;
  return first < 0xf0 || first === 0xfd ? 3 : 4;
}

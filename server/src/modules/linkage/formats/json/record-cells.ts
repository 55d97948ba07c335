import { isUtf8 } from 'node:buffer';
import { keptRawBytes, type Reject, type RejectCode } from '@saphan/contracts/reject';
import { ColumnPlaces } from '../column-places.ts';
import { csvRecord, type OnNote, type OnReject } from '../tabular.ts';
import { isMistake, readRecord, type Members, type Mistake } from './read-record.ts';

/** One record as found in the source, before it is read. `bytes` is null when it was longer than allowed; `head` holds its beginning. */
export interface FoundRecord { line: number; byteOffset: number; byteLength: number; bytes: Buffer | null; head: Buffer }

/** Turns records into CSV lines in column order; what cannot be read becomes a reject. */
export class RecordCells {
  readonly #places: ColumnPlaces;
  readonly #onReject: OnReject;

  constructor(columns: readonly string[], onReject: OnReject, onNote: OnNote) {
    this.#places = new ColumnPlaces(columns, onNote);
    this.#onReject = onReject;
  }

  /** @returns the CSV line, or an empty text when the record was rejected. */
  line(found: FoundRecord): string {
    const read = readFound(found);
    if ('code' in read) {
      this.#onReject(read);
      return '';
    }
    return csvRecord(found.line, found.byteOffset, this.#places.cellsOf(read.members, found.line));
  }
}

/** Reads a found record, or says as a reject why it cannot be read. */
export function readFound(found: FoundRecord): { members: Members } | Reject {
  if (found.bytes === null) return rejectOf(found, 'RECORD_TOO_LONG', `${found.byteLength} bytes`);
  if (!isUtf8(found.bytes)) return rejectOf(found, 'ENC_INVALID', 'UTF-8');
  const read = readRecord(found.bytes);
  return isMistake(read) ? rejectOf(found, 'JSON_INVALID', detailOf(read, found.byteOffset)) : { members: read };
}

function detailOf(found: Mistake, offset: number): string {
  return `${found.th} · ${found.en} (byte ${offset + found.at})`.slice(0, 200);
}

function rejectOf(found: FoundRecord, code: RejectCode, detail: string): Reject {
  const raw = (found.bytes ?? found.head).subarray(0, keptRawBytes);
  return { line: found.line, byteOffset: found.byteOffset, byteLength: found.byteLength, column: null, code, detail, raw: Buffer.from(raw), rawCut: found.byteLength > raw.length };
}

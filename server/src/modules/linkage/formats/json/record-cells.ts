import { isUtf8 } from 'node:buffer';
import { keptRawBytes, type Reject, type RejectCode } from '@saphan/contracts/reject';
import { normaliseHeader } from '@saphan/contracts/thai-text';
import { csvRecord, type OnNote, type OnReject } from '../tabular.ts';
import { isMistake, readRecord, type Members, type Mistake } from './read-record.ts';

/** One record as found in the source, before it is read. `bytes` is null when it was longer than allowed; `head` holds its beginning. */
export interface FoundRecord { line: number; byteOffset: number; byteLength: number; bytes: Buffer | null; head: Buffer }

/** Turns records into CSV lines in column order; what cannot be read becomes a reject, keys that no column names are told once each. */
export class RecordCells {
  readonly #places: Map<string, number>;
  readonly #width: number;
  readonly #onReject: OnReject;
  readonly #onNote: OnNote;
  readonly #unknown = new Set<string>();

  constructor(columns: readonly string[], onReject: OnReject, onNote: OnNote) {
    this.#places = new Map(columns.map((column, place) => [normaliseHeader(column), place]));
    this.#width = columns.length;
    this.#onReject = onReject;
    this.#onNote = onNote;
  }

  /** @returns the CSV line, or an empty text when the record was rejected. */
  line(found: FoundRecord): string {
    const read = readFound(found);
    if ('code' in read) {
      this.#onReject(read);
      return '';
    }
    const cells: (string | null)[] = Array.from({ length: this.#width }, () => null);
    for (const [key, value] of read.members) {
      const place = this.#placeOf(key);
      if (place === undefined) this.#noteUnknown(key, found.line);
      else cells[place] = value;
    }
    return csvRecord(found.line, found.byteOffset, cells);
  }

  #placeOf(key: string): number | undefined {
    const exact = this.#places.get(key);
    if (exact !== undefined) return exact;
    const place = this.#places.get(normaliseHeader(key));
    if (place !== undefined && this.#places.size < 100_000) this.#places.set(key, place);
    return place;
  }

  #noteUnknown(key: string, line: number): void {
    if (this.#unknown.has(key) || this.#unknown.size >= 100) return;
    this.#unknown.add(key);
    this.#onNote({ th: `ระเบียนที่ ${line} มีชื่อ “${key}” ที่ข้อกำหนดไม่กล่าวถึง`, en: `Record ${line} has a key “${key}” that the contract does not name.` });
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

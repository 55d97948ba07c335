import { isUtf8 } from 'node:buffer';
import { formatNumber } from '@saphan/contracts/numbers';
import { keptRawBytes, type Reject, type RejectCode } from '@saphan/contracts/reject';
import { ColumnPlaces } from '../column-places.ts';
import { csvRecord, type OnNote, type OnReject } from '../tabular.ts';
import { isMistake, type Mistake } from './cursor.ts';
import { placeTree, type PlaceNode } from './place-tree.ts';
import { readPlaces } from './read-places.ts';
import { readRecord } from './read-record.ts';

/** One record as found in the source, before it is read. `bytes` is null when it was longer than allowed; `head` holds its beginning. */
export interface FoundRecord { line: number; byteOffset: number; byteLength: number; bytes: Buffer | null; head: Buffer }

/** Turns records into CSV lines in column order; what cannot be read becomes a reject. */
export class RecordCells {
  readonly #places: ColumnPlaces;
  readonly #onReject: OnReject;
  readonly #tree: PlaceNode | null;
  readonly #recordPath: string | undefined;
  #rows = 0;
  #without = 0;

  /** @param recordPath the list within a record whose elements become rows; undefined for one row a record. */
  constructor(columns: readonly string[], recordPath: string | undefined, onReject: OnReject, onNote: OnNote) {
    this.#places = new ColumnPlaces(columns, onNote);
    this.#tree = placeTree(columns, recordPath);
    this.#recordPath = recordPath;
    this.#onReject = onReject;
  }

  /** @returns the CSV line, several where the elements of a list are the rows, or an empty text when the record was rejected. */
  line(found: FoundRecord): string {
    if (this.#tree) return this.#lines(found, this.#tree);
    const read = readFound(found, readRecord);
    if ('code' in read) {
      this.#onReject(read);
      return '';
    }
    return csvRecord(found.line, found.byteOffset, this.#places.cellsOf(read.read, found.line));
  }

  /** What a person should know when all records are read. */
  notes(): { th: string; en: string }[] {
    if (this.#without === 0) return [];
    const count = formatNumber(this.#without);
    return [{ th: `${count} ระเบียนไม่มีรายการที่ ${this.#recordPath} จึงไม่มีแถวจากระเบียนเหล่านั้น`, en: `${count} records have nothing at ${this.#recordPath} and bring no row.` }];
  }

  /** Rows are counted where one record brings several, so that each has a line of its own. */
  #lines(found: FoundRecord, tree: PlaceNode): string {
    const counts = this.#recordPath !== undefined;
    const read = readFound(found, (bytes) => readPlaces(bytes, tree));
    if ('code' in read) {
      if (counts) this.#rows += 1;
      this.#onReject(counts ? { ...read, line: this.#rows } : read);
      return '';
    }
    if (counts && read.read.length === 0) this.#without += 1;
    let text = '';
    for (const members of read.read) {
      this.#rows += 1;
      text += csvRecord(counts ? this.#rows : found.line, found.byteOffset, this.#places.cellsOf(members, found.line));
    }
    return text;
  }
}

/** Reads a found record by `read`, or says as a reject why it cannot be read. */
export function readFound<T>(found: FoundRecord, read: (bytes: Buffer) => T | Mistake): { read: T } | Reject {
  if (found.bytes === null) return rejectOf(found, 'RECORD_TOO_LONG', `${found.byteLength} bytes`);
  if (!isUtf8(found.bytes)) return rejectOf(found, 'ENC_INVALID', 'UTF-8');
  const outcome = read(found.bytes);
  return isMistake(outcome) ? rejectOf(found, 'JSON_INVALID', detailOf(outcome, found.byteOffset)) : { read: outcome };
}

function detailOf(found: Mistake, offset: number): string {
  return `${found.th} · ${found.en} (byte ${offset + found.at})`.slice(0, 200);
}

function rejectOf(found: FoundRecord, code: RejectCode, detail: string): Reject {
  const raw = (found.bytes ?? found.head).subarray(0, keptRawBytes);
  return { line: found.line, byteOffset: found.byteOffset, byteLength: found.byteLength, column: null, code, detail, raw: Buffer.from(raw), rawCut: found.byteLength > raw.length };
}

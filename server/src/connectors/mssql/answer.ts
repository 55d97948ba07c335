import { connectorProblem } from '../problems.ts';
import { databaseProblem } from '../database/problems.ts';
import { type ReadCell } from './cell-text.ts';
import { readColumns, type TdsColumn } from './columns.ts';
import { TdsBytes, tooFew } from './tds-bytes.ts';

/** An error as the server says it (MS-TDS §2.2.7.10). */
export interface ServerError { number: number; state: number; class: number; message: string }

export interface AnswerHearer {
  /** The columns of the answer; gives the readers of their cells. */
  columns(columns: TdsColumn[]): ReadCell[];
  /** One row; the array is used again for the next. */
  row(cells: (string | null)[]): void;
  error(error: ServerError): void;
  /** The end of a statement: how many rows the server says it gave, when it says so. */
  done(rows: number | null): void;
}

const token = { columns: 0x81, row: 0xd1, sparseRow: 0xd2, done: 0xfd, doneProcedure: 0xfe, doneInside: 0xff, error: 0xaa, info: 0xab, change: 0xe3, order: 0xa9, tables: 0xa4, sources: 0xa5, status: 0x79 } as const;
const MORE = 0x01;
const COUNTED = 0x10;
const SELECT = 0xc1;
/** A row that came in part is read again after so many bytes more, or as many as there were. */
const [SMALL_REST, LARGE_REST] = [64 << 10, 8 << 20];

/**
 * Reads the answer to one statement from the bytes of its TDS message, in pieces of any size. The driver's own reader makes floating numbers of decimals
 * and holds cells of up to 2 GB; this one gives every cell as exact text and refuses a row that is too large.
 */
export class Answer {
  readonly #bytes = new TdsBytes();
  readonly #hear: AnswerHearer;
  readonly #rowBytes: number;
  #waiting: Buffer[] = [];
  #waitingBytes = 0;
  #cells: (string | null)[] = [];
  #readers: ReadCell[] | null = null;
  #isOver = false;

  constructor(rowBytes: number, hear: AnswerHearer) { this.#rowBytes = rowBytes; this.#hear = hear; }

  write(piece: Buffer): void {
    this.#waiting.push(piece);
    this.#waitingBytes += piece.length;
    const rest = this.#bytes.buffer.length - this.#bytes.at;
    // A large row is not read again, and copied, once for each packet.
    if (rest < SMALL_REST || this.#waitingBytes >= Math.min(rest, LARGE_REST)) this.#read();
  }

  /** @throws `connectors.database-vanished` when the answer stopped within a token or before its end was told. */
  end(): void {
    this.#read();
    if (!this.#isOver || this.#bytes.at < this.#bytes.buffer.length) throw connectorProblem('database-vanished', { detailTh: 'คำตอบของฐานข้อมูลขาดกลางทาง', detailEn: 'The answer of the database stopped in its middle.' });
  }

  #read(): void {
    const bytes = this.#bytes;
    bytes.buffer = Buffer.concat([bytes.buffer.subarray(bytes.at), ...this.#waiting]);
    bytes.at = 0;
    this.#waiting = [];
    this.#waitingBytes = 0;
    let whole = 0;
    try {
      for (; bytes.at < bytes.buffer.length; whole = bytes.at) {
        this.#token(bytes.byte());
        this.#checkLength(bytes.at - whole);
      }
    } catch (error) {
      if (error !== tooFew) throw error;
      bytes.at = whole;
      this.#checkLength(bytes.buffer.length - whole);
    }
  }

  #checkLength(length: number): void {
    const limit = this.#rowBytes;
    if (length > limit) throw databaseProblem('row-too-large', { limit, detailTh: `เกิน ${limit} ไบต์`, detailEn: `More than ${limit} bytes.` });
  }

  #token(type: number): void {
    const bytes = this.#bytes;
    switch (type) {
      case token.row: return this.#row(null);
      case token.sparseRow: return this.#row(bytes.bytes(Math.ceil((this.#readers?.length ?? 0) / 8)));
      case token.columns: return this.#columns();
      case token.done: case token.doneProcedure: case token.doneInside: return this.#done();
      case token.error: return this.#error();
      case token.info: case token.change: case token.order: case token.tables: case token.sources: { bytes.take(bytes.short()); return; }
      case token.status: { bytes.take(4); return; }
      default: throw connectorProblem('database-vanished', { detailTh: `คำตอบของฐานข้อมูลผิดรูป (0x${type.toString(16)})`, detailEn: `The answer of the database has an unknown form (0x${type.toString(16)}).` });
    }
  }

  #columns(): void {
    const columns = readColumns(this.#bytes);
    if (columns.length === 0) return;
    if (this.#readers) throw connectorProblem('query-not-select', { detailTh: 'คำสั่งนี้ให้คำตอบมากกว่าหนึ่งชุด', detailEn: 'The statement gives more than one answer.' });
    this.#readers = this.#hear.columns(columns);
    this.#cells = Array.from({ length: columns.length }, () => null);
  }

  #row(nulls: Buffer | null): void {
    const readers = this.#readers ?? [];
    for (let i = 0; i < readers.length; i += 1) {
      this.#cells[i] = nulls && ((nulls[i >> 3] as number) & (1 << (i & 7))) !== 0 ? null : (readers[i] as ReadCell)(this.#bytes);
    }
    this.#hear.row(this.#cells);
  }

  #done(): void {
    const status = this.#bytes.short();
    const command = this.#bytes.short();
    const rows = this.#bytes.big();
    if ((status & MORE) === 0) this.#isOver = true;
    this.#hear.done((status & COUNTED) !== 0 && command === SELECT ? Number(rows) : null);
  }

  #error(): void {
    const bytes = this.#bytes;
    const end = bytes.short() + bytes.at;
    if (end > bytes.buffer.length) throw tooFew;
    const number = bytes.int();
    const [state, severity] = [bytes.byte(), bytes.byte()];
    const message = bytes.wide(bytes.short());
    bytes.at = end;
    this.#hear.error({ number, state, class: severity, message });
  }
}

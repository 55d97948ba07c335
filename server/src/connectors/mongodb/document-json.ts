import type { Decimal128 } from 'mongodb';
import { mongoProblem } from './problems.ts';

/** Reads the sixteen bytes of a decimal number. */
export type ReadDecimal = (bytes: Buffer) => Pick<Decimal128, 'toString'>;

/** What MongoDB itself nests at most. */
const DEEPEST = 100;
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const jsonNumber = /^-?\d+(\.\d+)?(E[+-]?\d+)?$/;
const uuidForm = /^(.{8})(.{4})(.{4})(.{4})(.{12})$/;

/**
 * A BSON document (bsonspec.org 1.1) as one line of JSON, written from its bytes without an object. Nested documents and lists stay nested. Whole and decimal numbers are their own digits; an
 * ObjectId and other ids are text, dates ISO 8601 in UTC, bytes base64, a timestamp `seconds:count`. What JSON has no number for (NaN, Infinity) is text, so that it is seen and not lost.
 *
 * @throws `connectors.document-unreadable` for bytes that are no BSON, no UTF-8, or nested deeper than 100.
 */
export function jsonOfDocument(bytes: Buffer, decimal: ReadDecimal): string {
  try {
    return new DocumentWriter(bytes, decimal).document(0, false, 0);
  } catch (error) {
    if (error instanceof RangeError || error instanceof TypeError) throw mongoProblem('document-unreadable', { detailTh: error.message, detailEn: error.message }, { cause: error });
    throw error;
  }
}

class DocumentWriter {
  readonly #bytes: Buffer;
  readonly #decimal: ReadDecimal;
  #at = 0;

  constructor(bytes: Buffer, decimal: ReadDecimal) {
    this.#bytes = bytes;
    this.#decimal = decimal;
  }

  document(start: number, isList: boolean, depth: number): string {
    if (depth > DEEPEST) throw new RangeError('nested too deep');
    const end = start + this.#bytes.readInt32LE(start) - 1;
    if (end > this.#bytes.length - 1 || end < start + 4 || this.#bytes[end] !== 0) throw new RangeError('a length that does not fit');
    this.#at = start + 4;
    let text = isList ? '[' : '{';
    while (this.#at < end) {
      const type = this.#bytes[this.#at] as number;
      this.#at += 1;
      const name = this.#name();
      text += `${text.length > 1 ? ',' : ''}${isList ? '' : `${JSON.stringify(name)}:`}${this.#value(type, depth)}`;
    }
    if (this.#at !== end) throw new RangeError('a value that goes beyond its document');
    this.#at = end + 1;
    return text + (isList ? ']' : '}');
  }

  #value(type: number, depth: number): string {
    switch (type) {
      case 0x01: return numberText(this.#bytes.readDoubleLE(this.#skip(8)));
      case 0x02: case 0x0d: case 0x0e: return JSON.stringify(this.#text());
      case 0x03: return this.document(this.#at, false, depth + 1);
      case 0x04: return this.document(this.#at, true, depth + 1);
      case 0x05: return JSON.stringify(this.#binary());
      case 0x06: case 0x0a: return 'null';
      case 0x07: return JSON.stringify(this.#take(12).toString('hex'));
      case 0x08: return this.#take(1)[0] === 0 ? 'false' : 'true';
      case 0x09: return JSON.stringify(dateText(this.#bytes.readBigInt64LE(this.#skip(8))));
      case 0x0b: return JSON.stringify(`/${this.#name()}/${this.#name()}`);
      case 0x0c: return JSON.stringify(`${this.#text()}:${this.#take(12).toString('hex')}`);
      case 0x0f: return JSON.stringify(this.#programText());
      case 0x10: return String(this.#bytes.readInt32LE(this.#skip(4)));
      case 0x11: { const [count, seconds] = [this.#bytes.readUInt32LE(this.#skip(4)), this.#bytes.readUInt32LE(this.#skip(4))]; return `"${seconds}:${count}"`; }
      case 0x12: return String(this.#bytes.readBigInt64LE(this.#skip(8)));
      case 0x13: { const digits = this.#decimal(this.#take(16)).toString(); return jsonNumber.test(digits) ? digits : JSON.stringify(digits); }
      case 0x7f: return '"MaxKey"';
      case 0xff: return '"MinKey"';
      default: throw new RangeError(`a value of type ${type}`);
    }
  }

  #name(): string {
    const end = this.#bytes.indexOf(0, this.#at);
    if (end < 0) throw new RangeError('a name without end');
    const name = utf8.decode(this.#bytes.subarray(this.#at, end));
    this.#at = end + 1;
    return name;
  }

  #text(): string {
    const length = this.#bytes.readInt32LE(this.#skip(4));
    if (length < 1) throw new RangeError('a text without end');
    return utf8.decode(this.#take(length).subarray(0, length - 1));
  }

  #binary(): string {
    const length = this.#bytes.readInt32LE(this.#skip(4));
    const kind = this.#take(1)[0];
    const bytes = this.#take(length);
    if (kind === 4 && length === 16) return bytes.toString('hex').replace(uuidForm, '$1-$2-$3-$4-$5');
    return (kind === 2 ? bytes.subarray(4) : bytes).toString('base64'); // the old kind repeats its length
  }

  /** A program with its variables: only its text is data. */
  #programText(): string {
    const end = this.#at + this.#bytes.readInt32LE(this.#skip(4));
    const text = this.#text();
    this.#at = end;
    return text;
  }

  #take(length: number): Buffer {
    const start = this.#skip(length);
    return this.#bytes.subarray(start, start + length);
  }

  /** Where the next bytes lie. */
  #skip(length: number): number {
    const start = this.#at;
    if (length < 0 || start + length > this.#bytes.length) throw new RangeError('a value that goes beyond its document');
    this.#at += length;
    return start;
  }
}

const numberText = (value: number): string => (Number.isFinite(value) ? (Object.is(value, -0) ? '0' : String(value)) : `"${value}"`);

/** Dates that no calendar of ISO 8601 holds stay the milliseconds that they are. */
function dateText(ms: bigint): string {
  const date = new Date(Number(ms));
  return Number.isNaN(date.getTime()) ? String(ms) : date.toISOString();
}

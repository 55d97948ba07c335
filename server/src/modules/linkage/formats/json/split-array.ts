import { keptRawBytes } from '@saphan/contracts/reject';
import { formatProblem } from '../problems.ts';
import type { FoundRecord } from './record-cells.ts';

const quote = 0x22, backslash = 0x5c, openBrace = 0x7b, closeBrace = 0x7d, openBracket = 0x5b, closeBracket = 0x5d, comma = 0x2c;
const longestEnvelope = 1_000_000;

/**
 * Splits a JSON document into the elements of its list: a top-level array, or the one array among the members of a top-level object.
 * Elements are not read, only found; `line` is the ordinal of the element, 1-based.
 *
 * @param maxBytes a longer element is passed over and found with `bytes: null`.
 * @throws `linkage.json-broken` naming physical line and byte, `linkage.json-shape` when there is no list or more than one.
 */
export async function* splitArray(source: AsyncIterable<Buffer>, maxBytes: number): AsyncGenerator<FoundRecord[]> {
  const splitter = new ArraySplitter(maxBytes);
  for await (const chunk of source) {
    splitter.push(chunk);
    if (splitter.found.length > 0) yield splitter.found.splice(0);
  }
  splitter.end();
}

class ArraySplitter {
  readonly found: FoundRecord[] = [];
  readonly #maxBytes: number;
  #phase: 'start' | 'envelope' | 'element-or-end' | 'element' | 'inside' | 'after' | 'done' = 'start';
  #envelope: number[] | null = null;
  #envelopeDepth = 0;
  #hasList = false;
  #quoted = false;
  #escaped = false;
  #depth = 0;
  #ordinal = 0;
  #line = 1;
  #read = 0;
  /** Beginning of the element that is open, its bytes of earlier chunks, and their length. */
  #start = -1;
  #pieces: Buffer[] = [];
  #held = 0;
  #tooLong = false;

  constructor(maxBytes: number) { this.#maxBytes = maxBytes; }

  push(chunk: Buffer): void {
    let from = this.#start >= 0 ? 0 : -1;
    for (let at = 0; at < chunk.length; at += 1) {
      if (this.#phase === 'inside' && this.#depth > 0) at = this.#pass(chunk, at);
      if (at >= chunk.length) break;
      const byte = chunk[at] as number;
      if (byte === 10) this.#line += 1;
      if (this.#phase === 'inside') {
        if (!this.#endsElement(byte)) continue;
        const closed = byte === comma || (byte === closeBracket && this.#depth < 0) || isBlank(byte); // a bare word ends before this byte
        this.#take(chunk.subarray(from, closed ? at : at + 1), this.#read + (closed ? at : at + 1));
        from = -1;
        this.#phase = 'after';
        if (closed) this.#between(byte, at);
      } else if (this.#between(byte, at)) from = at;
    }
    if (from >= 0) this.#hold(chunk.subarray(from));
    this.#read += chunk.length;
  }

  /** Passes over bytes that change nothing but line and quoting; answers the place of the first that may. */
  #pass(chunk: Buffer, from: number): number {
    let quoted = this.#quoted;
    let lines = 0;
    let at = from;
    for (; at < chunk.length; at += 1) {
      const byte = chunk[at] as number;
      if (byte === 10) {
        lines += 1;
        this.#escaped = false;
      } else if (byte === quote && !this.#escaped) quoted = !quoted;
      else if (quoted && (byte === backslash || this.#escaped)) this.#escaped = !this.#escaped;
      else if (!quoted && (byte & 0x5f) >= 0x5b && (byte === openBrace || byte === openBracket || byte === closeBrace || byte === closeBracket)) break;
      else if (this.#escaped) this.#escaped = false;
    }
    this.#quoted = quoted;
    this.#line += lines;
    return at;
  }

  end(): void {
    if (this.#phase === 'done') return this.#checkEnvelope();
    if (this.#phase === 'envelope' && this.#envelopeDepth === 0) return this.#checkEnvelope();
    throw this.#broken(this.#read, 'ไฟล์จบก่อนรายการจะจบ (ได้รับไม่ครบ)', 'the file ends before the list does');
  }

  /** Handles a byte that is not inside an element; true when an element begins with it. */
  #between(byte: number, at: number): boolean {
    if (this.#phase === 'envelope') return this.#inEnvelope(byte, at);
    if (isBlank(byte) || (this.#phase === 'start' && this.#read + at < 3 && byte >= 0xbb)) return false;
    if (this.#phase === 'start') return this.#begin(byte, at);
    if (byte === closeBracket && this.#phase !== 'element') return this.#endList();
    if (this.#phase === 'after') {
      if (byte !== comma) throw this.#broken(this.#read + at, 'ระหว่างระเบียนขาดเครื่องหมาย ,', 'a comma between records is missing');
      this.#phase = 'element';
      return false;
    }
    if (this.#phase === 'done') throw this.#broken(this.#read + at, 'มีข้อความเกินหลังรายการ', 'text after the list');
    if (byte === comma || byte === closeBracket || byte === closeBrace) throw this.#broken(this.#read + at, 'มีเครื่องหมาย , เกิน', 'a record is missing beside a comma');
    return this.#open(byte, at);
  }

  #begin(byte: number, at: number): boolean {
    if (byte === openBracket) this.#phase = 'element-or-end';
    else if (byte === openBrace) {
      this.#phase = 'envelope';
      this.#envelope = [byte];
      this.#envelopeDepth = 1;
    } else throw this.#broken(this.#read + at, 'JSON ต้องขึ้นต้นด้วย [ หรือ {', 'JSON must begin with [ or {');
    return false;
  }

  #open(byte: number, at: number): boolean {
    this.#start = this.#read + at;
    this.#quoted = byte === quote;
    this.#escaped = false;
    // Bare words (numbers, true, null) have depth -1 and end before the byte that follows them.
    this.#depth = byte === openBrace || byte === openBracket ? 1 : this.#quoted ? 0 : -1;
    this.#phase = 'inside';
    return true;
  }

  #endsElement(byte: number): boolean {
    if (this.#quoted) {
      if (this.#escaped) this.#escaped = false;
      else if (byte === backslash) this.#escaped = true;
      else if (byte === quote) {
        this.#quoted = false;
        return this.#depth === 0;
      }
      return false;
    }
    if (this.#depth < 0) return byte === comma || byte === closeBracket || isBlank(byte);
    if (byte === quote) this.#quoted = true;
    else if (byte === openBrace || byte === openBracket) this.#depth += 1;
    else if (byte === closeBrace || byte === closeBracket) {
      this.#depth -= 1;
      return this.#depth === 0;
    }
    return false;
  }

  #hold(piece: Buffer): void {
    this.#held += piece.length;
    if (!this.#tooLong) this.#pieces.push(piece);
    if (this.#held <= this.#maxBytes || this.#tooLong) return;
    this.#tooLong = true;
    this.#pieces = [Buffer.from(Buffer.concat(this.#pieces).subarray(0, keptRawBytes))];
  }

  #take(piece: Buffer, end: number): void {
    this.#hold(piece);
    this.#ordinal += 1;
    const bytes = this.#pieces.length === 1 ? (this.#pieces[0] as Buffer) : Buffer.concat(this.#pieces);
    this.found.push({ line: this.#ordinal, byteOffset: this.#start, byteLength: end - this.#start, bytes: this.#tooLong ? null : bytes, head: bytes });
    this.#start = -1;
    this.#pieces = [];
    this.#held = 0;
    this.#tooLong = false;
  }

  #endList(): boolean {
    this.#phase = this.#envelope ? 'envelope' : 'done';
    return false;
  }

  /** The object around the list is kept without the list, so that its own syntax can be checked in the end. */
  #inEnvelope(byte: number, at: number): boolean {
    if (this.#envelopeDepth === 0) {
      if (isBlank(byte)) return false;
      throw this.#broken(this.#read + at, 'มีข้อความเกินหลังวัตถุ', 'text after the object');
    }
    const envelope = this.#envelope as number[];
    envelope.push(byte);
    if (envelope.length > longestEnvelope) throw formatProblem('json-shape', { detailTh: 'ไม่พบรายการระเบียนในล้านไบต์แรก', detailEn: 'No list of records was found within the first million bytes.' });
    if (this.#quoted) {
      if (this.#escaped) this.#escaped = false;
      else if (byte === backslash) this.#escaped = true;
      else if (byte === quote) this.#quoted = false;
    } else if (byte === quote) this.#quoted = true;
    else if (byte === openBracket && this.#envelopeDepth === 1) this.#beginList(envelope);
    else if (byte === openBrace || byte === openBracket) this.#envelopeDepth += 1;
    else if (byte === closeBrace || byte === closeBracket) this.#envelopeDepth -= 1;
    return false;
  }

  #beginList(envelope: number[]): void {
    if (this.#hasList) throw formatProblem('json-shape', { detailTh: 'วัตถุชั้นนอกมีรายการมากกว่าหนึ่งรายการ', detailEn: 'The outer object holds more than one list.' });
    this.#hasList = true;
    envelope.push(closeBracket);
    this.#phase = 'element-or-end';
  }

  #checkEnvelope(): void {
    if (!this.#envelope) return;
    try {
      JSON.parse(Buffer.from(this.#envelope).toString('utf8'));
    } catch (error) {
      throw formatProblem('json-broken', { detailTh: 'วัตถุที่ล้อมรายการเขียนไม่ถูกไวยากรณ์', detailEn: `The object around the list: ${(error as Error).message}` });
    }
    if (!this.#hasList) throw formatProblem('json-shape', { detailTh: 'วัตถุชั้นนอกไม่มีรายการระเบียน', detailEn: 'The outer object holds no list of records.' });
  }

  #broken(at: number, th: string, en: string): Error {
    return formatProblem('json-broken', {
      line: this.#line, byteOffset: at, record: this.#ordinal,
      detailTh: `บรรทัด ${this.#line} ไบต์ ${at}: ${th} หลังระเบียนที่ ${this.#ordinal}`, detailEn: `Line ${this.#line}, byte ${at}: ${en}, after record ${this.#ordinal}.`,
    });
  }
}

function isBlank(byte: number): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}

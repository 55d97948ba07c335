/** Where and why a record is not JSON; `at` is the byte within the record. */
export interface Mistake { at: number; th: string; en: string }

/** The members of one JSON object as text, in order; nested values stay JSON text, numbers keep their digits, null is null. */
export type Members = Map<string, string | null>;

const deepest = 500;
const numberForm = /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/;

/**
 * Reads one JSON object (RFC 8259) from bytes that are known to be UTF-8.
 * @returns its members, or what is wrong with it: syntax, a key given twice, half a surrogate pair.
 */
export function readRecord(bytes: Buffer): Members | Mistake {
  // One string for the record: slices of it cost less than decoding every cell by itself.
  const cursor = new Cursor(bytes.toString('utf8'));
  try {
    const members = readMembers(cursor);
    cursor.skipBlanks();
    if (cursor.at < cursor.text.length) throw mistake(cursor.at, 'มีข้อความเกินหลังระเบียน', 'text after the record');
    return members;
  } catch (error) {
    if (error instanceof MistakeFound) return { ...error.mistake, at: Buffer.byteLength(cursor.text.slice(0, error.mistake.at)) };
    throw error;
  }
}

/** Whether {@link readRecord} found a mistake. */
export function isMistake(read: Members | Mistake): read is Mistake {
  return !(read instanceof Map);
}

class MistakeFound extends Error {
  readonly mistake: Mistake;
  constructor(found: Mistake) {
    super(found.en);
    this.mistake = found;
  }
}

function mistake(at: number, th: string, en: string): MistakeFound {
  return new MistakeFound({ at, th, en });
}

function readMembers(cursor: Cursor): Members {
  const members: Members = new Map();
  cursor.skipBlanks();
  if (cursor.peek() !== 0x7b) throw mistake(cursor.at, 'ระเบียนต้องเป็นวัตถุ { … }', 'a record must be an object { … }');
  cursor.at += 1;
  cursor.skipBlanks();
  if (cursor.peek() === 0x7d) { cursor.at += 1; return members; }
  for (;;) {
    cursor.skipBlanks();
    const keyAt = cursor.at;
    const key = readString(cursor);
    if (members.has(key)) throw mistake(keyAt, `ชื่อ “${key}” ซ้ำในระเบียนเดียว`, `the key “${key}” appears twice`);
    cursor.skipBlanks();
    cursor.expect(0x3a, ':');
    cursor.skipBlanks();
    members.set(key, readValue(cursor));
    cursor.skipBlanks();
    if (cursor.peek() === 0x7d) { cursor.at += 1; return members; }
    cursor.expect(0x2c, ', หรือ }');
  }
}

function readValue(cursor: Cursor): string | null {
  const start = cursor.at;
  const first = cursor.peek();
  if (first === 0x22) return readString(cursor);
  if (first === 0x7b || first === 0x5b) {
    skipNested(cursor, 1);
    return cursor.since(start);
  }
  return readWord(cursor);
}

/** A number, true, false or null. */
function readWord(cursor: Cursor): string | null {
  const start = cursor.at;
  while (isWordLetter(cursor.peek())) cursor.at += 1;
  const word = cursor.since(start);
  if (word === 'null') return null;
  if (word === 'true' || word === 'false' || numberForm.test(word)) return word;
  throw mistake(start, 'ค่าไม่ใช่ข้อความ ตัวเลข true false หรือ null', 'a value that is no string, number, true, false or null');
}

function isWordLetter(letter: number): boolean {
  return (letter >= 0x30 && letter <= 0x39) || (letter >= 0x61 && letter <= 0x7a) || (letter >= 0x41 && letter <= 0x5a) || letter === 0x2d || letter === 0x2b || letter === 0x2e;
}

function readString(cursor: Cursor): string {
  const { text, at: start } = cursor;
  cursor.expect(0x22, '"');
  let escaped = false;
  let at = start + 1;
  for (;; at += 1) {
    const letter = text.charCodeAt(at);
    if (letter === 0x22) break;
    if (Number.isNaN(letter)) throw mistake(start, 'ข้อความไม่มีเครื่องหมาย " ปิด', 'a string without its closing quote');
    if (letter < 0x20) throw mistake(at, 'มีอักขระควบคุมในข้อความ', 'a control character inside a string');
    if (letter === 0x5c) { escaped = true; at += 1; }
  }
  cursor.at = at + 1;
  return escaped ? unescape(text.slice(start, at + 1), start) : text.slice(start + 1, at);
}

function unescape(quoted: string, at: number): string {
  let text: string;
  try {
    text = JSON.parse(quoted) as string;
  } catch {
    throw mistake(at, 'ลำดับ \\ ในข้อความไม่ถูกต้อง', 'a wrong \\ sequence in a string');
  }
  if (!text.isWellFormed()) throw mistake(at, 'มีรหัสอักขระครึ่งตัว (\\uD800–\\uDFFF)', 'half a surrogate pair in a string');
  return text;
}

/** Passes over an object or array, checking its syntax. */
function skipNested(cursor: Cursor, depth: number): void {
  if (depth > deepest) throw mistake(cursor.at, 'ค่าซ้อนกันลึกเกินไป', 'values nested too deeply');
  const isObject = cursor.peek() === 0x7b;
  const end = isObject ? 0x7d : 0x5d;
  cursor.at += 1;
  cursor.skipBlanks();
  if (cursor.peek() === end) { cursor.at += 1; return; }
  for (;;) {
    cursor.skipBlanks();
    if (isObject) {
      readString(cursor);
      cursor.skipBlanks();
      cursor.expect(0x3a, ':');
      cursor.skipBlanks();
    }
    skipValue(cursor, depth);
    cursor.skipBlanks();
    if (cursor.peek() === end) { cursor.at += 1; return; }
    cursor.expect(0x2c, ',');
  }
}

function skipValue(cursor: Cursor, depth: number): void {
  const first = cursor.peek();
  if (first === 0x22) readString(cursor);
  else if (first === 0x7b || first === 0x5b) skipNested(cursor, depth + 1);
  else readWord(cursor);
}

class Cursor {
  readonly text: string;
  at = 0;
  constructor(text: string) { this.text = text; }
  /** The letter here, -1 past the end. */
  peek(): number { return this.at < this.text.length ? this.text.charCodeAt(this.at) : -1; }
  since(start: number): string { return this.text.slice(start, this.at); }
  skipBlanks(): void {
    for (let letter = this.peek(); letter === 0x20 || letter === 0x0a || letter === 0x0d || letter === 0x09; letter = this.peek()) this.at += 1;
  }
  expect(letter: number, shown: string): void {
    if (this.peek() !== letter) throw mistake(this.at, `ขาด ${shown}`, `${shown} is missing`);
    this.at += 1;
  }
}

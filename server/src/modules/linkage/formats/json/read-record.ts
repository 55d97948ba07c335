import { Cursor, mistake, mistakeIn, readString, readWord, skipNested, type Mistake } from './cursor.ts';

/** The members of one JSON object as text, in order; nested values stay JSON text, numbers keep their digits, null is null. */
export type Members = Map<string, string | null>;

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
    return mistakeIn(cursor, error);
  }
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

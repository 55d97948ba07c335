/** Which encoding a file is in, decided by exact rules; a doubt is shown, never swallowed. */
import { isUtf8 } from 'node:buffer';
import type { Encoding } from '@saphan/contracts/contract';
import { isDefined, isThaiByte, legalPairShare } from './thai-bytes.ts';
import { note } from './note.ts';
import type { Note } from './note.ts';

export interface UndefinedByte { offset: number; byte: number; line: number }

export interface EncodingEvidence {
  encoding: Encoding;
  /** 0 to 1; below 0.8 the person is asked. */
  confidence: number;
  alternative: Encoding | null;
  /** Bytes of a byte order mark at the start. */
  markBytes: 0 | 2 | 3;
  /** The first bytes the encoding does not define (at most 10), and how many there are in the part that was seen. */
  undefinedBytes: UndefinedByte[];
  undefinedCount: number;
  notes: Note[];
}

type Finding = Pick<EncodingEvidence, 'encoding' | 'confidence' | 'alternative' | 'notes'> & { markBytes?: 0 | 2 | 3 };

/**
 * Detects the encoding of the first bytes of a file.
 * @param complete whether these are all of its bytes; if not, a character cut at the end is no fault.
 */
export function detectEncoding(head: Uint8Array, complete: boolean): EncodingEvidence {
  const bytes = complete ? head : wholeCharacters(head);
  const found = byMark(bytes) ?? byNulPattern(bytes) ?? byUtf8(bytes, complete) ?? bySingleByte(bytes);
  return { markBytes: 0, ...found, ...undefinedIn(bytes, found.encoding) };
}

/** Evidence for an encoding a person chose: only the undefined bytes are counted. */
export function checkEncoding(head: Uint8Array, encoding: Encoding, complete: boolean): EncodingEvidence {
  const bytes = complete ? head : wholeCharacters(head);
  const marked = byMark(bytes);
  return {
    encoding, confidence: 1, alternative: null, markBytes: marked?.encoding === encoding ? marked.markBytes ?? 0 : 0,
    notes: [note(`ใช้รหัสอักขระ ${encoding} ตามที่เลือก`, `Uses the chosen encoding ${encoding}.`)], ...undefinedIn(bytes, encoding),
  };
}

function byMark(bytes: Uint8Array): Finding | null {
  const starts = (...mark: number[]): boolean => mark.every((byte, at) => bytes[at] === byte);
  const sure = (encoding: Encoding, markBytes: 2 | 3): Finding => ({
    encoding, markBytes, confidence: 1, alternative: null,
    notes: [note(`ไฟล์ขึ้นต้นด้วยเครื่องหมาย BOM ของ ${encoding}`, `The file begins with the byte order mark of ${encoding}.`)],
  });
  if (starts(0xef, 0xbb, 0xbf)) return sure('utf-8', 3);
  if (starts(0xff, 0xfe)) return sure('utf-16le', 2);
  return starts(0xfe, 0xff) ? sure('utf-16be', 2) : null;
}

/** In UTF-16 every other byte of Thai and ASCII text is 00 or 0E. */
function byNulPattern(bytes: Uint8Array): Finding | null {
  const length = Math.min(bytes.length, 65_536) & ~1;
  if (length < 4) return null;
  const high = [0, 0];
  for (let at = 0; at < length; at += 1) if (bytes[at] === 0 || bytes[at] === 0x0e) high[at & 1] = (high[at & 1] as number) + 1;
  const [even = 0, odd = 0] = high.map((count) => count / (length / 2));
  const encoding = odd > 0.8 && even < 0.1 ? 'utf-16le' : even > 0.8 && odd < 0.1 ? 'utf-16be' : null;
  return encoding && {
    encoding, confidence: 0.95, alternative: null,
    notes: [note(`ไบต์สลับกันแบบ ${encoding} แม้ไม่มี BOM`, `The bytes alternate as in ${encoding}, though there is no mark.`)],
  };
}

function byUtf8(bytes: Uint8Array, complete: boolean): Finding | null {
  if (!isUtf8(bytes)) return null;
  const ascii = bytes.every((byte) => byte < 0x80);
  if (!ascii) {
    return { encoding: 'utf-8', confidence: 0.99, alternative: null, notes: [note('ทุกไบต์อ่านเป็น UTF-8 ได้ครบ', 'Every byte reads as UTF-8.'), ...doubleEncoded(bytes)] };
  }
  return {
    encoding: 'utf-8', confidence: complete ? 1 : 0.85, alternative: complete ? null : 'windows-874',
    notes: [complete ? note('มีเฉพาะอักษร ASCII', 'There are only ASCII letters.')
      : note('ส่วนต้นของไฟล์มีเฉพาะอักษร ASCII ส่วนหลังอาจเป็น windows-874', 'The beginning has only ASCII letters; the rest may be windows-874.')],
  };
}

/** `à¸` in UTF-8 is Thai that was already UTF-8 and was encoded once more. */
function doubleEncoded(bytes: Uint8Array): Note[] {
  const sample = Buffer.from(bytes.subarray(0, 65_536)).toString('latin1');
  const doubled = sample.split('\u00c3\u00a0\u00c2\u00b8').length - 1;
  return doubled < 5 ? [] : [note('ตัวอักษรเพี้ยนแบบ “à¸” ไฟล์ถูกแปลงรหัสซ้ำ ให้ส่งออกใหม่จากต้นทาง', 'The letters read “à¸”: the file was encoded twice; export it again.')];
}

function bySingleByte(bytes: Uint8Array): Finding {
  const high = bytes.filter((byte) => byte >= 0x80);
  const utf8Thai = countUtf8Thai(bytes);
  if (utf8Thai * 3 >= high.length * 0.8) {
    return { encoding: 'utf-8', confidence: 0.6, alternative: 'windows-874',
      notes: [note('ส่วนใหญ่เป็น UTF-8 แต่มีไบต์ที่ไม่ใช่ปนอยู่ แถวเหล่านั้นจะถูกกัก', 'Most of it is UTF-8, mixed with bytes that are not; those rows will be held back.')] };
  }
  const thai = high.filter(isThaiByte).length / Math.max(1, high.length);
  const { share, pairs } = legalPairShare(bytes);
  const confidence = pairs < 3 ? 0.5 * thai : thai * share;
  if (thai > 0.9 && confidence >= 0.45) {
    return { encoding: 'windows-874', confidence: Math.min(0.98, confidence), alternative: 'tis-620',
      notes: [note(`อ่านเป็นภาษาไทยแบบ 1 ไบต์ได้ สระและวรรณยุกต์ถูกตำแหน่ง ${Math.round(share * 100)}%`, `Reads as single-byte Thai; vowels and tone marks stand right in ${Math.round(share * 100)}%.`)] };
  }
  return { encoding: 'windows-874', confidence: 0.2, alternative: 'utf-8',
    notes: [note('ยังบอกรหัสอักขระไม่ได้ ดูตัวอย่างแล้วเลือกเอง หรือบันทึกไฟล์เป็น UTF-8', 'The encoding cannot be told; look at the sample and choose, or save the file as UTF-8.')] };
}

function countUtf8Thai(bytes: Uint8Array): number {
  let count = 0;
  for (let at = 0; at + 2 < bytes.length; at += 1) {
    if (bytes[at] === 0xe0 && (bytes[at + 1] === 0xb8 || bytes[at + 1] === 0xb9) && ((bytes[at + 2] as number) & 0xc0) === 0x80) { count += 1; at += 2; }
  }
  return count;
}

/** Cuts a UTF-8 character that the end of the head split; of other encodings at most three letters are lost to the evidence. */
function wholeCharacters(head: Uint8Array): Uint8Array {
  for (let back = 1; back <= Math.min(3, head.length); back += 1) {
    const byte = head[head.length - back] as number;
    if ((byte & 0xc0) === 0x80) continue;
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
    return length > back ? head.subarray(0, head.length - back) : head;
  }
  return head;
}

function undefinedIn(bytes: Uint8Array, encoding: Encoding): { undefinedBytes: UndefinedByte[]; undefinedCount: number } {
  const found: UndefinedByte[] = [];
  if (encoding === 'utf-16le' || encoding === 'utf-16be' || (encoding === 'utf-8' && isUtf8(bytes))) return { undefinedBytes: found, undefinedCount: 0 };
  let line = 1;
  let count = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] as number;
    if (byte === 0x0a) line += 1;
    const length = encoding === 'utf-8' ? utf8Length(bytes, at) : isDefined(byte, encoding) ? 1 : 0;
    if (length === 0) {
      count += 1;
      if (found.length < 10) found.push({ offset: at, byte, line });
    } else at += length - 1;
  }
  return { undefinedBytes: found, undefinedCount: count };
}

/** Length of the UTF-8 character at a place, 0 when there is none. */
function utf8Length(bytes: Uint8Array, at: number): number {
  const byte = bytes[at] as number;
  if (byte < 0x80) return 1;
  const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc2 ? 2 : 0;
  return length > 0 && isUtf8(bytes.subarray(at, at + length)) && at + length <= bytes.length ? length : 0;
}

/** Proposes a contract from the first bytes of a text file of fixed width. */
import type { Encoding } from '@saphan/contracts/contract';
import { textDecoder } from '../formats/decode-text.ts';
import { draftFromRows } from './draft-from-rows.ts';
import type { Draft, DraftTitles } from './draft-shape.ts';
import { checkEncoding, detectEncoding, type EncodingEvidence } from './encoding-evidence.ts';
import { findBorders, placesOf, type FixedPlace } from './fixed-borders.ts';
import { detectHeader } from './header-evidence.ts';
import { note, type Note } from './note.ts';

export interface FixedChoices { encoding?: Encoding; borders?: number[]; headerRow?: number; headerRows?: number }
export interface FixedEvidence { encoding: EncodingEvidence; borders: number[]; headerRow: number; headerRows: number; confidence: number; notes: Note[] }

const mostLines = 5_000;
/** A title or a header has blanks of its own; they say nothing where there are lines enough. */
const enoughLines = 5;

/**
 * Drafts a contract for lines of fixed width from the beginning of a file (4 MB are plenty).
 * @param complete whether `head` is the whole file.
 */
export function draftFromFixed(head: Buffer, options: DraftTitles & { complete: boolean; chosen: FixedChoices }): Draft & { evidence: FixedEvidence } {
  const { chosen, complete } = options;
  const encoding = chosen.encoding ? checkEncoding(head, chosen.encoding, complete) : detectEncoding(head, complete);
  const unit = encoding.encoding === 'utf-8' && head.some((byte) => byte >= 0x80) ? 'characters' : 'bytes';
  const lines = linesOf(head, complete).slice(0, mostLines);
  const letters = lines.map((line) => lettersOf(line, unit));
  const body = letters.length > enoughLines ? letters.slice(1) : letters;
  const borders = chosen.borders ?? findBorders(body);
  const places = placesOf(borders, Math.max(1, letters.reduce((most, line) => Math.max(most, line.length), 0)));
  const decode = textDecoder(encoding.encoding);
  const rows = lines.map((line, at) => (unit === 'characters' ? cutLetters(letters[at] as number[], places) : cutBytes(line, places, decode)));
  const header = detectHeader(rows, chosen);
  const first = header.headerRow - 1;
  const notes = [...encoding.notes, ...header.notes, ...shapeNotes(unit, places.length, chosen.borders !== undefined)];
  const dataRow = header.firstDataRow + 1;
  const draft = draftFromRows({
    ...options, source: { format: 'fixed', encoding: encoding.encoding, unit, headerRow: dataRow, headerRows: 0, shortLines: 'fill' },
    headerRows: rows.slice(first, first + header.headerRows), rows: rows.slice(header.firstDataRow).filter((row) => row.some(Boolean)), dataRow, places, complete, notes,
  });
  return { ...draft, evidence: { encoding, borders: places.slice(1).map(({ start }) => start), headerRow: header.headerRow, headerRows: header.headerRows, confidence: Math.min(encoding.confidence, header.confidence, chosen.borders ? 1 : 0.7), notes } };
}

/** Whether text without a delimiter stands in columns: blanks that at least ten lines share, at two places or in lines of one length. */
export function looksFixed(head: Buffer, complete: boolean): boolean {
  const lines = linesOf(head, complete).slice(1, 1_001);
  if (lines.length < 10) return false;
  const borders = findBorders(lines);
  return borders.length >= 2 || (borders.length === 1 && lines.every((line) => line.length === lines[0]?.length));
}

function linesOf(head: Buffer, complete: boolean): Buffer[] {
  const lines: Buffer[] = [];
  const from = head.subarray(0, 3).equals(Buffer.from([0xef, 0xbb, 0xbf])) ? 3 : 0;
  for (let at = from, end = head.indexOf(10, at); at < head.length; at = end + 1, end = head.indexOf(10, at)) {
    if (end < 0) { if (complete) lines.push(head.subarray(at)); break; }
    lines.push(head.subarray(at, head[end - 1] === 13 ? end - 1 : end));
  }
  return lines.filter((line) => line.length > 0 && !(line.length === 1 && line[0] === 0x1a));
}

const lettersOf = (line: Buffer, unit: 'bytes' | 'characters'): ArrayLike<number> => (unit === 'bytes' ? line : Array.from(line.toString('utf8'), (letter) => letter.codePointAt(0) as number));
const cutLetters = (letters: ArrayLike<number>, places: FixedPlace[]): string[] => places.map(({ start, length }) => String.fromCodePoint(...Array.from(letters).slice(start - 1, start - 1 + length)).trim());
const cutBytes = (line: Buffer, places: FixedPlace[], decode: ReturnType<typeof textDecoder>): string[] => places.map(({ start, length }) => (decode(line.subarray(start - 1, start - 1 + length)) ?? '\ufffd').trim());

function shapeNotes(unit: 'bytes' | 'characters', columns: number, isChosen: boolean): Note[] {
  const counted = unit === 'bytes'
    ? note('ตำแหน่งนับเป็นไบต์ สระบน สระล่าง และวรรณยุกต์นับเป็นหนึ่งไบต์เหมือนพยัญชนะ แม้บนจอจะซ้อนอยู่ในช่องเดียวกัน', 'Places count bytes; vowels above and below and tone marks are a byte each, though they stand over a letter on the screen.')
    : note('ตำแหน่งนับเป็นอักขระ สระบน สระล่าง และวรรณยุกต์นับเป็นหนึ่งอักขระ', 'Places count characters; vowels above and below and tone marks are one each.');
  if (isChosen) return [counted];
  return [note(`แบ่งเป็น ${columns} คอลัมน์ตามช่องว่างที่ทุกบรรทัดมีตรงกัน คอลัมน์ที่เขียนติดกันเครื่องมองไม่เห็น เทียบกับคู่มือของต้นทางแล้วแก้ตำแหน่ง`, `Cut into ${columns} columns by the blanks that all lines share; columns that touch cannot be seen, so compare with the manual of the source and move the borders.`), counted];
}

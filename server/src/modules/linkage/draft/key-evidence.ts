/** Which columns can tell rows apart, and which hold few codes. */
import type { Column } from '@saphan/contracts/contract';
import type { ColumnFacts } from './column-facts.ts';
import { note } from './note.ts';
import type { Note } from './note.ts';

export interface Judged { column: Column; facts: ColumnFacts; header: string }
export interface KeyGuess { columns: number[]; reason: Note }

const keyTypes = new Set<Column['type']>(['text', 'integer', 'citizen-id', 'geocode']);
const codeHeader = /รหัส|เลขที่|เลขทะเบียน|หมายเลข|ประจำตัว|code|(^|[_\s.-])(id|no|key)($|[_\s.-])|Id$/i;
const rowNumberHeader = /^(ลำดับ(ที่)?|ที่|no\.?|seq|#)$/i;

/** A column without blanks or repeats, the best-named and leftmost first; else the first pair that has no repeats. */
export function guessKey(judged: readonly Judged[], rows: readonly string[][]): KeyGuess | null {
  const whole = judged.map((one, index) => ({ ...one, index })).filter(({ facts }) => facts.filled === facts.cells && facts.filled > 0);
  const single = whole.filter(({ column, facts }) => keyTypes.has(column.type) && facts.distinctFull && facts.distinct.size === facts.filled && facts.filled >= 2)
    .sort((a, b) => rank(a) - rank(b) || a.index - b.index)[0];
  if (single && rank(single) < 3) {
    return { columns: [single.index], reason: note(`“${single.header || single.column.name}” มีครบทุกแถวและไม่ซ้ำ`, `“${single.column.name}” is filled in each row and never repeats.`) };
  }
  return guessPair(whole, rows) ?? (single
    ? { columns: [single.index], reason: note(`“${single.header || single.column.name}” ไม่ซ้ำ แต่ดูเป็นเลขลำดับหรือข้อความ ตรวจก่อนใช้เป็นคีย์`, `“${single.column.name}” never repeats, but looks like a row number or plain text; check before using it as the key.`) }
    : null);
}

function rank({ column, header, facts }: Judged): number {
  if (rowNumberHeader.test(header.trim())) return 3;
  if (codeHeader.test(header)) return 0;
  if (column.type === 'citizen-id' || column.type === 'geocode') return 1;
  return column.type === 'text' && facts.longest > 40 ? 4 : column.personalData !== null ? 3 : 2;
}

/** Codes, dates and years, at most eight of them, two at a time. */
function guessPair(whole: readonly (Judged & { index: number })[], rows: readonly string[][]): KeyGuess | null {
  const parts = whole.filter(({ column, header, facts }) => !rowNumberHeader.test(header.trim()) && facts.distinct.size > 1
    && (column.type === 'geocode' || column.type === 'citizen-id' || column.type === 'date' || codeHeader.test(header) || /ปี|เดือน|year|month|จังหวัด|province|อำเภอ|district/i.test(header))).slice(0, 8);
  for (const [place, first] of parts.entries()) {
    for (const second of parts.slice(place + 1)) {
      if (first.facts.distinct.size * second.facts.distinct.size < rows.length || rows.length < 3) continue;
      const pairs = new Set(rows.map((row) => `${row[first.index] ?? ''}\u0000${row[second.index] ?? ''}`));
      if (pairs.size === rows.length) {
        return { columns: [first.index, second.index], reason: note(`“${first.header}” กับ “${second.header}” รวมกันแล้วไม่ซ้ำ`, `“${first.column.name}” with “${second.column.name}” never repeats.`) };
      }
    }
  }
  return null;
}

/** Values of a column that looks like a code list: few, short, and each used again and again. Null when it does not. */
export function codeListCandidate(column: Column, facts: ColumnFacts): string[] | null {
  const few = facts.distinctFull && facts.distinct.size >= 2 && facts.distinct.size <= 50;
  if (!few || !['text', 'integer'].includes(column.type) || facts.longest > 60 || facts.filled < 20 || facts.distinct.size > facts.filled / 4) return null;
  if (column.type === 'integer' && facts.distinct.size > 12) return null;
  return [...facts.distinct].sort((a, b) => b[1] - a[1]).map(([value]) => value);
}

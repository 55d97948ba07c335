/** What a single cell looks like, by its text alone. */
import { readDateText } from '@saphan/contracts/thai-date-text';
import { toAsciiDigits } from '@saphan/contracts/thai-digits';

/** Words that stand for "no data"; the first three are the contract's default. */
export const nullWordList = ['-', 'ไม่มีข้อมูล', 'N/A', 'n/a', 'NA', '#N/A', 'null', 'NULL', 'None', 'ไม่ระบุ', 'ไม่ทราบ', '–', '—', '...', '.'];
const nullWords = new Set(nullWordList);

export const trueWords = new Set(['ใช่', 'มี', 'จริง', 'true', 'yes', 'y', 't', '1']);
export const falseWords = new Set(['ไม่ใช่', 'ไม่มี', 'เท็จ', 'ไม่จริง', 'false', 'no', 'n', 'f', '0']);

export function isNullWord(text: string): boolean {
  return nullWords.has(text);
}

/** ASCII digits, no thousands commas between three-digit groups: what a number reader sees. Null when it is no number. */
export function plainNumber(text: string): { text: string; grouped: boolean } | null {
  const ascii = toAsciiDigits(text).replace(/[\s\u00a0]/g, '').replace(/^\u2212/, '-');
  if (/^[+-]?\d+(\.\d+)?$/.test(ascii) || /^[+-]?\.\d+$/.test(ascii)) return { text: ascii, grouped: false };
  if (/^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$/.test(ascii)) return { text: ascii.replaceAll(',', ''), grouped: true };
  const negative = /^\((\d[\d,]*(?:\.\d+)?)\)$/.exec(ascii);
  return negative ? { text: `-${(negative[1] as string).replaceAll(',', '')}`, grouped: true } : null;
}

/** `19/2/68`: only a whole column of such dates, some past the 12th, tells which part is the year. */
export function isShortYearDate(text: string): boolean {
  const match = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{2})$/.exec(toAsciiDigits(text));
  return match !== null && Number(match[1]) >= 1 && Number(match[1]) <= 31 && Number(match[2]) >= 1 && Number(match[2]) <= 12 && Number(match[3]) >= 50 && Number(match[3]) <= 75;
}

/** A figure, a date or a long code: what stands in the body of a table and seldom in its header. */
export function looksLikeData(text: string): boolean {
  const trimmed = text.trim();
  if (trimmed === '') return false;
  return plainNumber(trimmed) !== null || readDateText(trimmed) !== null || isShortYearDate(trimmed) || /^\d[\d-]{7,}\d$/.test(toAsciiDigits(trimmed));
}

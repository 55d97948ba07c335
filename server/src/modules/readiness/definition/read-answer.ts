import { addDays, eraOffset, formatThaiDate, isoDate, isRealDay, parseIsoDate } from '@saphan/contracts/dates';
import { readCompactDate, readDateText } from '@saphan/contracts/thai-date-text';
import { toAsciiDigits } from '@saphan/contracts/thai-digits';
import { codesOf, wordsOf, type Question } from './definition.ts';

/** An answer as it is kept, or what is wrong with it. */
export type ReadAnswer = { value: string } | { th: string; en: string };

const LONGEST = 2000;
const beFrom = 2400;
/** Days a sheet counts from, and which of its numbers are read as days: 1960 to the year 2700 of the Buddhist era written as if it were common. */
const SHEET_EPOCH = '1899-12-30';
const SERIALS = { from: 21_916, to: 293_000 };
const NUMBER = /^-?\d{1,15}(\.\d{1,6})?$/;

/** Reads an answer that a program sends: codes, ISO days of the common era, decimal text. Empty text is no answer. */
export function readSent(question: Question, text: string): ReadAnswer {
  const value = cleanCell(text);
  if (value === '') return { value };
  if (question.type === 'text') return readText(question, value);
  if (question.type === 'number') return readNumber(value);
  if (question.type === 'date') return readIsoDay(value);
  return codesOf(question).includes(value) ? { value } : { th: `“${short(value)}” ไม่อยู่ในตัวเลือก`, en: `“${short(value)}” is not one of the choices` };
}

/** Reads an answer as people write it into a cell: words of either language, days of either era in any usual form, Thai digits. */
export function readWritten(question: Question, text: string): ReadAnswer {
  const value = cleanCell(text);
  if (value === '') return { value };
  if (question.type === 'text') return readText(question, value);
  if (question.type === 'number') return readNumber(toAsciiDigits(value).replace(/[,\s]/g, ''));
  if (question.type === 'date') return readDay(value);
  const code = codesOf(question).find((each) => [each, ...Object.values(wordsOf(question, each))].some((word) => fold(word) === fold(value)));
  return code === undefined ? { th: `“${short(value)}” ไม่อยู่ในตัวเลือก: ${codesOf(question).map((each) => wordsOf(question, each).th).join(' / ')}`, en: `“${short(value)}” is not one of: ${codesOf(question).map((each) => wordsOf(question, each).en).join(' / ')}` } : { value: code };
}

/** An answer as people read it. */
export function writeAnswer(question: Question, value: string | undefined, lang: 'th' | 'en'): string {
  if (value === undefined || value === '') return '';
  if (question.type === 'date') return formatThaiDate(value, { lang });
  return question.type === 'choice' || question.type === 'yes-no' ? wordsOf(question, value)[lang] : value;
}

/** Text of a cell without marks that nobody sees; line ends are one kind. */
export const cleanCell = (text: string): string => text.normalize('NFC').replace(/\r\n?/g, '\n').replace(/[^\P{Cc}\n\t]|[\u200b\u200e\u200f\ufeff]/gu, '').trim();

const fold = (text: string): string => text.normalize('NFC').toLowerCase().replace(/[\s\u200b]+/g, '');
const short = (text: string): string => (text.length > 60 ? `${text.slice(0, 60)}…` : text);

function readText(question: Question, value: string): ReadAnswer {
  const most = question.most ?? LONGEST;
  return value.length <= most ? { value } : { th: `ยาว ${value.length} ตัวอักษร เกิน ${most}`, en: `${value.length} characters; ${most} at most` };
}

function readNumber(value: string): ReadAnswer {
  // A sheet keeps 0.1 + 0.2 as 0.30000000000000004, and a large number as 1E+15.
  const plain = /^-?\d+\.\d{7,}$|^-?\d+(\.\d+)?E[+-]?\d+$/i.test(value) ? Number(value).toFixed(6) : value;
  const text = plain.replace(/^(-?)0+(?=\d)/, '$1').replace(/(\.\d*?)0+$/, '$1').replace(/\.$/, '').replace(/^-0$/, '0');
  return NUMBER.test(text) ? { value: text } : { th: `“${short(value)}” ไม่ใช่ตัวเลข`, en: `“${short(value)}” is not a number` };
}

function readIsoDay(value: string): ReadAnswer {
  const day = parseIsoDate(value);
  if (!day) return { th: `“${short(value)}” ไม่ใช่วันที่`, en: `“${short(value)}” is not a day` };
  if (day.year < beFrom) return within(value);
  const meant = `${day.year - eraOffset}${value.slice(4)}`;
  return { th: `ปี ${day.year} เป็น พ.ศ. หมายถึง ${meant} หรือไม่`, en: `${day.year} is a year of the Buddhist era: was ${meant} meant?` };
}

function readDay(text: string): ReadAnswer {
  const value = toAsciiDigits(text);
  const read = readDateText(value) ?? readCompactDate(value);
  if (read) return within(read.iso.slice(0, 10));
  const serial = /^\d{5,6}$/.test(value) ? Number(value) : 0;
  if (serial < SERIALS.from || serial > SERIALS.to) return { th: `“${short(text)}” ไม่ใช่วันที่ เขียนเช่น 30 ก.ย. 2569`, en: `“${short(text)}” is not a day; write it like 30 ก.ย. 2569 or 30 Sep 2026` };
  const day = parseIsoDate(addDays(SHEET_EPOCH, serial));
  if (!day) return { th: 'ไม่ใช่วันที่', en: 'Not a day' };
  const real = { ...day, year: day.year >= beFrom ? day.year - eraOffset : day.year };
  return isRealDay(real) ? within(isoDate(real)) : { th: 'ไม่มีวันนี้ในปฏิทิน', en: 'There is no such day' };
}

/** A survey asks about years that people now plan for. */
function within(iso: string): ReadAnswer {
  const year = Number(iso.slice(0, 4));
  return year >= 1900 && year <= 2100 ? { value: iso } : { th: `ปี ${year + eraOffset} ไกลเกินไป`, en: `The year ${year} is too far away` };
}

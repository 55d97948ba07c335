import type { FieldDefinition } from '@saphan/contracts/catalogue/definition';
import { findTerm } from '../definition/fields.ts';
import { readDate, readYear } from './read-date.ts';
import type { Reading } from './reading.ts';

const MARKUP = /<\/?[a-z][^<>]*>|<!--|<script/i;
const TAG = /^[\p{L}\p{M}\p{N} _.-]+$/u;
const EMAIL = /^[^\s@<>"']+@[^\s@<>"']+\.[^\s@<>"'.]{2,}$/;
const LONGEST_TAG = 100;

/** Reads what a person, a program or a workbook gave for a field: codes or their texts, Thai digits, `True`, a list with commas. */
export function readValue(field: FieldDefinition, given: unknown): Reading {
  if (given === null || given === undefined || given === '' || (Array.isArray(given) && given.length === 0)) return { value: null };
  switch (field.kind) {
    case 'code': return readCode(field, String(given));
    case 'codes': return readCodes(field, Array.isArray(given) ? given.map(String) : [String(given)]);
    case 'tags': return readTags(field, Array.isArray(given) ? given.map(String) : String(given).split(','));
    case 'boolean': return readBoolean(given);
    case 'number': return readNumber(given);
    case 'degree': return readDegree(field, given);
    case 'date': return readDate(String(given).trim());
    case 'year': return readYear(String(given).trim());
    default: return readText(field, String(given));
  }
}

const arabic = (text: string) => text.replace(/[๐-๙]/g, (digit) => String(digit.charCodeAt(0) - 0x0e50));

/** Text is text: markup is refused, not cleaned, so that nobody finds words gone. */
export function readText(field: FieldDefinition, given: string): Reading {
  // Control characters but tab and line break, and invisible ones that turn text around.
  const text = given.normalize('NFC').replace(/\r\n?/g, '\n').replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u202a-\u202e\u2066-\u2069\ufeff]/g, '').trim();
  if (text === '') return { value: null };
  if (MARKUP.test(text)) return { th: 'ใส่ได้เฉพาะข้อความ ไม่รับแท็ก HTML หรือสคริปต์', en: 'Plain text only: HTML tags and scripts are refused' };
  if (field.maxLength && [...text].length > field.maxLength) return tooLong(field, [...text].length);
  if (field.kind === 'email' && !EMAIL.test(text)) return { th: `“${text}” ไม่ใช่อีเมล ตัวอย่าง ${field.example}`, en: `"${text}" is no e-mail address, for example ${field.example}` };
  if (field.kind === 'url' && !isWebAddress(text)) return { th: 'ที่อยู่เว็บต้องขึ้นต้นด้วย https:// หรือ http://', en: 'An address must begin with https:// or http://' };
  return { value: text };
}

const tooLong = (field: FieldDefinition, length: number): Reading =>
  ({ th: `ยาว ${length} ตัวอักษร เกินที่มาตรฐานกำหนดไว้ ${field.maxLength}`, en: `${length} characters; the standard allows ${field.maxLength}` });

function isWebAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  return ['http:', 'https:'].includes(new URL(text).protocol);
}

function readCode(field: FieldDefinition, given: string): Reading {
  const term = findTerm(field, given);
  return term ? { value: term.code } : { th: `“${given}” ไม่อยู่ในรายการของ${field.th}`, en: `"${given}" is not in the list of ${field.en}` };
}

function readCodes(field: FieldDefinition, given: readonly string[]): Reading {
  const codes: string[] = [];
  for (const each of given.filter((text) => text.trim() !== '')) {
    const read = readCode(field, each);
    if (!('value' in read)) return read;
    if (!codes.includes(read.value as string)) codes.push(read.value as string);
  }
  return { value: codes.length > 0 ? codes : null };
}

function readTags(field: FieldDefinition, given: readonly string[]): Reading {
  const tags = [...new Set(given.map((tag) => tag.normalize('NFC').trim()).filter(Boolean))];
  const bad = tags.find((tag) => !TAG.test(tag) || tag.length > LONGEST_TAG);
  if (bad) return { th: `คำสำคัญ “${bad.slice(0, LONGEST_TAG)}” ใช้ได้เฉพาะตัวอักษร ตัวเลข ช่องว่าง - _ และ .`, en: `Tag "${bad.slice(0, LONGEST_TAG)}": letters, digits, spaces, - _ and . only` };
  const length = tags.join(',').length;
  if (field.maxLength && length > field.maxLength) return tooLong(field, length);
  return { value: tags.length > 0 ? tags : null };
}

function readBoolean(given: unknown): Reading {
  const text = String(given).trim().toLowerCase();
  if (['true', 'yes', '1', 'ใช่', 'on'].includes(text)) return { value: true };
  if (['false', 'no', '0', 'ไม่ใช่', 'off'].includes(text)) return { value: false };
  return { th: 'ตอบ ใช่ หรือ ไม่ใช่', en: 'Answer yes or no' };
}

function readNumber(given: unknown): Reading {
  const number = Number(arabic(String(given)).replaceAll(',', '').trim());
  if (Number.isInteger(number) && number > 0 && number < 10_000) return { value: number };
  return { th: 'ใส่จำนวนเต็มตั้งแต่ 1 ถึง 9,999', en: 'A whole number from 1 to 9,999' };
}

function readDegree(field: FieldDefinition, given: unknown): Reading {
  const degree = Number(arabic(String(given)).trim());
  // The standard calls the two latitudes longitudes.
  const most = /^(north|south)/.test(field.key) ? 90 : 180;
  if (Number.isFinite(degree) && Math.abs(degree) <= most) return { value: degree };
  return { th: `ใส่องศาทศนิยมระหว่าง -${most} ถึง ${most} ตัวอย่าง ${field.example}`, en: `Decimal degrees from -${most} to ${most}, for example ${field.example}` };
}

import type { CatalogueDefinition, FieldDefinition, Term } from '@saphan/contracts/catalogue/definition';
import type { MetadataValue } from '@saphan/contracts/catalogue/record';
import { plainLine, webAddress } from './plain-text.ts';
import type { Remark } from './remote-record.ts';
import { readDay } from './values.ts';

/** Fields and vocabularies to fit into: those of datasets, or those of resources. */
export interface FieldBook { readonly fields: readonly FieldDefinition[]; readonly vocabularies: CatalogueDefinition['vocabularies'] }

/** The standard keeps years in the Buddhist Era, days in the Common Era. */
const BUDDHIST = 543;

export interface Fitted { metadata: Record<string, MetadataValue>; remarks: Remark[] }

/** Values of another catalogue as ours: codes for words, days of the Common Era, and what does not fit told by name. */
export function fitMetadata(given: Readonly<Record<string, MetadataValue | null>>, book: FieldBook): Fitted {
  const fitted: Fitted = { metadata: {}, remarks: [] };
  const known = new Map(book.fields.filter(({ core }) => core === null).map((field) => [field.key, field]));
  const unknown: string[] = [];
  for (const [key, value] of Object.entries(given)) {
    const field = known.get(key);
    if (value === null) continue;
    if (field) fitValue(field, value, book, fitted);
    else unknown.push(key);
  }
  if (unknown.length > 0) {
    const listed = unknown.slice(0, 12).join(', ') + (unknown.length > 12 ? ', …' : '');
    fitted.remarks.push({ th: `ไม่ได้นำเข้าช่องที่มาตรฐานไม่รู้จัก: ${listed}`, en: `Fields that the standard does not know were left out: ${listed}` });
  }
  return fitted;
}

function fitValue(field: FieldDefinition, value: MetadataValue, book: FieldBook, fitted: Fitted): void {
  if (field.kind === 'code' || field.kind === 'codes') return fitCodes(field, value, book, fitted);
  const text = plainLine(Array.isArray(value) ? value.join(', ') : value === true ? 'true' : value === false ? 'false' : value);
  const read = readers[field.kind]?.(text, field, fitted.remarks);
  if (read === undefined) fitted.metadata[field.key] = cut(field, Array.isArray(value) ? text : String(value), fitted.remarks);
  else if (read === null) fitted.remarks.push(unfit(field, text));
  else fitted.metadata[field.key] = read;
}

const readers: Record<string, (text: string, field: FieldDefinition, remarks: Remark[]) => MetadataValue | null> = {
  boolean: (text) => (/^(true|1|yes|on|t|ใช่|มี)$/i.test(text) ? true : /^(false|0|no|off|f|ไม่ใช่|ไม่|ไม่มี)$/i.test(text) ? false : null),
  date: (text, field, remarks) => {
    const read = readDay(text);
    if (read?.wasBuddhist) remarks.push({ field: field.key, th: `“${field.th}” เขียนเป็น พ.ศ. (${text}) เก็บเป็น ค.ศ. ${read.day}`, en: `${field.en} was written in the Buddhist Era (${text}) and is kept as ${read.day}.` });
    if (read && read.day.length < 10) remarks.push({ field: field.key, th: `“${field.th}” บอกเพียง ${text} เก็บเป็นวันแรกของช่วงนั้น`, en: `${field.en} says ${text} only; the first day of it is kept.` });
    return read ? `${read.day}${'-01-01'.slice(read.day.length - 4)}`.slice(0, 10) : null;
  },
  year: (text) => { const day = readDay(text)?.day; return day === undefined ? null : day.length === 10 ? day : String(Number(day.slice(0, 4)) + BUDDHIST); },
  number: (text) => { const number = text.replace(/,/g, ''); return /^\d{1,4}(\.0+)?$/.test(number) && Number(number) > 0 ? Number(number) : null; },
  degree: (text, field) => (/^-?\d{1,3}(\.\d+)?$/.test(text) && Math.abs(Number(text)) <= (/^(north|south)/.test(field.key) ? 90 : 180) ? Number(text) : null),
  email: (text) => (/^[^\s@<>"']+@[^\s@<>"']+\.[^\s@<>"'.]{2,}$/.test(text) ? text : null),
  url: (text) => webAddress(text),
};

function fitCodes(field: FieldDefinition, value: MetadataValue, book: FieldBook, fitted: Fitted): void {
  const terms = book.vocabularies[field.vocabulary ?? ''] ?? [];
  const whole = Array.isArray(value) ? value : [String(value)];
  const given = field.kind === 'code' ? whole.slice(0, 1) : whole.flatMap((each) => (termOf(each, terms) ? [each] : each.split(/[,;|\n]/)));
  const codes: string[] = [];
  const others: string[] = [];
  for (const text of given.map(plainLine).filter(Boolean)) {
    const term = termOf(text, terms);
    if (term) codes.push(term.code);
    else others.push(text);
  }
  const other = terms.find((term) => term.other);
  if (others.length > 0 && other && field.otherField !== null) {
    codes.push(other.code);
    fitted.metadata[field.otherField] = cut({ ...field, maxLength: 200 }, others.join(', '), fitted.remarks);
    fitted.remarks.push({ field: field.key, th: `“${field.th}” ไม่มีคำว่า "${others.join(', ')}" ในรายการ จึงเก็บเป็นอื่นๆ`, en: `${field.en} has no "${others.join(', ')}" in its list; it is kept as other.` });
  } else if (others.length > 0) fitted.remarks.push(unfit(field, others.join(', ')));
  const unique = [...new Set(codes)];
  if (unique.length > 0) fitted.metadata[field.key] = field.kind === 'code' ? unique[0] as string : unique;
}

const plain = (text: string): string => text.normalize('NFC').toLowerCase().replace(/[\s._\-/]+/g, '').replace(/ๆ/g, '');

/** Terms by every name they have; a vocabulary is read once. */
const names = new WeakMap<readonly Term[], Map<string, Term>>();

/** By code, by the word on the wire in either language, by its IRI. */
function termOf(text: string, terms: readonly Term[]): Term | undefined {
  let byName = names.get(terms);
  if (!byName) {
    byName = new Map();
    // A code goes before a word, a word before a translation.
    for (const nameOf of [({ code }: Term) => code, ({ value }: Term) => value, ({ th }: Term) => th, ({ en }: Term) => en, ({ dcat }: Term) => dcat ?? '']) {
      for (const term of terms) if (nameOf(term) !== '' && !byName.has(plain(nameOf(term)))) byName.set(plain(nameOf(term)), term);
    }
    names.set(terms, byName);
  }
  return byName.get(plain(text));
}

/** A text no longer than the standard allows. */
export function cut(field: FieldDefinition, text: string, remarks: Remark[]): string {
  const limit = field.maxLength ?? 4_000;
  const letters = [...text];
  if (letters.length <= limit) return text;
  remarks.push({ field: field.key, th: `“${field.th}” ยาว ${letters.length} ตัวอักษร เก็บไว้ ${limit} ตัวแรก`, en: `${field.en} has ${letters.length} characters; the first ${limit} are kept.` });
  return `${letters.slice(0, limit - 1).join('').trimEnd()}…`;
}

const unfit = (field: FieldDefinition, text: string): Remark => ({ field: field.key, th: `“${field.th}” เป็น "${text.slice(0, 80)}" ซึ่งใช้ไม่ได้ จึงไม่ได้นำเข้า`, en: `${field.en} is "${text.slice(0, 80)}", which cannot be used, and was left out.`, lost: true });

/** What the cells of one column have in common: counted once, judged later. */
import { isCitizenId } from '@saphan/contracts/thai-id';
import { readCompactDate, readDateText } from '@saphan/contracts/thai-date-text';
import { hasThaiDigits, toAsciiDigits } from '@saphan/contracts/thai-digits';
import { falseWords, isNullWord, isShortYearDate, plainNumber, trueWords } from './cell-kinds.ts';

export interface ColumnFacts {
  cells: number;
  /** Blank or absent; words for "no data". */
  blanks: number;
  nullWords: Map<string, number>;
  /** Cells that hold something; every count below is out of these. */
  filled: number;
  integers: number;
  decimals: number;
  grouped: number;
  leadingZeros: number;
  thaiDigits: number;
  wholeDigits: number;
  scale: number;
  dates: number;
  timed: number;
  be: number;
  /** `19/2/68`, and how many of them are past the 12th. */
  shortYears: number;
  shortYearsSure: number;
  compactDates: number;
  compactBe: number;
  booleans: number;
  thirteen: number;
  citizenIds: number;
  phones: number;
  emails: number;
  titled: number;
  /** How many cells are n ASCII digits, for n of 2, 4, 6. */
  digitRuns: Map<number, number>;
  provinces: Set<string>;
  areaCodes: number;
  longest: number;
  lengths: Set<number>;
  distinct: Map<string, number>;
  distinctFull: boolean;
  samples: string[];
}

const mostDistinct = 50_000;
const titlePrefix = /^(?:นาย|นางสาว|นาง|น\.ส\.|ด\.ช\.|ด\.ญ\.|เด็กชาย|เด็กหญิง|ว่าที่|Mr\.?|Mrs\.?|Ms\.?|Miss)\s*[ก-ฮเ-ไA-Z]/;
/** Province codes of the Department of Provincial Administration: 77. */
const provinceCode = /^(?:1\d|2[0-7]|[34]\d|5[0-8]|6[0-7]|7[0-7]|8[0-6]|9[0-6])/;

/** Counts the cells of one column. */
export function countColumn(cells: Iterable<string>): ColumnFacts {
  const facts = emptyFacts();
  for (const cell of cells) {
    facts.cells += 1;
    const text = cell.replace(/[\u00a0\u200b\ufeff]/g, ' ').trim();
    if (text === '') facts.blanks += 1;
    else if (isNullWord(text)) facts.nullWords.set(text, (facts.nullWords.get(text) ?? 0) + 1);
    else countCell(facts, text);
  }
  return facts;
}

function emptyFacts(): ColumnFacts {
  return {
    cells: 0, blanks: 0, nullWords: new Map(), filled: 0, integers: 0, decimals: 0, grouped: 0, leadingZeros: 0, thaiDigits: 0, wholeDigits: 0, scale: 0,
    dates: 0, timed: 0, be: 0, shortYears: 0, shortYearsSure: 0, compactDates: 0, compactBe: 0, booleans: 0, thirteen: 0, citizenIds: 0, phones: 0, emails: 0, titled: 0,
    digitRuns: new Map(), provinces: new Set(), areaCodes: 0, longest: 0, lengths: new Set(), distinct: new Map(), distinctFull: true, samples: [],
  };
}

function countCell(facts: ColumnFacts, text: string): void {
  facts.filled += 1;
  facts.longest = Math.max(facts.longest, text.length);
  if (facts.lengths.size < 50) facts.lengths.add(text.length);
  if (facts.distinct.size < mostDistinct || facts.distinct.has(text)) facts.distinct.set(text, (facts.distinct.get(text) ?? 0) + 1);
  else facts.distinctFull = false;
  if (facts.samples.length < 5 && text.length <= 300 && !facts.samples.includes(text)) facts.samples.push(text);
  if (trueWords.has(text.toLowerCase()) || falseWords.has(text.toLowerCase())) facts.booleans += 1;
  if (/[0-9๐-๙]/.test(text)) countFigures(facts, text);
  if (titlePrefix.test(text)) facts.titled += 1;
  if (/^[^@\s]+@[^@\s]+\.[a-z]{2,}$/i.test(text)) facts.emails += 1;
}

function countFigures(facts: ColumnFacts, text: string): void {
  if (hasThaiDigits(text)) facts.thaiDigits += 1;
  const number = plainNumber(text);
  if (number) countNumber(facts, number.text, number.grouped);
  const digits = toAsciiDigits(text).replace(/[\s-]/g, '');
  if (/^\d+$/.test(digits)) countDigits(facts, digits);
  const date = readDateText(text);
  if (date) {
    facts.dates += 1;
    if (date.timed) facts.timed += 1;
    if (date.calendar === 'be') facts.be += 1;
  }
  if (!date && isShortYearDate(text)) {
    facts.shortYears += 1;
    if (Number.parseInt(toAsciiDigits(text), 10) > 12) facts.shortYearsSure += 1;
  }
  const compact = number && readCompactDate(text);
  if (compact) {
    facts.compactDates += 1;
    if (compact.calendar === 'be') facts.compactBe += 1;
  }
}

function countNumber(facts: ColumnFacts, text: string, grouped: boolean): void {
  const [whole = '', fraction = ''] = text.replace(/^[+-]/, '').split('.');
  if (fraction === '' && !text.includes('.')) facts.integers += 1;
  else facts.decimals += 1;
  if (grouped) facts.grouped += 1;
  if (/^0\d/.test(whole)) facts.leadingZeros += 1;
  facts.wholeDigits = Math.max(facts.wholeDigits, whole.replace(/^0+/, '').length);
  facts.scale = Math.max(facts.scale, fraction.length);
}

function countDigits(facts: ColumnFacts, digits: string): void {
  if (digits.length === 13) {
    facts.thirteen += 1;
    if (isCitizenId(digits)) facts.citizenIds += 1;
  }
  if (/^0(?:[689]\d{8}|[2-7]\d{7})$/.test(digits)) facts.phones += 1;
  if (![2, 4, 6].includes(digits.length)) return;
  facts.digitRuns.set(digits.length, (facts.digitRuns.get(digits.length) ?? 0) + 1);
  if (!provinceCode.test(digits) || /^..00|^....00/.test(digits)) return;
  facts.areaCodes += 1;
  facts.provinces.add(digits.slice(0, 2));
}

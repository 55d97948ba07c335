/** Which type a column has, and why; the first rule that holds decides, text is what remains. */
import type { Calendar, Column } from '@saphan/contracts/contract';
import type { ColumnFacts } from './column-facts.ts';
import { note } from './note.ts';
import type { Note } from './note.ts';

export type TypeGuess = Partial<Pick<Column, 'type' | 'precision' | 'scale' | 'geocodeDigits'>> & {
  type: Column['type']; calendar?: Calendar; confidence: number; reasons: Note[];
};

/** A column's header text (joined), and whether the file speaks of places at all. */
export interface Surroundings { header: string; placesNearby: boolean; spreadsheet: boolean }
type Rule = (facts: ColumnFacts, around: Surroundings) => TypeGuess | null;

const enough = 0.95;
const share = (part: number, facts: ColumnFacts): number => (facts.filled === 0 ? 0 : part / facts.filled);
/** Nearly all: a stray total or footnote among at least eight values does not hide a column's type. */
const holds = (part: number, facts: ColumnFacts): boolean => share(part, facts) >= enough || (facts.filled >= 8 && facts.filled - part === 1);
const strays = (part: number, facts: ColumnFacts): Note[] => (part === facts.filled ? []
  : [note(`${facts.filled - part} ค่าอ่านไม่ได้และจะถูกกัก`, `${facts.filled - part} values cannot be read and will be held back.`)]);
const percent = (part: number, facts: ColumnFacts): string => `${Math.floor(share(part, facts) * 1000) / 10}%`;

const rules: Rule[] = [emptyColumn, citizenId, geocode, knownText, boolean, date, shortYearDate, compactDate, number];

/** The type of a column, with a confidence and the reasons in both languages. */
export function guessType(facts: ColumnFacts, around: Surroundings): TypeGuess {
  for (const rule of rules) {
    const guess = rule(facts, around);
    if (guess) return guess;
  }
  return { type: 'text', confidence: 0.9, reasons: [note('เป็นข้อความ', 'It holds text.'), ...almost(facts)] };
}

/** Says what a column nearly was, so that a few stray cells do not hide it. */
function almost(facts: ColumnFacts): Note[] {
  if (share(facts.dates, facts) > 0.5) return [note(`มีวันที่ ${percent(facts.dates, facts)} ที่เหลืออ่านเป็นวันที่ไม่ได้`, `${percent(facts.dates, facts)} are dates; the rest cannot be read as dates.`)];
  const numbers = facts.integers + facts.decimals;
  return share(numbers, facts) > 0.5 && facts.leadingZeros === 0
    ? [note(`เป็นตัวเลข ${percent(numbers, facts)} ที่เหลืออ่านเป็นตัวเลขไม่ได้`, `${percent(numbers, facts)} are numbers; the rest cannot be read as numbers.`)] : [];
}

function emptyColumn(facts: ColumnFacts): TypeGuess | null {
  return facts.filled > 0 ? null : { type: 'text', confidence: 0.3, reasons: [note('ยังไม่มีค่าในตัวอย่าง จึงตั้งเป็นข้อความ', 'The sample has no value here, so it is text.')] };
}

function citizenId(facts: ColumnFacts, { header }: Surroundings): TypeGuess | null {
  const named = /ประจำตัวประชาชน|บัตรประชาชน|citizen|national_?id|\bcid\b|\bpid\b|thai_?id/i.test(header);
  const right = share(facts.citizenIds, facts);
  if (share(facts.thirteen, facts) < 0.8 || right < (named ? 0.5 : 0.9) || (!named && facts.citizenIds < 3)) return null;
  return {
    type: 'citizen-id', confidence: Math.min(0.99, right),
    reasons: [note(`เลข 13 หลักที่หลักตรวจสอบตรง ${percent(facts.citizenIds, facts)}`, `13 digits with a right check digit in ${percent(facts.citizenIds, facts)}.`)],
  };
}

const levels = { 2: note('จังหวัด', 'province'), 4: note('อำเภอ', 'district'), 6: note('ตำบล', 'subdistrict') } as const;
const levelHeaders = { 2: /จังหวัด|province|changwat|\bprov/i, 4: /อำเภอ|เขต|district|amphoe|amphur/i, 6: /ตำบล|แขวง|sub_?district|tambon/i } as const;
const codeHeader = /รหัส|code|(^|[_\s.-])id($|[_\s.-])|[a-z]Id$/i;

/** A code by name and value. Two and four digits are too common (years, small numbers) to be taken by value alone. */
function geocode(facts: ColumnFacts, { header, placesNearby }: Surroundings): TypeGuess | null {
  for (const digits of [6, 4, 2] as const) {
    const sized = facts.digitRuns.get(digits) ?? 0;
    if (share(sized, facts) < enough || facts.areaCodes < sized * 0.98 || facts.lengths.size > 2) continue;
    const named = levelHeaders[digits].test(header) && !(digits === 4 && /ตำบล|tambon|sub_?district/i.test(header));
    const byCode = digits > 2 && placesNearby && codeHeader.test(header) && facts.provinces.size >= 5;
    if (!named && !byCode) continue;
    if (/ปี|year|พ\.ศ|ไปรษณีย์|zip|post|จำนวน|พื้นที่|count|area/i.test(header)) continue;
    return {
      type: 'geocode', geocodeDigits: digits, confidence: named ? 0.95 : 0.85,
      reasons: [note(`ตัวเลข ${digits} หลักตรงกับรหัส${levels[digits].th}ของกรมการปกครอง (${facts.provinces.size} จังหวัด)`,
        `${digits} digits that fit the ${levels[digits].en} codes of the Department of Provincial Administration (${facts.provinces.size} provinces).`)],
    };
  }
  return null;
}

/** Figures that are names of things, not amounts: leading zeros, phones, postcodes, long codes. */
function knownText(facts: ColumnFacts, { header }: Surroundings): TypeGuess | null {
  const text = (th: string, en: string, confidence = 0.95): TypeGuess => ({ type: 'text', confidence, reasons: [note(th, en)] });
  const numeric = facts.integers >= facts.filled * 0.8;
  if (/โทร|phone|mobile|มือถือ|แฟกซ์|\bfax/i.test(header) && (numeric || share(facts.phones, facts) > 0.5)) return text('เป็นหมายเลขโทรศัพท์ เก็บเป็นข้อความเพื่อไม่ให้ 0 หน้าหาย', 'Phone numbers stay text, so that the leading 0 is kept.');
  if (share(facts.phones, facts) >= enough && facts.leadingZeros > 0) return text('รูปแบบเป็นหมายเลขโทรศัพท์ เก็บเป็นข้อความ', 'They look like phone numbers and stay text.', 0.85);
  if (/ไปรษณีย์|zip|post_?(al)?_?code/i.test(header) && numeric) return text('เป็นรหัสไปรษณีย์ ไม่ใช่จำนวน', 'A postcode is no amount.');
  if (/บัญชี|account_?no|bank|passport/i.test(header) && numeric) return text('เป็นเลขที่ ไม่ใช่จำนวน เก็บเป็นข้อความ', 'A number of an account or document is no amount; it stays text.');
  if (facts.leadingZeros > 0 && facts.decimals === 0) return text(`มีค่าที่ขึ้นต้นด้วย 0 (${facts.leadingZeros} ค่า) ถ้าเก็บเป็นตัวเลข 0 จะหาย`, `${facts.leadingZeros} values begin with 0, which a number would lose.`);
  if (facts.integers > 0 && facts.wholeDigits > 18) return text('ตัวเลขยาวเกิน 18 หลัก', 'The figures have more than 18 digits.');
  if (share(facts.thirteen, facts) >= enough) return text('เลข 13 หลักซึ่งไม่ใช่เลขประจำตัวประชาชนที่ถูกต้อง เก็บเป็นข้อความ', '13 digits that are no valid citizen numbers; kept as text.', 0.7);
  return null;
}

function boolean(facts: ColumnFacts, { header }: Surroundings): TypeGuess | null {
  if (facts.distinct.size > 2 || share(facts.booleans, facts) < 1) return null;
  const figures = [...facts.distinct.keys()].every((word) => word === '0' || word === '1');
  const letters = [...facts.distinct.keys()].every((word) => word.length === 1);
  if (letters && (facts.distinct.size < 2 || !/^(is|has)_?|หรือไม่|flag|มีหรือ|ใช่/i.test(header)) && (figures || facts.filled < 20)) return null;
  return { type: 'boolean', confidence: 0.9, reasons: [note(`มีเพียงค่า ${[...facts.distinct.keys()].join(' กับ ')}`, `The only values are ${[...facts.distinct.keys()].join(' and ')}.`)] };
}

function date(facts: ColumnFacts): TypeGuess | null {
  if (!holds(facts.dates, facts)) return null;
  const timed = facts.timed > 0;
  const { calendar, reasons } = calendarOf(facts.be, facts.dates);
  return { type: timed ? 'timestamp' : 'date', calendar, reasons: [...reasons, ...strays(facts.dates, facts)], confidence: Math.min(0.99, share(facts.dates, facts)) };
}

function shortYearDate(facts: ColumnFacts): TypeGuess | null {
  if (share(facts.shortYears, facts) < enough || facts.shortYearsSure === 0) return null;
  return { type: 'date', calendar: 'be', confidence: 0.6, reasons: [note('ปีมี 2 หลัก อ่านเป็น พ.ศ. 25xx ตรวจกับเจ้าของข้อมูล', 'The years have two digits and are read as B.E. 25xx; ask the owner of the data.')] };
}

function compactDate(facts: ColumnFacts, { header }: Surroundings): TypeGuess | null {
  if (share(facts.compactDates, facts) < enough || !/วัน|date|_on$|_at$/i.test(header)) return null;
  return { type: 'date', ...calendarOf(facts.compactBe, facts.compactDates), confidence: 0.9 };
}

/** One calendar unless at least 5% are of the other; a small minority is named, since those rows would be held back. */
function calendarOf(be: number, dates: number): { calendar: Calendar; reasons: Note[] } {
  const part = be / dates;
  const calendar: Calendar = part >= 0.95 ? 'be' : part <= 0.05 ? 'ce' : 'mixed';
  const shown = Math.round(part * 1000) / 10;
  const reasons = [note(`อ่านเป็นวันที่ได้ เป็น พ.ศ. ${shown}% ค.ศ. ${Math.round((100 - shown) * 10) / 10}%`, `They read as dates: ${shown}% B.E., ${Math.round((100 - shown) * 10) / 10}% C.E.`)];
  if (part > 0 && part < 1 && calendar !== 'mixed') reasons.push(note('ส่วนน้อยที่เป็นอีกปฏิทินจะถูกกัก ถ้าไม่ต้องการให้เลือกแบบปนกัน', 'The few of the other calendar will be held back; choose “mixed” to let them pass.'));
  if (calendar === 'mixed') reasons.push(note('ปนสองปฏิทิน ตรวจกับเจ้าของข้อมูล', 'Two calendars are mixed; ask the owner of the data.'));
  return { calendar, reasons };
}

function number(facts: ColumnFacts): TypeGuess | null {
  const numbers = facts.integers + facts.decimals;
  if (!holds(numbers, facts)) return null;
  const reasons = strays(numbers, facts);
  if (facts.grouped > 0) reasons.push(note('มีจุลภาคคั่นหลักพัน', 'Commas group the thousands.'));
  if (facts.thaiDigits > 0) reasons.push(note('มีเลขไทย ๐–๙', 'There are Thai digits ๐–๙.'));
  if (facts.decimals === 0) return { type: 'integer', confidence: Math.min(0.98, share(numbers, facts)), reasons: [note('ทุกค่าเป็นจำนวนเต็ม', 'The values are whole numbers.'), ...reasons] };
  const scale = Math.min(facts.scale, 18);
  const precision = Math.min(38, Math.max(facts.wholeDigits + 3, 9) + scale);
  return {
    type: 'decimal', precision, scale, confidence: Math.min(0.98, share(numbers, facts)),
    reasons: [note(`ทศนิยมมากที่สุด ${facts.scale} ตำแหน่ง`, `At most ${facts.scale} digits stand after the point.`), ...reasons],
  };
}

/** Every spelling of a date that the sieve reads (linkage.md §7). Pure: text in, day or reason out. */
import { daysInMonth, monthNames } from '@saphan/contracts/dates';
import { toAsciiDigits } from '@saphan/contracts/thai-digits';
import type { Calendar } from '@saphan/contracts/contract';
import { normaliseText } from './text-field.ts';

export interface DateRules {
  calendar: Calendar;
  thaiDigits: boolean;
  /** Workbooks may hold a date as the number of days since 1899-12-30. */
  serials: boolean;
}

/** `era` is the calendar as spelled, null for a serial number. */
export interface CalendarDay { year: number; month: number; day: number; era: 'be' | 'ce' | null }
export type DateFault = 'DATE_INVALID' | 'DATE_CALENDAR';

const monthOf = new Map<string, number>();
const bare = (name: string): string => name.replaceAll('.', '').toLowerCase();
for (const names of [monthNames.th.short, monthNames.th.long, monthNames.en.short, monthNames.en.long]) {
  names.forEach((name, index) => monthOf.set(bare(name), index + 1));
}
const era = '(พ\\.? ?ศ\\.?|ค\\.? ?ศ\\.?)?';
const weekday = '(?:วัน(?:จันทร์|อังคาร|พุธ|พฤหัสบดี|พฤหัส|ศุกร์|เสาร์|อาทิตย์)? ?(?:ที่)? ?)?';
const midnight = '(?:[T ]0?0:00(?::00(?:\\.0+)?)?)?';
const yearFirst = new RegExp(`^(\\d{4})([-/.])(\\d{1,2})\\2(\\d{1,2})${midnight}$`);
const dayFirst = new RegExp(`^(\\d{1,2})([-/.])(\\d{1,2})\\2(\\d{4}|\\d{2})${midnight}$`);
const compact = /^(\d{4})(\d{2})(\d{2})$/;
const named = new RegExp(`^${weekday}(\\d{1,2})[ -]?(?:เดือน ?)?([ก-ฮเ][ก-๎.]*?|[a-z]{3,9}\\.?),?[ -]?${era} ?(\\d{4}|\\d{2})${midnight}$`, 'i');
const monthFirst = /^([a-z]{3,9})\.? (\d{1,2}),? (\d{4})$/i;
const serial = /^(\d{1,6})(?:\.0+)?$/;
const lastSerial = 307_928;

/**
 * Reads a date by the rules of its column.
 *
 * Years 2400–2743 are B.E., 1900–2200 C.E., no other year is read. Two-digit years are B.E. (25xx) in a B.E. column or beside a Thai
 * month; elsewhere they are ambiguous and refused.
 */
export function parseThaiDate(text: string, rules: DateRules): CalendarDay | DateFault {
  const clean = normaliseText(text).replace(/\s+/g, ' ');
  const plain = rules.thaiDigits ? toAsciiDigits(clean) : clean;
  let m = yearFirst.exec(plain);
  if (m) return judge(m[1] as string, Number(m[3]), Number(m[4]), null, false, rules);
  if ((m = dayFirst.exec(plain))) return judge(m[4] as string, Number(m[3]), Number(m[1]), null, false, rules);
  if ((m = compact.exec(plain))) return judge(m[1] as string, Number(m[2]), Number(m[3]), null, false, rules);
  if ((m = named.exec(plain))) return namedDay(m, rules);
  if ((m = monthFirst.exec(plain))) return judge(m[3] as string, monthOf.get(bare(m[1] as string)) ?? 0, Number(m[2]), null, false, rules);
  if (rules.serials && (m = serial.exec(plain))) return serialDay(Number(m[1]));
  return 'DATE_INVALID';
}

function namedDay(m: RegExpExecArray, rules: DateRules): CalendarDay | DateFault {
  const [, day, monthText = '', eraText, year = ''] = m;
  const spelled = eraText === undefined ? null : eraText.startsWith('พ') ? 'be' : 'ce';
  return judge(year, monthOf.get(bare(monthText)) ?? 0, Number(day), spelled, /[ก-ฮ]/.test(monthText), rules);
}

function judge(yearText: string, month: number, day: number, spelled: 'be' | 'ce' | null, thaiMonth: boolean, rules: DateRules): CalendarDay | DateFault {
  let year = Number(yearText);
  if (yearText.length === 2) {
    const buddhist = spelled === 'be' || (spelled === null && (rules.calendar === 'be' || (thaiMonth && rules.calendar !== 'ce')));
    if (!buddhist) return spelled === null && thaiMonth ? 'DATE_CALENDAR' : 'DATE_INVALID';
    year += 2500;
  }
  return judgeYear(year, month, day, spelled, rules.calendar);
}

/** Shared with the byte reader: window, calendar policy, real day. */
export function judgeYear(year: number, month: number, day: number, spelled: 'be' | 'ce' | null, calendar: Calendar): CalendarDay | DateFault {
  const found = year >= 2400 && year <= 2743 ? 'be' : year >= 1900 && year <= 2200 ? 'ce' : null;
  if (found === null || (spelled !== null && spelled !== found)) return 'DATE_INVALID';
  const common = found === 'be' ? year - 543 : year;
  if (month < 1 || day < 1 || day > daysInMonth(common, month)) return 'DATE_INVALID';
  if (calendar !== 'mixed' && calendar !== found) return 'DATE_CALENDAR';
  return { year: common, month, day, era: found };
}

/** Day 60 of the 1900 system never was; a B.E. year typed into a workbook is a date 543 years ahead. */
function serialDay(days: number): CalendarDay | DateFault {
  if (days < 1 || days === 60 || days > lastSerial) return 'DATE_INVALID';
  const at = new Date(Date.UTC(1899, 11, days < 60 ? 31 : 30) + days * 86_400_000);
  const judged = judgeYear(at.getUTCFullYear(), at.getUTCMonth() + 1, at.getUTCDate(), null, 'mixed');
  return typeof judged === 'string' ? judged : { ...judged, era: null };
}

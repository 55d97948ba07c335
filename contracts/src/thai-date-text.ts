/** Dates as people and systems in Thailand spell them (linkage.md §7), read into ISO. Nothing ambiguous is guessed. */
import { eraOffset, isoDate, isRealDay, monthNames } from './dates.ts';
import { toAsciiDigits } from './thai-digits.ts';

export interface ReadDate {
  /** `YYYY-MM-DD`, or `YYYY-MM-DDTHH:MM:SS` with the zone as spelled, if any. */
  iso: string;
  timed: boolean;
  /** The calendar of the year as spelled. */
  calendar: 'be' | 'ce';
}

/** Years from 2400 are Buddhist, 1900 to 2200 common era; no other year is read. */
function eraOf(year: number): 'be' | 'ce' | null {
  if (year >= 2400 && year <= 2743) return 'be';
  return year >= 1900 && year <= 2200 ? 'ce' : null;
}

const monthOf = new Map<string, number>();
const bare = (name: string): string => name.replaceAll('.', '').toLowerCase();
for (const names of [monthNames.th.short, monthNames.th.long, monthNames.en.short, monthNames.en.long]) {
  names.forEach((name, index) => monthOf.set(bare(name), index + 1));
}

const time = '(?:[T ,]+(?:เวลา )?([0-2]?\\d)[:.]([0-5]\\d)(?:[:.]([0-5]\\d)(?:\\.\\d{1,9})?)? ?(?:น\\.?)? ?(Z|[+-]\\d{2}:?\\d{2})?)?';
const forms: { form: RegExp; order: 'ymd' | 'dmy'; named?: true }[] = [
  { form: new RegExp(`^(\\d{4})[-/.](\\d{1,2})[-/.](\\d{1,2})${time}$`), order: 'ymd' },
  { form: new RegExp(`^(\\d{1,2})[-/.](\\d{1,2})[-/.](\\d{4})${time}$`), order: 'dmy' },
  { form: new RegExp(`^(?:วัน[ก-๙]+ ?ที่ )?(\\d{1,2})[ -]?([ก-ฮเ-ไa-z][ก-๙a-z.]*?)[ -]?(?:พ\\.?ศ\\.? ?|ค\\.?ศ\\.? ?)?(\\d{2}|\\d{4})${time}$`, 'i'), order: 'dmy', named: true },
];

/**
 * Reads one date or date with time; null when the text has none of the known forms or names a day that does not exist.
 * Two-digit years are read only beside a Thai month name, as 25xx: `15/02/68` could be four different days.
 */
export function readDateText(text: string): ReadDate | null {
  const plain = toAsciiDigits(text).replace(/[\s\u00a0]+/g, ' ').trim();
  if (plain.length < 6 || plain.length > 60 || !/\d/.test(plain)) return null;
  for (const { form, order, named } of forms) {
    const match = form.exec(plain);
    if (!match) continue;
    const [, first = '', second = '', third = ''] = match;
    const month = named ? monthOf.get(bare(second)) : Number(second);
    if (month === undefined) return null;
    const yearText = order === 'ymd' ? first : third;
    const read = readDay(Number(order === 'ymd' ? third : first), month, yearText, /[ก-๙]/.test(second));
    return read && withTime(read, match.slice(4));
  }
  return null;
}

/** Reads `25680215` and `20250215`; such figures are dates only where a header says so. */
export function readCompactDate(text: string): ReadDate | null {
  const match = /^(\d{4})(\d{2})(\d{2})$/.exec(toAsciiDigits(text.trim()));
  return match && readDay(Number(match[3]), Number(match[2]), match[1] as string, false);
}

function readDay(day: number, month: number, yearText: string, thaiMonth: boolean): ReadDate | null {
  if (yearText.length === 2 && !thaiMonth) return null;
  const year = yearText.length === 2 ? 2500 + Number(yearText) : Number(yearText);
  const calendar = eraOf(year);
  if (!calendar) return null;
  const real = { year: calendar === 'be' ? year - eraOffset : year, month, day };
  return isRealDay(real) ? { iso: isoDate(real), timed: false, calendar } : null;
}

function withTime(read: ReadDate, [hour, minute, second, zone]: (string | undefined)[]): ReadDate | null {
  if (hour === undefined || minute === undefined) return read;
  if (Number(hour) > 23) return null;
  return { ...read, timed: true, iso: `${read.iso}T${hour.padStart(2, '0')}:${minute}:${second ?? '00'}${zone ?? ''}` };
}

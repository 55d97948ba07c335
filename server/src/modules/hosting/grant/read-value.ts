import { eraOffset, parseIsoDate } from '@saphan/contracts/dates';
import type { ColumnType } from '@saphan/contracts/contract';

/** A value as statements compare it, or why it is none of its column's. */
export type ReadValue = { readonly text: string } | { readonly th: string; readonly en: string };

const LONGEST = 500;
const beFrom = 2400;
const WORDS: Record<ColumnType, { th: string; en: string }> = {
  'text': { th: 'ข้อความ', en: 'text' }, 'citizen-id': { th: 'เลขประจำตัวประชาชน 13 หลัก', en: 'a citizen id of 13 digits' }, 'geocode': { th: 'รหัสพื้นที่', en: 'an area code' },
  'integer': { th: 'จำนวนเต็ม', en: 'a whole number' }, 'decimal': { th: 'จำนวนทศนิยม', en: 'a decimal number' }, 'boolean': { th: 'true หรือ false', en: 'true or false' },
  'date': { th: 'วันที่ ค.ศ. แบบ ปี-เดือน-วัน', en: 'a day as year-month-day' }, 'timestamp': { th: 'เวลาแบบ ปี-เดือน-วันTชั่วโมง:นาที:วินาทีZ', en: 'an instant as year-month-dayThour:minute:secondZ' },
};

/** Reads a value of a column's type as it was written; never guesses. What was sent is not repeated: it may name a person. */
export function readValue(type: ColumnType, given: unknown): ReadValue {
  const text = typeof given === 'string' ? given : typeof given === 'number' || typeof given === 'boolean' ? String(given) : null;
  if (text === null || text.length > LONGEST || text.includes('\0')) return notOf(type);
  const read = readers[type](text);
  return read === null ? notOf(type) : typeof read === 'string' ? { text: read } : read;
}

const notOf = (type: ColumnType): ReadValue => ({ th: `ค่าต้องเป็น${WORDS[type].th}`, en: `the value must be ${WORDS[type].en}` });
const isoInstant = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):([0-5]\d):([0-5]\d)Z?$/;

const readers: Record<ColumnType, (text: string) => string | ReadValue | null> = {
  'text': (text) => text,
  'geocode': (text) => /^\d{1,8}$/.test(text) ? text : null,
  'citizen-id': (text) => /^\d{13}$/.test(text) ? text : null,
  'integer': (text) => /^-?\d{1,18}$/.test(text) ? String(BigInt(text)) : null,
  'decimal': (text) => /^-?\d{1,20}(\.\d{1,18})?$/.test(text) ? text.replace(/^(-?)0+(?=\d)/, '$1') : null,
  'boolean': (text) => text === 'true' || text === 'false' ? text : null,
  'date': readDay,
  'timestamp': (text) => {
    const [, day, hours, minutes, seconds] = isoInstant.exec(text) ?? [];
    if (day === undefined) return null;
    const read = readDay(day);
    return typeof read === 'string' ? `${read}T${hours}:${minutes}:${seconds}Z` : read;
  },
};

/** Days of the API are of the common era. */
function readDay(text: string): string | ReadValue | null {
  const day = parseIsoDate(text);
  if (!day) return null;
  if (day.year < beFrom) return text;
  const meant = `${day.year - eraOffset}${text.slice(4)}`;
  return { th: `ปี ${day.year} เป็น พ.ศ. หมายถึง ${meant} หรือไม่`, en: `${day.year} is a year of the Buddhist era: was ${meant} meant?` };
}

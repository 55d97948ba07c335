import type { Reading } from './reading.ts';

const BUDDHIST = 543;
const DAY = /^(\d{4})-(\d{2})-(\d{2})(?:[T ].*)?$/;
const arabic = (text: string) => text.replace(/[๐-๙]/g, (digit) => String(digit.charCodeAt(0) - 0x0e50));
const isEra = (year: number) => year >= 2400 && year <= 2700;

function isDay(year: number, month: number, day: number): boolean {
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

/** A day as `2026-05-31`, year C.E.; one in B.E. is refused, and the day it means proposed. */
export function readDate(given: string): Reading {
  const [, y, m, d] = DAY.exec(arabic(given)) ?? [];
  const [year, month, day] = [Number(y), Number(m), Number(d)];
  if (!y) return { th: `“${given.slice(0, 40)}” ไม่ใช่วันที่แบบ ปี-เดือน-วัน เช่น 2026-05-31`, en: `"${given.slice(0, 40)}" is no date as year-month-day, for example 2026-05-31` };
  if (isEra(year)) {
    const meant = `${year - BUDDHIST}-${m}-${d}`;
    if (isDay(year - BUDDHIST, month, day)) return { th: `ปี ${year} เป็น พ.ศ. ช่องนี้ใช้ ค.ศ.: หมายถึง ${meant} ใช่หรือไม่`, en: `The year ${year} is B.E.; this field takes C.E.: did you mean ${meant}?` };
  }
  if (!isDay(year, month, day) || year < 1000 || year > 2399) return { th: `ไม่มีวันที่ ${given.slice(0, 10)} ในปฏิทิน`, en: `There is no day ${given.slice(0, 10)}` };
  return { value: `${y}-${m}-${d}` };
}

/** A year B.E. as the standard asks it, or a day C.E. as newer forms write it. */
export function readYear(given: string): Reading {
  const text = arabic(given);
  if (!/^\d{4}$/.test(text)) return readDate(given);
  const year = Number(text);
  if (isEra(year)) return { value: text };
  return { th: `ปี ${year} เป็น ค.ศ. ช่องนี้ใช้ พ.ศ.: หมายถึง ${year + BUDDHIST} ใช่หรือไม่`, en: `The year ${year} is C.E.; this field takes B.E.: did you mean ${year + BUDDHIST}?` };
}

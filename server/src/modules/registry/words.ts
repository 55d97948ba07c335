import { eraOffset, parseIsoDate, todayInBangkok } from '@saphan/contracts/dates';
import { registryProblem } from './errors.ts';

const FROM_BE = 2400;
const INSTANT = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/;

/** A day that is sent is ISO and of the common era. @throws `registry.not-a-date`, `registry.era-mistaken`. */
export function assertDay(text: string, pointer: string): string {
  const day = parseIsoDate(text);
  if (!day) throw registryProblem('not-a-date', { errors: [{ pointer, th: `"${text}" ไม่ใช่วันที่`, en: `"${text}" is not a day` }] });
  if (day.year < FROM_BE) return text;
  const meant = `${day.year - eraOffset}${text.slice(4)}`;
  throw registryProblem('era-mistaken', { errors: [{ pointer, th: `ปี ${day.year} เป็น พ.ศ. หมายถึง ${meant} หรือไม่`, en: `${day.year} is a year of the Buddhist era: was ${meant} meant?` }] });
}

/** A moment, or the beginning of a day in Bangkok. @throws `registry.not-a-date`, `registry.era-mistaken`. */
export function readMoment(text: string, pointer: string): Date {
  const day = INSTANT.exec(text)?.[1] ?? text;
  assertDay(day, pointer);
  const at = new Date(day === text ? `${text}T00:00:00+07:00` : text);
  if (Number.isNaN(at.getTime())) throw registryProblem('not-a-date', { errors: [{ pointer, th: `"${text}" ไม่ใช่เวลา`, en: `"${text}" is no time` }] });
  return at;
}

/** A day after today. @throws `registry.sunset-needed`. */
export function assertDayToCome(text: string, pointer: string, now: Date): string {
  const day = assertDay(text, pointer);
  if (day <= todayInBangkok(now)) throw registryProblem('sunset-needed', { errors: [{ pointer, th: `${day} ไม่ใช่วันในอนาคต`, en: `${day} is not a day to come` }] });
  return day;
}

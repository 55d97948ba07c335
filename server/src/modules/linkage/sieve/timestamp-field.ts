import type { DateField } from './date-field.ts';
import { putDay, putTwo } from './date-field.ts';
import { fault } from './reject-code.ts';
import { toAsciiDigits } from '@saphan/contracts/thai-digits';
import { normaliseText } from './text-field.ts';

const TIME_INVALID = fault('TIME_INVALID');
const DATE_INVALID = fault('DATE_INVALID');
const dayMs = 86_400_000;
const bangkokMinutes = 7 * 60;
/** `14:30`, `14:30:15.25`, `14.30 น.`, `เวลา 08.00 น.`, with zone `Z`, `+07:00`, `+0700`, `+07`. */
const clock = /[T ,]\s*(?:เวลา ?)?(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:[.,](\d{1,9}))?)?(?: ?น\.?)? ?(Z|[+-]\d{2}(?::?\d{2})?)?$/i;

/**
 * Writes `YYYY-MM-DD HH:MM:SS[.ffffff]`, always the wall clock of Bangkok (UTC+7, no summer time since 1920). A zone in the source is
 * converted; a date alone is its midnight.
 */
export function writeTimestamp(src: Buffer, s: number, e: number, out: Buffer, o: number, dates: DateField, thai: boolean): number {
  if (e - s === 19 && (src[s + 10] === 0x20 || src[s + 10] === 0x54)) {
    const day = dates.read(src, s, s + 10);
    if (day < 0) return day;
    return putClock(src, s + 11, out, putDay(out, o, day));
  }
  if (e - s > 160) return DATE_INVALID;
  return writeSpelled(src.toString('utf8', s, e), out, o, dates, thai);
}

/** Copies `HH:MM:SS` when it is one. */
function putClock(src: Buffer, s: number, out: Buffer, o: number): number {
  const hour = pair(src, s);
  const minute = pair(src, s + 3);
  const second = pair(src, s + 6);
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59 || src[s + 2] !== 0x3a || src[s + 5] !== 0x3a) return TIME_INVALID;
  out[o] = 0x20;
  for (let i = 0; i < 8; i += 1) out[o + 1 + i] = src[s + i] as number;
  return o + 9;
}

function pair(src: Buffer, p: number): number {
  const high = (src[p] as number) - 0x30;
  const low = (src[p + 1] as number) - 0x30;
  return high >= 0 && high <= 9 && low >= 0 && low <= 9 ? high * 10 + low : -1;
}

function writeSpelled(text: string, out: Buffer, o: number, dates: DateField, thai: boolean): number {
  const clean = normaliseText(text);
  const plain = thai ? toAsciiDigits(clean) : clean;
  const m = clock.exec(plain);
  const dateText = Buffer.from(m ? plain.slice(0, m.index).trim() : plain);
  const day = dates.read(dateText, 0, dateText.length);
  if (day < 0) return m === null && /\d[:.]\d\d/.test(plain) && /[T ]/.test(plain) ? TIME_INVALID : day;
  const [hour, minute, second] = [Number(m?.[1] ?? 0), Number(m?.[2] ?? 0), Number(m?.[3] ?? 0)];
  const zone = m?.[5] === undefined ? bangkokMinutes : zoneMinutes(m[5]);
  if (hour > 23 || minute > 59 || second > 59 || Number.isNaN(zone)) return TIME_INVALID;
  return putMoment(out, o, day, (hour * 60 + minute + bangkokMinutes - zone) * 60 + second, (m?.[4] ?? '').slice(0, 6));
}

function putMoment(out: Buffer, o: number, day: number, seconds: number, fraction: string): number {
  const at = new Date(Date.UTC(day >> 9, ((day >> 5) & 15) - 1, day & 31) + seconds * 1000);
  const inDay = Math.floor((at.getTime() % dayMs + dayMs) % dayMs / 1000);
  const end = putDay(out, o, at.getUTCFullYear() * 512 + (at.getUTCMonth() + 1) * 32 + at.getUTCDate());
  out[end] = 0x20;
  putTwo(out, end + 1, Math.floor(inDay / 3600));
  out[end + 3] = 0x3a;
  putTwo(out, end + 4, Math.floor(inDay / 60) % 60);
  out[end + 6] = 0x3a;
  putTwo(out, end + 7, inDay % 60);
  return fraction === '' ? end + 9 : end + 9 + out.write(`.${fraction}`, end + 9, 'latin1');
}

function zoneMinutes(zone: string): number {
  if (zone.toUpperCase() === 'Z') return 0;
  const hours = Number(zone.slice(1, 3));
  const minutes = Number(zone.slice(-2)) * (zone.length > 3 ? 1 : 0);
  return hours > 14 || minutes > 59 ? Number.NaN : (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes);
}

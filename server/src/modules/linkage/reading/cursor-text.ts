const DAY_MS = 86_400_000;
const BANGKOK_MS = 7 * 3_600_000;
/** Years above are B.E.; leap days are counted in C.E. */
const FIRST_BE_YEAR = 2400;
const TIME = /^(\d{4})-(\d\d)-(\d\d)(?:([T ])(\d\d):(\d\d)(?::(\d\d)([.,]\d{1,9})?)?)?\s?(Z|[+-]\d\d(?::?\d\d)?)?$/;
const NUMBER = /^[+-]?\d{1,38}(\.\d{1,20})?$/;
const DURATION = /^P(?:(\d{1,4})W)?(?:(\d{1,5})D)?(?:T(?:(\d{1,5})H)?(?:(\d{1,6})M)?(?:(\d{1,8})S)?)?$/;

/** Milliseconds of an ISO 8601 duration of weeks to seconds; months have no fixed length and are not taken. Null when it is none. */
export function durationMs(text: string): number | null {
  const found = DURATION.exec(text);
  if (!found || !/\d/.test(text) || text.endsWith('T')) return null;
  const [weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = found.slice(1).map((part) => Number(part ?? 0));
  return ((weeks * 7 + days) * 24 * 3600 + hours * 3600 + minutes * 60 + seconds) * 1000;
}

export const isNumberText = (text: string): boolean => NUMBER.test(text);

/** A cursor's value moved back by an overlap, in the same form of text. Null when the text is not of the kind that the overlap is. */
export function movedBack(text: string, overlap: string): string | null {
  const ms = durationMs(overlap);
  if (ms !== null) {
    const time = readTime(text);
    return time && writeTime(time, time.ms - (time.clock ? ms : Math.ceil(ms / DAY_MS) * DAY_MS));
  }
  return NUMBER.test(text) && NUMBER.test(overlap) ? lessBy(text, overlap) : null;
}

/**
 * A cursor's value no later than `now` and the overlap: a clock that runs ahead at the source would otherwise hide every row until its time has come.
 * A time without a zone is Bangkok's.
 */
export function cappedAt(text: string, overlap: string, now: number): { text: string; ahead: boolean } {
  const time = readTime(text);
  const ms = durationMs(overlap);
  if (!time || ms === null) return { text, ahead: false };
  const latest = now + ms + (time.clock ? 0 : DAY_MS);
  const instant = time.ms - (time.zoneMs ?? BANGKOK_MS);
  return instant <= latest ? { text, ahead: false } : { text: writeTime(time, now + ms + (time.zoneMs ?? BANGKOK_MS)), ahead: true };
}

interface ReadTime { ms: number; be: boolean; clock: string | null; fraction: string; zone: string; zoneMs: number | null }

function readTime(text: string): ReadTime | null {
  const found = TIME.exec(text.trim());
  if (!found) return null;
  const [, year, month, day, clock, hour, minute, second, fraction, zone] = found;
  const be = Number(year) > FIRST_BE_YEAR;
  const ms = Date.UTC(Number(year) - (be ? 543 : 0), Number(month) - 1, Number(day), Number(hour ?? 0), Number(minute ?? 0), Number(second ?? 0));
  return { ms, be, clock: clock ?? null, fraction: fraction ?? '', zone: zone ?? '', zoneMs: zoneMs(zone) };
}

function zoneMs(zone: string | undefined): number | null {
  if (zone === undefined) return null;
  if (zone === 'Z') return 0;
  const [, sign, hours, minutes] = /^([+-])(\d\d):?(\d\d)?$/.exec(zone) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes ?? 0)) * 60_000;
}

function writeTime({ be, clock, fraction, zone }: ReadTime, ms: number): string {
  const at = new Date(ms);
  const iso = at.toISOString();
  const date = `${String(at.getUTCFullYear() + (be ? 543 : 0)).padStart(4, '0')}${iso.slice(4, 10)}`;
  return clock === null ? `${date}${zone}` : `${date}${clock}${iso.slice(11, 19)}${fraction}${zone}`;
}

/** Exact, whatever the number of digits. */
function lessBy(text: string, by: string): string {
  const scale = Math.max(...[text, by].map((each) => each.split('.')[1]?.length ?? 0));
  const whole = (each: string): bigint => {
    const [units = '0', rest = ''] = each.replace(/^[+-]/, '').split('.');
    return BigInt(units + rest.padEnd(scale, '0')) * (each.startsWith('-') ? -1n : 1n);
  };
  const left = whole(text) - whole(by);
  const digits = (left < 0n ? -left : left).toString().padStart(scale + 1, '0');
  const sign = left < 0n ? '-' : '';
  return scale === 0 ? `${sign}${digits}` : `${sign}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}

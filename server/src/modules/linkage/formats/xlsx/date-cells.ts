/** What the number format of a cell shows. */
export type Shown = 'number' | 'date' | 'time' | 'datetime' | 'duration';

/** Built-in formats that show dates or times (ECMA-376 §18.8.30; 27–36 and 50–58 East Asian, 71–81 Thai). */
const builtIn = new Map<number, Shown>([
  ...range(14, 17, 'date'), [18, 'time'], [19, 'time'], [20, 'time'], [21, 'time'], [22, 'datetime'], ...range(27, 31, 'date'), [32, 'time'], [33, 'time'],
  ...range(34, 36, 'date'), [45, 'time'], [46, 'duration'], [47, 'time'], ...range(50, 58, 'date'), ...range(71, 74, 'date'), [75, 'time'], [76, 'time'], [77, 'datetime'],
  [78, 'time'], [79, 'duration'], [80, 'time'], [81, 'date'],
]);

function range(from: number, to: number, shown: Shown): [number, Shown][] {
  return Array.from({ length: to - from + 1 }, (_, each) => [from + each, shown]);
}

/** What a number format shows; `code` is null for a built-in format. */
export function shownByFormat(id: number, code: string | null): Shown {
  if (code === null) return builtIn.get(id) ?? 'number';
  const first = code.replace(/"[^"]*"|\\.|_.|\*./g, '').split(';')[0]?.toLowerCase() ?? '';
  if (/\[(h+|m+|s+)\]/.test(first)) return 'duration';
  const letters = first.replace(/\[[^\]]*\]/g, '').replace(/general|am\/pm|a\/p/g, '');
  const hasTime = /[hs]/.test(letters);
  const hasDate = /[dybe]/.test(letters.replace(/[0#?.]e[+-]/g, '')) || (/m/.test(letters) && !hasTime);
  if (hasDate) return hasTime ? 'datetime' : 'date';
  return hasTime ? 'time' : 'number';
}

const dayMs = 86_400_000;
const lastDay = 2_958_465;

/**
 * A serial number as ISO text: `2025-02-15`, `2025-02-15T08:30:00`, `08:30:00`; years as stored, whatever calendar was meant.
 *
 * @param yearsAdded 543 writes a true date in B.E. for a contract that reads B.E.; years already beyond 2400 stay.
 * @returns null when the number is no date of the workbook's date system; the caller keeps the number then.
 */
export function isoOfSerial(serial: number, shown: Shown, is1904: boolean, yearsAdded: number): string | null {
  if (!Number.isFinite(serial) || serial < 0) return null;
  let days = Math.floor(serial);
  let ms = Math.round((serial - days) * dayMs);
  if (ms === dayMs) { days += 1; ms = 0; }
  if (days > lastDay) return null;
  if (shown === 'duration') return clock(days * dayMs + ms, true);
  if (shown === 'time' && days === 0) return clock(ms, false);
  const date = isoDay(days, is1904, yearsAdded);
  return shown === 'date' || (ms === 0 && shown !== 'datetime') ? date : `${date}T${clock(ms, false)}`;
}

/** Day 60 of the 1900 system is 29 February 1900, which never was; it is written so and left to the sieve to refuse. */
function isoDay(days: number, is1904: boolean, yearsAdded: number): string {
  if (!is1904 && days === 60) return '1900-02-29';
  const epoch = is1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, days < 60 ? 31 : 30);
  const day = new Date(epoch + days * dayMs);
  const year = day.getUTCFullYear() + (day.getUTCFullYear() < 2400 ? yearsAdded : 0);
  return `${String(year).padStart(4, '0')}-${two(day.getUTCMonth() + 1)}-${two(day.getUTCDate())}`;
}

function clock(ms: number, long: boolean): string {
  const seconds = Math.floor(ms / 1000);
  const hours = Math.floor(seconds / 3600);
  const rest = ms % 1000;
  return `${long ? hours : two(hours)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}${rest ? `.${String(rest).padStart(3, '0')}` : ''}`;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}

/**
 * The one place where dates become words. Stored values are ISO in the common era; people read the Buddhist era.
 * Thailand keeps UTC+7 without summer time since 1920, so Asia/Bangkok is a fixed offset and no machine setting matters.
 * Forms: UI.md §5; fiscal year: thai-standards.md §7.
 */

export type DateStyle = 'short' | 'long' | 'withTime' | 'axis';
export type Lang = 'th' | 'en';

/** A calendar day: C.E. year, month 1–12, day 1–31. */
export interface Day { year: number; month: number; day: number }

const bangkokOffsetMs = 7 * 3_600_000;
const dayMs = 86_400_000;
export const eraOffset = 543;

const shortMonthsTh = ['ม.ค.', 'ก.พ.', 'มี.ค.', 'เม.ย.', 'พ.ค.', 'มิ.ย.', 'ก.ค.', 'ส.ค.', 'ก.ย.', 'ต.ค.', 'พ.ย.', 'ธ.ค.'];
const longMonthsTh = ['มกราคม', 'กุมภาพันธ์', 'มีนาคม', 'เมษายน', 'พฤษภาคม', 'มิถุนายน', 'กรกฎาคม', 'สิงหาคม', 'กันยายน', 'ตุลาคม',
  'พฤศจิกายน', 'ธันวาคม'];
const shortMonthsEn = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const longMonthsEn = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November',
  'December'];
export const monthNames = { th: { short: shortMonthsTh, long: longMonthsTh }, en: { short: shortMonthsEn, long: longMonthsEn } };

/** Days in a month of a C.E. year; 0 when the month does not exist. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return [31, 0, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
}

export function isRealDay({ year, month, day }: Day): boolean {
  return Number.isInteger(year) && year >= 1 && year <= 9999 && day >= 1 && day <= daysInMonth(year, month);
}

/** Strict `YYYY-MM-DD`; null when the text has another form or names a day that does not exist. */
export function parseIsoDate(text: string): Day | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!match) return null;
  const day = { year: Number(match[1]), month: Number(match[2]), day: Number(match[3]) };
  return isRealDay(day) ? day : null;
}

export function isoDate({ year, month, day }: Day): string {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

interface Moment extends Day { hour: number; minute: number; timed: boolean }

const instantForm = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})$/;

function momentInBangkok(iso: string): Moment | null {
  const day = parseIsoDate(iso);
  if (day) return { ...day, hour: 0, minute: 0, timed: false };
  if (!instantForm.test(iso)) return null;
  const at = Date.parse(iso);
  if (Number.isNaN(at)) return null;
  const local = new Date(at + bangkokOffsetMs);
  return {
    year: local.getUTCFullYear(), month: local.getUTCMonth() + 1, day: local.getUTCDate(),
    hour: local.getUTCHours(), minute: local.getUTCMinutes(), timed: true,
  };
}

/** The Bangkok day of an instant, or the day itself: `YYYY-MM-DD`; null when the text is no ISO date or instant. */
export function dayInBangkok(iso: string): string | null {
  const moment = momentInBangkok(iso);
  return moment && isoDate(moment);
}

/** Today in Bangkok as `YYYY-MM-DD`, from an explicit instant. */
export function todayInBangkok(now: Date): string {
  return isoDate(dayOf(new Date(now.getTime() + bangkokOffsetMs)));
}

function dayOf(utc: Date): Day {
  return { year: utc.getUTCFullYear(), month: utc.getUTCMonth() + 1, day: utc.getUTCDate() };
}

const twoDigits = (n: number): string => String(n).padStart(2, '0');

/**
 * Writes an ISO date or instant for people: B.E. in Thai, C.E. in English, always Bangkok time.
 * An unreadable text comes back unchanged, so that a page shows what was stored instead of "Invalid Date".
 */
export function formatThaiDate(iso: string, options: { style?: DateStyle; lang?: Lang } = {}): string {
  const { style = 'short', lang = 'th' } = options;
  const moment = momentInBangkok(iso);
  if (!moment) return iso;
  const names = monthNames[lang];
  const year = lang === 'th' ? moment.year + eraOffset : moment.year;
  const month = moment.month - 1;
  if (style === 'axis') return `${names.short[month]} ${twoDigits(year % 100)}`;
  if (style === 'long') return `${moment.day} ${names.long[month]} ${year}`;
  const date = `${moment.day} ${names.short[month]} ${year}`;
  return style === 'withTime' && moment.timed ? `${date} ${clockTime(moment, lang)}` : date;
}

function clockTime(moment: Moment, lang: Lang): string {
  const time = `${twoDigits(moment.hour)}:${twoDigits(moment.minute)}`;
  return lang === 'th' ? `${time} น.` : time;
}

/** `15–31 ม.ค. 2568`, `15 ม.ค. – 2 ก.พ. 2568`, `30 ธ.ค. 2567 – 2 ม.ค. 2568`. */
export function formatDateRange(fromIso: string, toIso: string, lang: Lang = 'th'): string {
  const from = momentInBangkok(fromIso);
  const to = momentInBangkok(toIso);
  if (!from || !to) return `${fromIso} – ${toIso}`;
  const end = formatThaiDate(toIso, { lang });
  if (from.year !== to.year) return `${formatThaiDate(fromIso, { lang })} – ${end}`;
  if (from.month !== to.month) return `${from.day} ${monthNames[lang].short[from.month - 1]} – ${end}`;
  return from.day === to.day ? end : `${from.day}–${end}`;
}

/** Whole days from one ISO date to another, negative when `to` is earlier; NaN when either is no date. */
export function daysBetween(fromIso: string, toIso: string): number {
  const from = parseIsoDate(fromIso);
  const to = parseIsoDate(toIso);
  return from && to ? Math.round((utcOf(to) - utcOf(from)) / dayMs) : Number.NaN;
}

function utcOf({ year, month, day }: Day): number {
  const at = new Date(0);
  at.setUTCFullYear(year, month - 1, day); // Date.UTC reads the years 0–99 as 1900–1999
  return at.getTime();
}

/** The ISO date `count` days later (or earlier when negative); the text itself when it is no date. */
export function addDays(iso: string, count: number): string {
  const day = parseIsoDate(iso);
  return day ? isoDate(dayOf(new Date(utcOf(day) + count * dayMs))) : iso;
}

/** Fiscal year, 1 October to 30 September, by the B.E. year in which it ends; null when the text is no date. */
export function fiscalYear(iso: string): number | null {
  const moment = momentInBangkok(iso);
  return moment && (moment.month >= 10 ? moment.year + 1 : moment.year) + eraOffset;
}

/** Quarter 1 (October–December) to 4 of the fiscal year. */
export function fiscalQuarter(iso: string): 1 | 2 | 3 | 4 | null {
  const moment = momentInBangkok(iso);
  return moment && ((Math.floor(((moment.month + 2) % 12) / 3) + 1) as 1 | 2 | 3 | 4);
}

/** First and last ISO day of a fiscal year named in B.E. */
export function fiscalYearSpan(fiscalYearBe: number): { from: string; to: string } {
  const year = fiscalYearBe - eraOffset;
  return { from: isoDate({ year: year - 1, month: 10, day: 1 }), to: isoDate({ year, month: 9, day: 30 }) };
}

/** `วันนี้ 09:44 น.`, `เมื่อวาน 09:44 น.`, `2 วันก่อน`, from 61 days on the date. Future days: `อีก 3 วัน`. */
export function formatNearDate(iso: string, now: Date, lang: Lang = 'th'): string {
  const moment = momentInBangkok(iso);
  if (!moment) return iso;
  const age = daysBetween(isoDate(moment), todayInBangkok(now));
  const time = moment.timed ? ` ${clockTime(moment, lang)}` : '';
  if (age === 0) return (lang === 'th' ? 'วันนี้' : 'today') + time;
  if (age === 1) return (lang === 'th' ? 'เมื่อวาน' : 'yesterday') + time;
  if (age > 60 || age < -60) return formatThaiDate(iso, { lang });
  if (age > 1) return lang === 'th' ? `${age} วันก่อน` : `${age} days ago`;
  return lang === 'th' ? `อีก ${-age} วัน` : `in ${-age} ${age === -1 ? 'day' : 'days'}`;
}

/** A due date in both forms: `เหลือ 7 วัน ภายใน 28 ก.พ. 2568`, `ครบกำหนดวันนี้`, `เกินกำหนด 3 วัน ตั้งแต่ …`. */
export function formatDueDate(dueOn: string, today: string, lang: Lang = 'th'): string {
  const left = daysBetween(today, dueOn);
  if (Number.isNaN(left)) return dueOn;
  const date = formatThaiDate(dueOn, { lang });
  if (left === 0) return lang === 'th' ? `ครบกำหนดวันนี้ ${date}` : `due today, ${date}`;
  if (left > 0) return lang === 'th' ? `เหลือ ${left} วัน ภายใน ${date}` : `${plural(left)} left, by ${date}`;
  return lang === 'th' ? `เกินกำหนด ${-left} วัน ตั้งแต่ ${date}` : `${plural(-left)} overdue, since ${date}`;
}

const plural = (days: number): string => `${days} ${days === 1 ? 'day' : 'days'}`;

/** The end of a day in Bangkok as HTTP writes a moment (RFC 9110 §5.6.7), e.g. in `sunset`. @param day ISO, common era. */
export const httpEndOfDay = (day: string): string => new Date(`${day}T23:59:59+07:00`).toUTCString();

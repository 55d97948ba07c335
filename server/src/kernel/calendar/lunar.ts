import { addDays } from '@saphan/contracts/dates';

/** Buddhist feasts that follow the moon, of one common-era year. */
export interface LunarDays { makha: string; visakha: string; asalha: string; lent: string }

type YearKind = 'common' | 'leap-day' | 'leap-month';

/** 15 waxing of month 3 of 2567: the point from which months are counted. */
const ANCHOR = { year: 2024, makha: '2024-02-24' };
/** Days from the beginning of month 3 to its 15th waxing. */
const FULL_MOON = 14;

/**
 * The feasts of a year by the reckoning of the Thai civil lunar calendar (Suriyayatra constants; agrees with all 80 feasts of 2010–2029).
 * What counts is the cabinet's list of the year, so these days are provisional until a person confirms them.
 */
export function lunarDays(year: number): LunarDays {
  const monthThree = firstOfMonthThree(year);
  // With a second month 8 every feast of the year lies a month later: Makha in month 4, Visakha in 7, Asalha in the second 8.
  const shift = kindOf(year) === 'leap-month' ? 1 : 0;
  const fullMoonOf = (month: number) => addDays(monthThree, monthsLength(year, 3, month + shift) + FULL_MOON);
  const asalha = fullMoonOf(8);
  return { makha: fullMoonOf(3), visakha: fullMoonOf(6), asalha, lent: addDays(asalha, 1) };
}

/** Days of months `from` to before `to`, counted through; in a year with two months 8 the second one is number 9 here. */
function monthsLength(year: number, from: number, to: number): number {
  let days = 0;
  for (let month = from; month < to; month += 1) days += lengthOf(kindOf(year), month);
  return days;
}

function lengthOf(kind: YearKind, counted: number): number {
  const month = kind === 'leap-month' && counted > 8 ? counted - 1 : counted;
  if (month === 7 && kind === 'leap-day') return 30;
  return month % 2 === 0 ? 30 : 29;
}

const yearLength = (year: number): number => ({ common: 354, 'leap-day': 355, 'leap-month': 384 })[kindOf(year)];

/** Month 3 of a year begins where the year before, counted from its own month 3, ends. */
function firstOfMonthThree(year: number): string {
  let day = addDays(ANCHOR.makha, -FULL_MOON);
  for (let at = ANCHOR.year; at < year; at += 1) day = addDays(day, yearLength(at));
  for (let at = ANCHOR.year - 1; at >= year; at -= 1) day = addDays(day, -yearLength(at));
  return day;
}

function kindOf(year: number): YearKind {
  if (hasLeapMonth(year)) return 'leap-month';
  // A year that wants both takes the month; the day goes to the year after it.
  if (wantsBoth(year - 1)) return 'leap-day';
  return hasLeapDay(year) && !wantsBoth(year + 1) ? 'leap-day' : 'common';
}

const wantsBoth = (year: number): boolean => hasLeapMonth(year) && hasLeapDay(year);

interface Signs { K: number; A: number; T: number }

function signsOf(year: number): Signs {
  const n = (year - 638) * 292_207 + 373;
  const a = 11 * (Math.floor(n / 800) + 1) + 650;
  return { K: 800 - (n % 800), A: a % 692, T: (Math.floor(n / 800) + 1 + Math.floor(a / 692)) % 30 };
}

function hasLeapMonth(year: number): boolean {
  const { T } = signsOf(year);
  const next = signsOf(year + 1).T;
  if (T === 25 && next === 5) return false;
  if (T === 24 && next === 6) return true;
  return T > 24 || T < 6;
}

function hasLeapDay(year: number): boolean {
  const { K, A } = signsOf(year);
  return K <= 207 ? A <= 126 : A <= 137;
}

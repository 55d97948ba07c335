import { addDays, isoDate } from '@saphan/contracts/dates';
import { lunarDays, type LunarDays } from './lunar.ts';
import { weekdayOf } from './working-days.ts';

/** A feast that returns every year on the same day (`month`, `day`, perhaps several days) or by the moon. */
export interface Feast {
  th: string;
  en: string;
  month?: number;
  day?: number;
  /** Days in a row; 1 when left out. */
  days?: number;
  moon?: keyof LunarDays;
  /** First and last common-era year. */
  from?: number;
  to?: number;
}

export interface ReckonedDay { day: string; kind: 'fixed' | 'lunar' | 'substitution'; th: string; en: string }

/**
 * The days off of a common-era year by rule: feasts, and the working day given in place of feasts on a Saturday or Sunday.
 * Of feasts in a row at most one day is given, as the yearly lists of the cabinet do; what the cabinet declares besides cannot be reckoned.
 */
export function reckonYear(year: number, feasts: readonly Feast[]): ReckonedDay[] {
  // The row of New Year begins in the year before.
  const around = [year - 1, year, year + 1].flatMap((each) => feastDays(each, feasts));
  const found = [...around, ...substitutions(around)].filter(({ day }) => day.startsWith(`${year}-`));
  return found.sort((a, b) => a.day.localeCompare(b.day) || a.th.localeCompare(b.th, 'th'));
}

interface FeastDay extends ReckonedDay { kind: 'fixed' | 'lunar' }

function feastDays(year: number, feasts: readonly Feast[]): FeastDay[] {
  const moon = lunarDays(year);
  return feasts.filter(({ from = 0, to = 9999 }) => from <= year && year <= to).flatMap((feast): FeastDay[] => {
    const first = feast.moon ? moon[feast.moon] : isoDate({ year, month: feast.month ?? 1, day: feast.day ?? 1 });
    const kind = feast.moon ? 'lunar' : 'fixed';
    return Array.from({ length: feast.days ?? 1 }, (_, at) => ({ day: addDays(first, at), kind, th: feast.th, en: feast.en }));
  });
}

function substitutions(days: readonly FeastDay[]): ReckonedDay[] {
  const off = new Set(days.map(({ day }) => day));
  return rowsOf([...off].sort()).flatMap((row): ReckonedDay[] => {
    const lost = row.filter((day) => weekdayOf(day) > 5);
    if (lost.length === 0) return [];
    let given = addDays(row.at(-1) as string, 1);
    while (weekdayOf(given) > 5 || off.has(given)) given = addDays(given, 1);
    const missed = days.filter(({ day }) => lost.includes(day));
    const names = (lang: 'th' | 'en') => [...new Set(missed.map((each) => each[lang]))];
    return [{ day: given, kind: 'substitution', th: `ชดเชย${names('th').join(' และ')}`, en: `In place of ${names('en').join(' and ')}` }];
  });
}

/** Days that follow one another. */
function rowsOf(sorted: readonly string[]): string[][] {
  const rows: string[][] = [];
  for (const day of sorted) {
    const row = rows.at(-1);
    if (row && addDays(row.at(-1) as string, 1) === day) row.push(day);
    else rows.push([day]);
  }
  return rows;
}

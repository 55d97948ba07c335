import { readdirSync, readFileSync } from 'node:fs';
import { eraOffset, todayInBangkok } from '@saphan/contracts/dates';
import { parse } from 'yaml';
import { reckonYear, type Feast } from '#kernel/calendar/reckon-year.ts';
import type { Tx } from '#kernel/db.ts';
import { announce } from '#kernel/outbox.ts';
import { holdCalendar, moveDeadlines } from '../deadlines/move-deadlines.ts';
import { insertReckonedDays } from './day.sql.gen.ts';

const folder = new URL('../../../../../definitions/calendar/', import.meta.url);
const YEARS_AHEAD = 1;

/** One year's own days, `definitions/calendar/2569.yaml`. */
export interface DeclaredYear { yearBe: number; source: string; declared: { day: string; th: string; en: string }[]; unknown: { th: string; en: string }[] }

const sources = {
  fixed: 'วันหยุดราชการประจำปีตามวันที่แน่นอน · yearly, on a fixed day',
  lunar: 'คำนวณตามปฏิทินจันทรคติไทย รอประกาศ · reckoned by the Thai lunar calendar, announcement awaited',
  substitution: 'คำนวณตามหลักเกณฑ์วันหยุดชดเชย รอประกาศ · reckoned by the rule of substitution, announcement awaited',
};

/** Feasts and years as definitions/calendar says them. */
export function readDefinitions(): { feasts: Feast[]; years: DeclaredYear[] } {
  const read = (name: string) => parse(readFileSync(new URL(name, folder), 'utf8'));
  return { feasts: read('feasts.yaml').feasts, years: readdirSync(folder).filter((name) => /^\d{4}\.yaml$/.test(name)).sort().map(read) };
}

/** Brings the days of the defined years, and of the years up to the next one, into the calendar; says how many were new. Safe to repeat. */
export async function loadDays(tx: Tx, now: Date): Promise<number> {
  await holdCalendar(tx);
  const { feasts, years } = readDefinitions();
  const first = (years[0]?.yearBe ?? 2566) - eraOffset;
  const last = Math.max(Number(todayInBangkok(now).slice(0, 4)) + YEARS_AHEAD, (years.at(-1)?.yearBe ?? 0) - eraOffset);
  const reckoned = Array.from({ length: last - first + 1 }, (_, at) => reckonYear(first + at, feasts)).flat()
    .map(({ day, kind, th, en }) => ({ day, kind, name_th: th, name_en: en, source: sources[kind] }));
  const declared = years.flatMap(({ source, declared: days }) => days.map(({ day, th, en }) => ({ day, kind: 'declared', name_th: th, name_en: en, source })));
  const rows = await insertReckonedDays(tx, { days: [...reckoned, ...declared] });
  await moveDeadlines(tx, rows.map(({ id }) => id), true);
  const added = rows.map(({ day }) => day).sort();
  if (added.length > 0) await announce(tx, 'calendar.changed', { from: added[0], to: added.at(-1) });
  return added.length;
}

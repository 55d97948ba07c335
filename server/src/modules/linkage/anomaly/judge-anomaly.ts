import { formatNumber, formatPercent } from '@saphan/contracts/numbers';
import type { AnomalyHandling, Column, Contract } from '@saphan/contracts/contract';
import { defaultAnomaly } from '@saphan/contracts/odcs/defaults';
import type { GateResult } from '../pipeline/gates.ts';
import { measureAnomaly, SCORE_LIMIT, type Figure, type Measured } from './measure-anomaly.ts';

/** One release of the dataset's history, or the one that is judged. */
export interface HistoryPoint {
  publishedAt: string;
  rows: number;
  /** Column → share of empty cells, 0–1. */
  nulls: Readonly<Record<string, number>>;
  dataAsOf: string | null;
}

const DAY_MS = 86_400_000;
const BANGKOK_MS = 7 * 3_600_000;
const days = { th: ['วันอาทิตย์', 'วันจันทร์', 'วันอังคาร', 'วันพุธ', 'วันพฤหัสบดี', 'วันศุกร์', 'วันเสาร์'], en: ['Sundays', 'Mondays', 'Tuesdays', 'Wednesdays', 'Thursdays', 'Fridays', 'Saturdays'] };

/**
 * Holds a release against the dataset's own history: number of rows, share of empty cells of every column, age of its newest date. Below eight earlier
 * releases nothing is said. What the contract only warns of passes, marked.
 *
 * @param history oldest first.
 */
export function judgeAnomaly(contract: Contract, history: readonly HistoryPoint[], now: HistoryPoint): GateResult[] {
  const handling = { ...defaultAnomaly, ...contract.anomaly };
  return [judgeVolume(handling.volume, history, now), judgeNulls(handling.nulls, contract, history, now), judgeAge(handling.freshness, history, now)].flatMap((result) => result ?? []);
}

/** Two per cent, or what counting by chance moves, is no news. */
const rowFloor = (usual: number): number => Math.max(usual * 0.02, Math.sqrt(usual), 1);

/** Number of rows beside the history; null where it is too short. */
export const measureVolume = (history: readonly HistoryPoint[], now: HistoryPoint): Measured | null => measureAnomaly(history.map((point) => figure(point, point.rows)), figure(now, now.rows), rowFloor);

function judgeVolume(handling: AnomalyHandling, history: readonly HistoryPoint[], now: HistoryPoint): GateResult | null {
  const measured = handling === 'off' ? null : measureVolume(history, now);
  return measured && resultOf('anomaly-volume', handling, measured, { th: 'จำนวนแถว', en: 'number of rows' }, now.rows, formatNumber);
}

/** Share of empty cells of each column that has enough history. */
export function measureNulls(contract: Contract, history: readonly HistoryPoint[], now: HistoryPoint): { column: Column; value: number; measured: Measured }[] {
  // A share measured on few rows moves by chance: four standard errors of a half.
  const floor = () => Math.max(0.01, 0.25 / Math.sqrt(Math.max(now.rows, 1)));
  return contract.columns.flatMap((column) => {
    const value = now.nulls[column.name];
    const known = history.flatMap((point) => { const share = point.nulls[column.name]; return share === undefined ? [] : [figure(point, share)]; });
    const measured = value === undefined ? null : measureAnomaly(known, figure(now, value), floor);
    return measured ? [{ column, value: value as number, measured }] : [];
  });
}

function judgeNulls(handling: AnomalyHandling, contract: Contract, history: readonly HistoryPoint[], now: HistoryPoint): GateResult | null {
  if (handling === 'off') return null;
  const found = measureNulls(contract, history, now);
  const worst = found.reduce<(typeof found)[number] | null>((most, each) => (most === null || each.measured.score > most.measured.score ? each : most), null);
  if (!worst) return null;
  const { column, value, measured } = worst;
  return resultOf('anomaly-nulls', handling, measured, { th: `ช่องว่างในคอลัมน์ ${column.titleTh} (${column.name})`, en: `empty cells in ${column.name}` }, value, formatPercent);
}

/** Days from the newest date in the data to its publication; null where the data has no date. */
const ageOf = (point: HistoryPoint): number | null => (point.dataAsOf === null ? null : (Date.parse(point.publishedAt) + BANGKOK_MS - Date.parse(point.dataAsOf)) / DAY_MS);

/** Age of the newest date beside the history. */
export function measureAges(history: readonly HistoryPoint[], now: HistoryPoint): Measured | null {
  const value = ageOf(now);
  return value === null ? null : measureAnomaly(history.flatMap((point) => { const known = ageOf(point); return known === null ? [] : [figure(point, known)]; }), figure(now, value), () => 1);
}

function judgeAge(handling: AnomalyHandling, history: readonly HistoryPoint[], now: HistoryPoint): GateResult | null {
  const value = ageOf(now);
  const measured = handling === 'off' ? null : measureAges(history, now);
  // Data that is younger than usual is no trouble.
  if (!measured || value === null) return null;
  const older = { ...measured, score: value > measured.usual ? measured.score : 0 };
  return resultOf('anomaly-freshness', handling, older, { th: 'อายุของวันล่าสุดในข้อมูล (วัน)', en: 'age of the newest date in the data (days)' }, value, (n) => formatNumber(Math.round(n)));
}

function figure(point: HistoryPoint, value: number): Figure {
  return { value, weekday: new Date(Date.parse(point.publishedAt) + BANGKOK_MS).getUTCDay() };
}

function resultOf(name: string, handling: AnomalyHandling, measured: Measured, what: { th: string; en: string }, value: number, say: (value: number) => string): GateResult {
  const unusual = measured.score > SCORE_LIMIT;
  const { usual, low, high, count, weekday } = measured;
  const of = weekday === null ? { th: `${count} รุ่นก่อน`, en: `the ${count} releases before` } : { th: `${count} รุ่นของ${days.th[weekday]}ก่อนหน้า`, en: `${count} releases on ${days.en[weekday]} before` };
  return {
    name, value: Number(measured.score.toFixed(2)), limit: SCORE_LIMIT, ok: !unusual || handling === 'warn', ...(unusual && handling === 'warn' && { warned: true }),
    th: `${what.th} ${say(value)} ${unusual ? 'ผิดจากปกติ' : 'เป็นปกติ'} เทียบ ${of.th}: ${say(low)} ถึง ${say(high)} ค่ากลาง ${say(usual)}`,
    en: `${what.en} ${say(value)}, ${unusual ? 'unlike' : 'like'} ${of.en}: ${say(low)} to ${say(high)}, middle ${say(usual)}`,
  };
}

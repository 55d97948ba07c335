import type { HistoryPoint } from '../judge-anomaly.ts';

/** Numbers that are the same every time the test runs (mulberry32). */
export function chance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export type Habit = 'steady' | 'growing' | 'weekly' | 'noisy' | 'small' | 'still';

const START = Date.parse('2026-01-05T01:00:00Z');
const DAY_MS = 86_400_000;
/** A weekend brings a fifth of a weekday. */
const WEEK = [0.2, 1, 1.05, 0.98, 1.02, 1, 0.25];

/** A calm register: daily releases of one habit with normal noise, and ten columns with empty cells by chance. */
export function drawCalm(habit: Habit, length: number, seed: number): HistoryPoint[] {
  const random = chance(seed);
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const shares = Array.from({ length: 10 }, (_, i) => [0, 0.001, 0.01, 0.05, 0.1, 0.2, 0.3, 0.5, 0.8, 1][i] as number);
  return Array.from({ length }, (_, day) => {
    const at = START + day * DAY_MS;
    const rows = Math.max(1, Math.round(level(habit, day, new Date(at + 7 * 3_600_000).getUTCDay()) * (1 + noise[habit] * normal())));
    const nulls = Object.fromEntries(shares.map((share, i) => [`c${i}`, Math.min(1, Math.max(0, share + Math.sqrt((share * (1 - share)) / rows) * normal()))]));
    return { publishedAt: new Date(at).toISOString(), rows, nulls, dataAsOf: new Date(at - DAY_MS).toISOString().slice(0, 10) };
  });
}

const noise: Record<Habit, number> = { steady: 0.01, growing: 0.005, weekly: 0.05, noisy: 0.2, small: 0.1, still: 0 };

function level(habit: Habit, day: number, weekday: number): number {
  if (habit === 'growing') return 50_000 * 1.002 ** day;
  if (habit === 'weekly') return 20_000 * (WEEK[weekday] as number);
  return habit === 'small' ? 40 : 10_000;
}

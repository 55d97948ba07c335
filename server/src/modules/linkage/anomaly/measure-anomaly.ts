/** One earlier release as the anomaly gates look at it; `weekday` 0 is Sunday, in Bangkok. */
export interface Figure { value: number; weekday: number }

/** What a figure was compared with, and how far it lies outside. */
export interface Measured {
  /** In robust deviations, the smaller of two: from what is usual, and from the last one. */
  score: number;
  usual: number;
  low: number;
  high: number;
  /** How many earlier releases were looked at. */
  count: number;
  /** The day of the week whose releases were looked at, when days differ; null when all were. */
  weekday: number | null;
}

/** Fewer earlier releases say nothing of what is usual. */
export const LEAST_HISTORY = 8;
/** Days of the week are told apart from so many releases in all, and so many of the day. */
const SEASON_HISTORY = 28;
const SEASON_DAY = 4;
/** How many of the newest are looked at. */
const WINDOW = 60;
/** From here on a figure is out of the ordinary; the measured false alarms are in the test. */
export const SCORE_LIMIT = 8;
/** Makes the median absolute deviation of a normal distribution its standard deviation. */
const MAD_TO_SIGMA = 1.4826;

/**
 * How unusual a figure is beside its own history, by median and median absolute deviation, so that one wild release does not widen what is usual.
 * A figure must lie away from what is usual and from the last one too: a step that a person let through is the new ordinary on the next day.
 *
 * @param history oldest first.
 * @param floor the least deviation that counts as one: what moves less is calm, however still the history was.
 * @returns null where there are fewer than {@link LEAST_HISTORY} releases.
 */
export function measureAnomaly(history: readonly Figure[], now: Figure, floor: (usual: number) => number): Measured | null {
  const newest = history.slice(-WINDOW);
  if (newest.length < LEAST_HISTORY) return null;
  const ofDay = newest.filter(({ weekday }) => weekday === now.weekday);
  const seasonal = newest.length >= SEASON_HISTORY && ofDay.length >= SEASON_DAY && spread(ofDay) * 2 < spread(newest);
  const looked = (seasonal ? ofDay : newest).map(({ value }) => value);
  const usual = medianOf(looked);
  const steps = looked.slice(1).map((value, i) => Math.abs(value - (looked[i] as number)));
  const away = Math.abs(now.value - usual) / Math.max(deviation(looked, usual), floor(usual));
  const stepped = Math.abs(now.value - (looked.at(-1) as number)) / Math.max(medianOf(steps) * MAD_TO_SIGMA, floor(usual));
  return { score: Math.min(away, stepped), usual, low: Math.min(...looked), high: Math.max(...looked), count: looked.length, weekday: seasonal ? now.weekday : null };
}

function medianOf(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? (sorted[half] as number) : ((sorted[half - 1] ?? 0) + (sorted[half] ?? 0)) / 2;
}

/** MAD alone is 0 when more than half are alike; a tenth of the middle four fifths keeps a history of two habits from looking still. */
function deviation(values: readonly number[], usual: number): number {
  const away = values.map((value) => Math.abs(value - usual)).toSorted((a, b) => a - b);
  return Math.max(medianOf(away) * MAD_TO_SIGMA, (away[Math.floor(away.length * 0.8)] ?? 0) / 2);
}

const spread = (figures: readonly Figure[]): number => {
  const values = figures.map(({ value }) => value);
  return deviation(values, medianOf(values));
};

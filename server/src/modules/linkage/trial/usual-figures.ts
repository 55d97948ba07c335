import type { Contract } from '@saphan/contracts/contract';
import { measureAges, measureNulls, measureVolume, type HistoryPoint } from '../anomaly/judge-anomaly.ts';
import { LEAST_HISTORY, type Measured } from '../anomaly/measure-anomaly.ts';
import type { UsualFigures } from './schemas.ts';

/** Columns that are told of: those whose share of empty cells moved most. */
const SHOWN_COLUMNS = 5;

/**
 * What the next release will be held against: the figures of the newest one measured by the rest of the history, as a run does it.
 *
 * @param history oldest first.
 */
export function describeUsual(contract: Contract, history: readonly HistoryPoint[], now = new Date()): UsualFigures {
  const newest = history.at(-1);
  if (!newest) return { releases: 0, least: LEAST_HISTORY, volume: null, freshness: null, nulls: [] };
  const next = { ...newest, publishedAt: now.toISOString() };
  const nulls = measureNulls(contract, history, next).map(({ column, measured }) => ({ column: column.name, ...figureOf(measured) }));
  const [volume, freshness] = [measureVolume(history, next), measureAges(history, next)];
  return {
    releases: history.length, least: LEAST_HISTORY, volume: volume && figureOf(volume), freshness: freshness && figureOf(freshness),
    nulls: nulls.toSorted((a, b) => (b.high - b.low) - (a.high - a.low)).slice(0, SHOWN_COLUMNS),
  };
}

const figureOf = ({ low, high, usual, count, weekday }: Measured) => ({ low, high, usual, count, weekday });

import type { BurnupPoint } from '../../api/types.ts';

/** A past point of the curve: all facts known. */
export type PastPoint = { [Name in keyof BurnupPoint]: NonNullable<BurnupPoint[Name]> };

export function isPast(point: BurnupPoint): point is PastPoint {
  return point.linked !== null;
}

export type Finding = { kind: 'neverLinked' | 'alwaysBehind' | 'caughtUp' | 'alwaysOnPlan' } | { kind: 'slippedSince'; on: string };

/** What the curve shows, for the heading: on plan, slipped since when, or caught up. */
export function findingOf(past: readonly PastPoint[]): Finding {
  const now = past.at(-1);
  if (!now || now.linked === 0) return { kind: 'neverLinked' };
  const asked = past.filter((point) => point.planned > 0);
  const wasBehind = asked.some((point) => point.linked < point.planned);
  if (now.linked >= now.planned) return { kind: wasBehind ? 'caughtUp' : 'alwaysOnPlan' };
  const last = asked.findLast((point) => point.linked >= point.planned);
  return last ? { kind: 'slippedSince', on: last.on } : { kind: 'alwaysBehind' };
}

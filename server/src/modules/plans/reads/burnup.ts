import { addDays } from '@saphan/contracts/dates';
import type { BurnupPoint } from '../schemas.ts';
import type { PlannedLine } from './matrix.ts';
import { weekEnd, weekEnds, type FactPoint } from './weeks.ts';

/**
 * Weekly points over the plan's span: the plan's line from its first to its last due date as known at the as-of day,
 * what was linked up to that day, nulls after it.
 */
export function burnup(planned: PlannedLine, facts: readonly FactPoint[], firstOn: string, day: string): BurnupPoint[] {
  const start = [planned.firstOn ?? firstOn, firstOn].toSorted()[0] as string;
  const end = planned.lastOn !== null && planned.lastOn > day ? weekEnd(planned.lastOn) : day;
  const byDay = new Map(facts.map((fact) => [fact.on, fact]));
  const past = [...weekEnds(start, day), day].map((on) => pastPoint(on, planned, byDay.get(on)));
  const future = weekEnds(addDays(day, 1), addDays(end, 1))
    .map((on) => ({ on, planned: planned.upTo(on), linked: null, fresh: null, stale: null, failing: null, held: null }));
  return [...past, ...future];
}

/** Before the first dataset entered the catalogue nothing was linked. */
function pastPoint(on: string, planned: PlannedLine, fact: FactPoint | undefined): BurnupPoint {
  const { linked = 0, fresh = 0, stale = 0, failing = 0, held = 0 } = fact ?? {};
  return { on, planned: planned.upTo(on), linked, fresh, stale, failing, held };
}

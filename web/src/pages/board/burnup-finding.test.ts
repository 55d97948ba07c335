import { describe, expect, it } from 'vitest';
import { findingOf, type PastPoint } from './burnup-finding.ts';

const point = (on: string, planned: number, linked: number): PastPoint => ({ on, planned, linked, fresh: linked, stale: 0, failing: 0, held: 0 });

describe('what the burn-up shows', () => {
  it('says that nothing is linked before anything else', () => {
    expect(findingOf([point('2026-10-04', 5, 0)])).toEqual({ kind: 'neverLinked' });
    expect(findingOf([])).toEqual({ kind: 'neverLinked' });
  });

  it('names the last day the plan was kept when it slipped', () => {
    expect(findingOf([point('2026-10-04', 2, 3), point('2026-10-11', 4, 4), point('2026-10-18', 9, 5), point('2026-10-25', 12, 6)]))
      .toEqual({ kind: 'slippedSince', on: '2026-10-11' });
  });

  it('tells one who was never on plan from one who slipped', () => {
    expect(findingOf([point('2026-10-04', 2, 1), point('2026-10-11', 4, 2)])).toEqual({ kind: 'alwaysBehind' });
  });

  it('tells catching up from having kept the plan all along', () => {
    expect(findingOf([point('2026-10-04', 4, 1), point('2026-10-11', 4, 4)])).toEqual({ kind: 'caughtUp' });
    expect(findingOf([point('2026-09-27', 0, 0), point('2026-10-04', 4, 5)])).toEqual({ kind: 'alwaysOnPlan' });
  });
});

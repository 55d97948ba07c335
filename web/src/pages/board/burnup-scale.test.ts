import { describe, expect, it } from 'vitest';
import { burnupScale, spread, stepPath } from './burnup-scale.ts';

const point = (on: string) => ({ on, planned: 0, linked: 0, fresh: 0, stale: 0, failing: 0, held: 0 });

describe('the scale of the burn-up', () => {
  it('begins at 0 and ends above the most there can be, in round steps', () => {
    const { counts, y, top, bottom } = burnupScale([point('2026-01-04'), point('2026-12-27')], 182, 700);
    expect(counts).toEqual([0, 50, 100, 150, 200]);
    expect(y(0)).toBe(bottom);
    expect(y(200)).toBe(top);
  });

  it('names fewer months where there is less room', () => {
    const year = [point('2026-01-04'), point('2026-12-27')];
    expect(burnupScale(year, 10, 340).months.length).toBeLessThan(burnupScale(year, 10, 900).months.length);
  });

  it('draws a single day without dividing by nothing', () => {
    expect(burnupScale([point('2026-11-21')], 1, 700).x('2026-11-21')).toBe(34);
  });

  it('draws the plan as steps, level until the next due date', () => {
    expect(stepPath([{ x: 0, y: 10 }, { x: 5, y: 2 }])).toBe('M0.0 10.0H5.0V2.0');
  });

  it('moves labels apart, keeps their order and stays above the floor', () => {
    const moved = spread([{ name: 'b', y: 101 }, { name: 'a', y: 100 }, { name: 'c', y: 102 }], 18, 120);
    expect(moved.map((label) => label.name)).toEqual(['a', 'b', 'c']);
    expect(moved.map((label) => label.y)).toEqual([84, 102, 120]);
  });
});

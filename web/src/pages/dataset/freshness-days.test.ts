import { describe, expect, it } from 'vitest';
import type { Release, Run } from '../../api/types.ts';
import { countDays, freshDays } from './freshness-days.ts';

const release = (publishedAt: string, state: Release['state'] = 'superseded') => ({ publishedAt, state }) as Release;
const run = (finishedAt: string, state: Run['state']) => ({ finishedAt, state }) as Run;
const states = (...asked: Parameters<typeof freshDays>) => freshDays(...asked).map((day) => day.state);

describe('the last days against the promise', () => {
  it('counts a day of publication by Bangkok time', () => {
    expect(freshDays([release('2025-02-18T19:31:00Z')], [], 24, '2025-02-20', 3)).toEqual([
      { on: '2025-02-18', state: 'before' }, { on: '2025-02-19', state: 'good' }, { on: '2025-02-20', state: 'late' },
    ]);
  });

  it('takes a run that found nothing new as confirmation', () => {
    expect(states([release('2025-02-17T20:00:00Z')], [run('2025-02-19T20:00:00Z', 'no_change')], 24, '2025-02-20', 2)).toEqual(['late', 'good']);
  });

  it('shows the day of a held or rejected run as such, unless a release came the same day', () => {
    const runs = [run('2025-02-19T04:00:00Z', 'held'), run('2025-02-20T04:00:00Z', 'rejected')];
    expect(states([release('2025-02-18T04:00:00Z')], runs, 24, '2025-02-20', 3)).toEqual(['good', 'held', 'failed']);
    expect(states([release('2025-02-20T05:00:00Z')], runs, 24, '2025-02-20', 1)).toEqual(['good']);
  });

  it('lets a withdrawn release confirm nothing, and no promise be broken where none was made', () => {
    expect(states([release('2025-02-18T04:00:00Z', 'withdrawn')], [], 24, '2025-02-20', 1)).toEqual(['before']);
    expect(states([release('2024-01-01T04:00:00Z')], [], null, '2025-02-20', 1)).toEqual(['good']);
  });

  it('counts each state', () => {
    expect(countDays([{ on: 'a', state: 'good' }, { on: 'b', state: 'good' }, { on: 'c', state: 'held' }])).toEqual({ good: 2, late: 0, held: 1, failed: 0, before: 0 });
  });
});

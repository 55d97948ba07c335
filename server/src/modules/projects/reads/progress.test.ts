import { addDays } from '@saphan/contracts/dates';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ItemFacts } from '#modules/plans/index.ts';
import { Comparables, progressOf } from './progress.ts';
import { sumBaht } from './totals.ts';

const plain: ItemFacts = {
  datasetId: 1, slug: 'x', titleTh: 'ก', titleEn: 'X', agencyId: 'rid', state: 'planned', linked: false, dueOn: '2026-03-31', baselineDueOn: '2026-03-31', moves: 0,
  listedOn: '2026-01-01', sourceOn: null, contractOn: null, linkedOn: null,
};
const day = '2026-02-19';
/** A dataset of an agency that took so many days from its contract to being linked. */
const took = (days: number, agencyId = 'rid'): ItemFacts => ({ ...plain, agencyId, linked: true, state: 'fresh', sourceOn: '2026-01-05', contractOn: '2026-01-10', linkedOn: addDays('2026-01-10', days) });

describe('progress of a dataset', () => {
  it.each([
    [{ linked: true, linkedOn: '2026-03-31' }, 'done-on-time'], [{ linked: true, linkedOn: '2026-04-01' }, 'done-late'], [{ linked: true, linkedOn: '2026-04-01', dueOn: null }, 'done-on-time'],
    [{ dueOn: null }, 'no-due-date'], [{ dueOn: '2026-02-18' }, 'overdue'], [{ dueOn: '2026-02-19' }, 'due-soon'], [{ dueOn: '2026-03-05' }, 'due-soon'],
    [{ dueOn: '2026-03-06' }, 'not-started'], [{ sourceOn: '2026-02-01' }, 'on-track'], [{ linked: false, linkedOn: '2026-02-01', dueOn: '2026-02-10' }, 'overdue'],
  ] as const)('%j is %s', (change, word) => { expect(progressOf({ ...plain, ...change }, null, day)).toBe(word); });

  it('is at risk when four of five comparable datasets would be too late', () => {
    const comparables = new Comparables([10, 20, 30, 40, 100].map((days) => took(days)));
    const started = { ...plain, sourceOn: '2026-02-05', contractOn: '2026-02-15' };
    const forecast = comparables.forecast(started, day);
    expect(forecast).toEqual({ on50: addDays('2026-02-15', 30), on80: addDays('2026-02-15', 40), from: 'agency', comparable: 5 });
    expect([progressOf({ ...started, dueOn: '2026-03-26' }, forecast, day), progressOf({ ...started, dueOn: '2026-03-27' }, forecast, day)]).toEqual(['at-risk', 'on-track']);
  });

  it('is read from the ministry when the agency has too few, and not at all when everybody was quicker than it already took', () => {
    const comparables = new Comparables([...[10, 20].map((days) => took(days)), ...[5, 30, 40].map((days) => took(days, 'dof'))]);
    const started = { ...plain, sourceOn: '2026-02-05', contractOn: '2026-02-15' };
    expect(comparables.forecast(started, day)).toMatchObject({ from: 'ministry', comparable: 5 });
    expect(comparables.forecast({ ...started, contractOn: '2025-12-01' }, day)).toBeNull();
    expect(comparables.forecast({ ...started, linked: true }, day)).toBeNull();
  });

  it('never foretells a day that is past, and the surer day is never the earlier one', () => {
    fc.assert(fc.property(fc.array(fc.nat(200), { minLength: 5, maxLength: 30 }), fc.integer({ min: 0, max: 200 }), (days, ago) => {
      const forecast = new Comparables(days.map((each) => took(each))).forecast({ ...plain, contractOn: addDays(day, -ago), sourceOn: null }, day);
      if (forecast) expect([forecast.on50 >= day, forecast.on80 >= forecast.on50]).toEqual([true, true]);
    }));
  });
});

describe('sums of baht', () => {
  it('are exact', () => {
    expect(sumBaht(['0.1', '0.20', '9999999999999.99', '1'])).toBe('10000000000001.29');
    expect(sumBaht([])).toBe('0.00');
  });
});

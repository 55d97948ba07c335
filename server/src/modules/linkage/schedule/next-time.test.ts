import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isWorkingDay, weekdayOf } from '#kernel/calendar/working-days.ts';
import { todayInBangkok } from '@saphan/contracts/dates';
import { checkRule, intoWindow, listTimes, nextTime, startOf } from './next-time.ts';
import type { ScheduleRule } from './rule.ts';

const off = new Set(['2026-12-07', '2026-12-10', '2026-12-31', '2027-01-01']);
const bangkok = (text: string) => new Date(`${text}:00+07:00`);
const said = (at: Date | null) => at && new Date(at.getTime() + 7 * 3_600_000).toISOString().slice(0, 16);
const next = (rule: ScheduleRule, after: string) => said(nextTime(rule, bangkok(after), off));

describe('the next time', () => {
  it.each<[string, ScheduleRule, string, string | null]>([
    ['every working day', { every: 'working-day', at: '06:00' }, '2026-12-04T06:00', '2026-12-08T06:00'],
    ['every working day, before the hour', { every: 'working-day', at: '06:00' }, '2026-12-04T05:59', '2026-12-04T06:00'],
    ['over New Year', { every: 'working-day', at: '06:00' }, '2026-12-30T07:00', '2027-01-04T06:00'],
    ['every day', { every: 'day', at: '23:30' }, '2026-12-31T23:30', '2027-01-01T23:30'],
    ['every hour', { every: 'hour', minute: 15 }, '2026-12-04T06:15', '2026-12-04T07:15'],
    ['day 5, next working day', { every: 'month', day: 5, at: '08:00', off: 'next' }, '2026-12-01T00:00', '2026-12-08T08:00'],
    ['day 5, after it was moved', { every: 'month', day: 5, at: '08:00', off: 'next' }, '2026-12-08T08:00', '2027-01-05T08:00'],
    ['day 5, still ahead though its day is past', { every: 'month', day: 5, at: '08:00', off: 'next' }, '2026-12-06T00:00', '2026-12-08T08:00'],
    ['day 5, last working day', { every: 'month', day: 5, at: '08:00', off: 'before' }, '2026-12-01T00:00', '2026-12-04T08:00'],
    ['day 31 in a short month', { every: 'month', day: 31, at: '08:00', off: 'run' }, '2027-02-01T00:00', '2027-02-28T08:00'],
    ['Thursday, skipped when off', { every: 'week', weekday: 4, at: '08:00', off: 'skip' }, '2026-12-09T00:00', '2026-12-17T08:00'],
    ['cron, weekdays', { every: 'cron', cron: '0 6 * * 1-5', off: 'run' }, '2026-12-04T06:00', '2026-12-07T06:00'],
    ['cron, moved to the next working day', { every: 'cron', cron: '0 6 * * 1', off: 'next' }, '2026-12-04T06:00', '2026-12-08T06:00'],
    ['cron that never comes', { every: 'cron', cron: '0 6 31 2 *', off: 'run' }, '2026-12-04T06:00', null],
  ])('of %s', (_name, rule, after, expected) => { expect(next(rule, after)).toBe(expected); });

  it('lies after the moment asked for and, for working days, on one', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 90 * 24 * 60 }), fc.integer({ min: 1, max: 31 }), (minutes, day) => {
      const after = new Date(bangkok('2026-11-01T00:00').getTime() + minutes * 60_000);
      const at = nextTime({ every: 'month', day, at: '06:30', off: 'next' }, after, off) as Date;
      expect(at > after && isWorkingDay(todayInBangkok(at), off)).toBe(true);
      expect(weekdayOf(todayInBangkok(nextTime({ every: 'week', weekday: 3, at: '01:00', off: 'run' }, after, off) as Date))).toBe(3);
    }));
  });

  it('leaves hours outside the window out, and lists what passed', () => {
    const times = listTimes({ every: 'hour', minute: 0 }, bangkok('2026-12-04T00:00'), bangkok('2026-12-04T12:00'), { off, window: { from: '22:00', to: '05:00' }, atMost: 60 });
    expect(times.map(said)).toEqual(['2026-12-04T01:00', '2026-12-04T02:00', '2026-12-04T03:00', '2026-12-04T04:00']);
  });

  it.each(['* * * * *', '0 6 31 2 *', 'every day', '0 6 * *'])('refuses the cron line "%s"', (cron) => {
    expect(() => checkRule({ every: 'cron', cron, off: 'run' }, bangkok('2026-12-04T06:00'), off)).toThrow(expect.objectContaining({ code: 'linkage.schedule-refused' }));
  });
});

describe('the start', () => {
  it('waits for the window', () => {
    const night = { from: '22:00', to: '05:00' };
    expect(said(intoWindow(bangkok('2026-12-04T06:00'), night))).toBe('2026-12-04T22:00');
    expect(said(intoWindow(bangkok('2026-12-04T23:00'), night))).toBe('2026-12-04T23:00');
    expect(said(intoWindow(bangkok('2026-12-04T18:00'), { from: '08:00', to: '16:00' }))).toBe('2026-12-05T08:00');
  });

  it('is spread by jitter, the same at each asking', () => {
    const nominal = bangkok('2026-12-04T06:00');
    const starts = Array.from({ length: 200 }, (_, seed) => startOf(nominal, { jitterS: 600, window: null, seed }).getTime() - nominal.getTime());
    expect(Math.min(...starts)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...starts)).toBeLessThanOrEqual(600_000);
    expect(new Set(starts).size).toBeGreaterThan(100);
    expect(startOf(nominal, { jitterS: 600, window: null, seed: 7 })).toEqual(startOf(nominal, { jitterS: 600, window: null, seed: 7 }));
  });
});

import { describe, expect, it, test } from 'vitest';
import { cappedAt, durationMs, movedBack } from './cursor-text.ts';

describe('a cursor moved back by its overlap', () => {
  test.each([
    ['2026-11-21 10:00:00', 'PT1H', '2026-11-21 09:00:00'],
    ['2026-11-21T00:30:00.123456+07:00', 'PT1H', '2026-11-20T23:30:00.123456+07:00'],
    ['2026-03-01', 'P2D', '2026-02-27'],
    ['2026-03-01', 'PT1H', '2026-02-28'],
    ['2567-03-01', 'P1D', '2567-02-29'],
    ['2569-11-21 10:00:00', 'PT1H', '2569-11-21 09:00:00'],
    ['12345678901234567890', '90', '12345678901234567800'],
    ['5', '10', '-5'],
    ['10.25', '0.5', '9.75'],
    ['0.05', '0.1', '-0.05'],
    ['7', '0', '7'],
  ])('%s by %s is %s', (text, overlap, moved) => { expect(movedBack(text, overlap)).toBe(moved); });

  it('is refused when the two do not go together', () => {
    expect(movedBack('2026-11-21', '5')).toBeNull();
    expect(movedBack('ก12', '5')).toBeNull();
    expect(movedBack('12', 'PT1H')).toBeNull();
  });
});

describe('a duration', () => {
  test.each([['PT1H', 3_600_000], ['P1W', 604_800_000], ['P1DT2H3M4S', 93_784_000]])('%s', (text, ms) => { expect(durationMs(text)).toBe(ms); });
  test.each(['P', 'PT', 'P1M', '1H', 'P1Y', 'P1DT', ''])('is not %s', (text) => { expect(durationMs(text)).toBeNull(); });
});

describe('a clock that runs ahead', () => {
  const now = Date.parse('2026-11-21T10:00:00+07:00');
  test.each([
    ['2026-11-21 09:59:00', '2026-11-21 09:59:00', false],
    ['2026-11-21 10:30:00', '2026-11-21 10:30:00', false],
    ['2026-11-21 23:00:00', '2026-11-21 11:00:00', true],
    ['2099-01-01 00:00:00+00', '2026-11-21 04:00:00+00', true],
    ['2642-01-01 00:00:00', '2569-11-21 11:00:00', true],
    ['not a time', 'not a time', false],
  ])('%s is remembered as %s', (text, kept, ahead) => { expect(cappedAt(text, 'PT1H', now)).toEqual({ text: kept, ahead }); });
  it('a date of today is none', () => { expect(cappedAt('2026-11-21', 'P0D', now).ahead).toBe(false); });
});

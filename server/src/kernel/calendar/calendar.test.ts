import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { lunarDays } from './lunar.ts';
import { reckonYear, type Feast } from './reckon-year.ts';
import { addWorkingDays, countWorkingDays, isWorkingDay, workingDayFrom, workingDayUntil } from './working-days.ts';

const { feasts } = parse(readFileSync(new URL('../../../../definitions/calendar/feasts.yaml', import.meta.url), 'utf8')) as { feasts: Feast[] };

/** Makha, Visakha, Asalha and the first day of Lent as kept, month and day, 2010–2029. */
const kept = `2010 0228 0528 0726 0727|2011 0218 0517 0715 0716|2012 0307 0604 0802 0803|2013 0225 0524 0722 0723|2014 0214 0513 0711 0712
2015 0304 0601 0730 0731|2016 0222 0520 0719 0720|2017 0211 0510 0708 0709|2018 0301 0529 0727 0728|2019 0219 0518 0716 0717
2020 0208 0506 0705 0706|2021 0226 0526 0724 0725|2022 0216 0515 0713 0714|2023 0306 0603 0801 0802|2024 0224 0522 0720 0721
2025 0212 0511 0710 0711|2026 0303 0531 0729 0730|2027 0221 0520 0718 0719|2028 0210 0508 0706 0707|2029 0227 0527 0725 0726`
  .split(/[|\n]/).map((line) => line.trim().split(' '));

describe('the moon', () => {
  it.each(kept)('gives the feasts of %s', (year, ...days) => {
    expect(Object.values(lunarDays(Number(year))).map((day) => day.slice(5).replace('-', ''))).toEqual(days);
  });
});

describe('a reckoned year', () => {
  const given = (year: number) => reckonYear(year, feasts).filter(({ kind }) => kind === 'substitution').map(({ day }) => day);

  it('gives one working day in place of feasts on a weekend', () => {
    expect(given(2023)).toEqual(['2023-01-02', '2023-04-17', '2023-06-05', '2023-08-14', '2023-12-11']);
    expect(given(2024)).toEqual(['2024-01-02', '2024-02-26', '2024-04-08', '2024-04-16', '2024-05-06', '2024-07-22', '2024-07-29', '2024-10-14']);
    expect(given(2026)).toEqual(['2026-06-01', '2026-12-07']);
  });

  it('never gives a day that is off anyway', () => {
    for (let year = 2010; year <= 2060; year += 1) {
      const days = reckonYear(year, feasts);
      const off = new Set(days.filter(({ kind }) => kind !== 'substitution').map(({ day }) => day));
      expect(days.filter(({ kind, day }) => kind === 'substitution' && !isWorkingDay(day, off))).toEqual([]);
    }
  });

  it('says names in both languages', () => {
    expect(reckonYear(2023, feasts).find(({ day }) => day === '2023-06-05')).toMatchObject({ th: 'ชดเชยวันวิสาขบูชา และวันเฉลิมพระชนมพรรษาสมเด็จพระนางเจ้าฯ พระบรมราชินี', en: 'In place of Visakha Bucha Day and H.M. the Queen’s Birthday' });
  });
});

describe('working days', () => {
  const off = new Set(['2026-12-07', '2026-12-10', '2026-12-31', '2027-01-01']);

  it('are counted from the day after', () => {
    expect(addWorkingDays('2026-12-04', 1, off)).toBe('2026-12-08');
    expect(addWorkingDays('2026-12-04', 5, off)).toBe('2026-12-15');
    expect(addWorkingDays('2026-12-30', 1, off)).toBe('2027-01-04');
    expect(addWorkingDays('2026-12-08', -1, off)).toBe('2026-12-04');
    expect([workingDayFrom('2026-12-05', off), workingDayUntil('2026-12-07', off)]).toEqual(['2026-12-08', '2026-12-04']);
  });

  it('go there and back, and agree with counting', () => {
    const first = Date.parse('2026-11-02T00:00:00Z');
    fc.assert(fc.property(fc.integer({ min: 0, max: 90 }), fc.integer({ min: 0, max: 60 }), (start, count) => {
      const from = workingDayFrom(new Date(first + start * 86_400_000).toISOString().slice(0, 10), off);
      const to = addWorkingDays(from, count, off);
      expect(addWorkingDays(to, -count, off)).toBe(from);
      expect(countWorkingDays(from, to, off)).toBe(count + 1);
    }));
  });

  it('refuse what is no day', () => {
    expect(() => addWorkingDays('2026-02-30', 1, off)).toThrow(TypeError);
    expect(countWorkingDays('2026-12-08', '2026-12-01', off)).toBe(0);
  });
});

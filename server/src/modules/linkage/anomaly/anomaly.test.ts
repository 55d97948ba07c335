import { describe, expect, it } from 'vitest';
import { defaultGates, defaultRetention, defaultSource } from '@saphan/contracts/odcs/defaults';
import type { Contract } from '@saphan/contracts/contract';
import { tableColumn } from '../testing/table-house.ts';
import { judgeAnomaly, type HistoryPoint } from './judge-anomaly.ts';
import { drawCalm, type Habit } from './testing/calm-series.ts';

const contract: Contract = {
  dataset: 'd', titleTh: 'ด', titleEn: 'D', source: { ...defaultSource, format: 'csv' }, columns: Array.from({ length: 10 }, (_, i) => tableColumn(i + 1, `c${i}`, 'text')), duplicates: 'reject', deletes: 'snapshot',
  gates: defaultGates, rules: [], freshness: { promiseHours: 24, dataColumn: null, maxDataAgeDays: null }, legalBasis: null, retention: defaultRetention,
};
const holding: Contract = { ...contract, anomaly: { volume: 'hold', nulls: 'hold', freshness: 'hold' } };
const unusual = (history: HistoryPoint[], now: HistoryPoint) => judgeAnomaly(holding, history, now).filter(({ ok }) => !ok).map(({ name }) => name);
const last = (points: HistoryPoint[]) => [points.slice(0, -1), points.at(-1) as HistoryPoint] as const;

describe('calm registers', () => {
  // Twelve figures a release: the rate is a share of releases, whichever figure cried. Measured once on 10,512 releases (36 registers of 300): 2 cried, both of the habit weekly.
  it.each<[Habit, number]>([['steady', 0], ['growing', 0], ['weekly', 0.006], ['noisy', 0.006], ['small', 0.006], ['still', 0]])('%s cry wolf in at most %f of their releases', (habit, most) => {
    let cried = 0;
    let judged = 0;
    for (let seed = 1; seed <= 1; seed += 1) {
      const points = drawCalm(habit, 180, seed);
      for (let i = 8; i < points.length; i += 1, judged += 1) cried += unusual(points.slice(Math.max(0, i - 60), i), points[i] as HistoryPoint).length > 0 ? 1 : 0;
    }
    expect(judged).toBe(172);
    expect(cried / judged).toBeLessThanOrEqual(most);
  });
});

describe('what is out of the ordinary', () => {
  it('is found: half of the rows, a column that went empty, dates that stand still', () => {
    const [history, now] = last(drawCalm('steady', 40, 1));
    expect(unusual(history, { ...now, rows: now.rows / 2 })).toEqual(['anomaly-volume']);
    expect(unusual(history, { ...now, nulls: { ...now.nulls, c1: 0.4 } })).toEqual(['anomaly-nulls']);
    expect(unusual(history, { ...now, dataAsOf: '2026-01-20' })).toEqual(['anomaly-freshness']);
  });

  it('is a weekday on which a weekend came, told with the days it was compared to', () => {
    const points = drawCalm('weekly', 61, 2);
    const history = points.slice(0, 59);
    const thursday = points[59] as HistoryPoint;
    const gates = judgeAnomaly(holding, history, { ...thursday, rows: 4_000 });
    expect(gates.find(({ name }) => name === 'anomaly-volume')).toMatchObject({ ok: false, th: expect.stringMatching(/จำนวนแถว 4,000 ผิดจากปกติ เทียบ \d+ รุ่นของวัน\S+ก่อนหน้า/), en: expect.stringMatching(/unlike \d+ releases on \w+days before: .* to .*, middle/) });
  });

  it('is the ordinary once it was let through: the next release is like the one before', () => {
    const [history, now] = last(drawCalm('steady', 40, 3));
    const stepped = { ...now, rows: 30_000 };
    expect(unusual(history, stepped)).toEqual(['anomaly-volume']);
    expect(unusual([...history, stepped], { ...now, rows: 30_100 })).toEqual([]);
  });

  it('is not looked for in fewer than eight releases, nor where the contract says off; a warning passes, marked', () => {
    const [history, now] = last(drawCalm('steady', 40, 4));
    const halved = { ...now, rows: 5_000 };
    expect(judgeAnomaly(holding, history.slice(-7), halved)).toEqual([]);
    expect(judgeAnomaly({ ...contract, anomaly: { volume: 'off', nulls: 'off', freshness: 'off' } }, history, halved)).toEqual([]);
    expect(judgeAnomaly(contract, history, halved)[0]).toMatchObject({ name: 'anomaly-volume', ok: true, warned: true });
  });
});

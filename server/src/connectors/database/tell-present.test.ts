import { expect, it } from 'vitest';
import type { KeyBuckets } from '#modules/linkage/index.ts';
import { tellPresent } from './tell-present.ts';

const stored = { rawKey: 'raw/k', sha256: 'k', bytes: 1 };
const sums = [{ bucket: 0, keys: 5, sum: '1' }, { bucket: 1, keys: 7, sum: '2' }];
const differing = (...buckets: number[]): KeyBuckets => ({ columns: [{ name: 'id', type: 'integer' }], count: 2, differing: async () => buckets });
const answers = (rows: number, told: number | null) => ({ sums: async () => sums, rows: async () => rows, keys: async () => ({ stored, rows: told }) });

it('tells every key of the buckets that differ, when the figures of the source agree', async () => {
  expect(await tellPresent(differing(1), stored, answers(12, 7))).toMatchObject({ present: { keys: stored, buckets: [1], count: 2 }, notes: [{ level: 'info', en: '12 keys were compared; 1 of 2 buckets differ' }] });
  expect(await tellPresent(differing(), stored, answers(12, null))).toMatchObject({ present: null, notes: [{ level: 'info' }] });
});

it.each([[11, 7], [12, 6], [12, null]])('tells nothing when %d rows were counted and %j keys came', async (rows, told) => {
  expect(await tellPresent(differing(1), stored, answers(rows, told))).toMatchObject({ present: null, notes: [{ level: 'warn' }] });
});

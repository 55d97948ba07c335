import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { TestDatabase } from '#kernel/testing/database.ts';
import { noteBackfilled } from './partitions.sql.gen.ts';
import { recordReleaseChange } from '../operations/record-facts.ts';
import { readDatasetPage } from '../reads/datasets.ts';
import { insertDataset, insertRelease, plansDatabase } from '../testing/plans-database.ts';
import { recordPartitioning, recordPartitions } from './record-partitions.ts';
import { readBoardPartitions } from './read-board-partitions.ts';
import { readPartitions } from './read-partitions.ts';
import { wantPartitions } from './want-partitions.ts';

let test: TestDatabase;
let datasetId: number;
let slug: string;
const day = (iso: string) => new Date(`${iso}T12:00:00+07:00`);
const promise = { first: '2025-01', dueDays: 5, graceDays: 10 };
const tell = (on: string, present: string[], confirmed: 'all' | string[] = 'all') =>
  test.db.tx((tx) => recordPartitions(tx, { datasetId, runId: 1, by: 'month', at: day(on).toISOString(), present, confirmed }, day(on)));
const want = (on: string) => test.db.tx((tx) => wantPartitions(tx, datasetId, day(on)));
const picture = async (asOf: string, now = '2025-06-30') => {
  const { items } = await test.db.read((tx) => readPartitions(tx, datasetId, { asOf }, day(now)));
  return Object.fromEntries(items.map(({ id, state, onTime }) => [id, onTime === false ? `${state}, late` : state]));
};

beforeAll(async () => { test = await plansDatabase(); });
afterAll(() => test.close());
beforeEach(async () => {
  slug = `dit-${Math.random().toString(36).slice(2, 10).replace(/^\d/, 'x')}`;
  datasetId = await test.db.tx((tx) => insertDataset(tx, slug, '2024-01-01T00:00:00.000Z'));
  await test.db.tx((tx) => tx.query(`delete from calendar.day_off`));
  await test.db.tx((tx) => recordPartitioning(tx, { datasetId, by: 'month', promise, present: [], at: null }, day('2025-01-10')));
});

describe('freshness of a partition', () => {
  it('is due, late and breached by working days after its end, and fresh once it came', async () => {
    for (const on of ['2025-02-01', '2025-03-01', '2025-04-01']) await want(on);
    await tell('2025-02-06', ['2025-01', '2025-02']);
    await tell('2025-03-12', ['2025-01', '2025-02', '2025-03']);
    // January ends on a Friday: the fifth working day is 7 February. February's is 7 March, ten more are 21 March. March is due 7 April.
    expect(await picture('2025-02-05')).toEqual({ '2025-01': 'due' });
    expect(await picture('2025-02-06')).toEqual({ '2025-01': 'fresh' });
    expect(await picture('2025-03-07')).toEqual({ '2025-01': 'fresh', '2025-02': 'due' });
    expect(await picture('2025-03-08')).toEqual({ '2025-01': 'fresh', '2025-02': 'late' });
    expect(await picture('2025-04-07')).toEqual({ '2025-01': 'fresh', '2025-02': 'fresh, late', '2025-03': 'due' });
    expect(await picture('2025-04-21')).toMatchObject({ '2025-03': 'late' });
    expect(await picture('2025-04-22')).toMatchObject({ '2025-03': 'breached' });
  });

  it('is not confirmed by rows that came before it was over, nor by another partition that is read again', async () => {
    await want('2025-03-01');
    await tell('2025-02-20', ['2025-01', '2025-02'], ['2025-01']);
    await tell('2025-03-02', ['2024-06', '2025-01', '2025-02'], ['2024-06']);
    expect(await picture('2025-03-03')).toEqual({ '2025-01': 'fresh, late', '2025-02': 'due' });
    await tell('2025-03-04', ['2024-06', '2025-01', '2025-02'], ['2025-02']);
    expect(await picture('2025-03-04')).toMatchObject({ '2025-02': 'fresh' });
  });

  it('ends when the release that is shown has it no longer', async () => {
    await want('2025-03-01');
    await tell('2025-03-02', ['2025-01', '2025-02']);
    await tell('2025-03-20', ['2025-01'], []);
    expect(await picture('2025-03-19')).toMatchObject({ '2025-02': 'fresh' });
    expect(await picture('2025-03-20')).toMatchObject({ '2025-02': 'late' });
  });

  it('of a day that is over never changes: not by the calendar, nor by another promise', async () => {
    await want('2025-02-01');
    const before = await picture('2025-02-10', '2025-02-11');
    expect(before).toEqual({ '2025-01': 'late' });
    await test.db.tx((tx) => tx.query(`insert into calendar.day_off (day, kind, name_th, name_en, source, declared_by) select d::date, 'declared', 'วันหยุดพิเศษ', 'Declared', 'test', 'test' from generate_series('2025-02-03'::date, '2025-02-14', '1 day') d`));
    await want('2025-02-11');
    expect(await picture('2025-02-10')).toEqual(before);
    expect(await picture('2025-02-11')).toEqual({ '2025-01': 'due' });
    await test.db.tx((tx) => recordPartitioning(tx, { datasetId, by: 'month', promise: null, present: [], at: null }, day('2025-03-15')));
    expect(await picture('2025-03-16')).toEqual({});
    expect(await picture('2025-02-10')).toEqual(before);
  });
});

it('shows the last periods of who promised some on the board, worst first, as recorded by the day', async () => {
  const { id, name } = await test.db.tx(async (tx) => ({ id: await insertDataset(tx, `${slug}-kept`, '2024-01-01T00:00:00.000Z'), name: `${slug}-kept` }));
  await test.db.tx((tx) => recordPartitioning(tx, { datasetId: id, by: 'month', promise: { ...promise, first: '2023-11' }, present: null, at: null }, day('2025-01-10')));
  await test.db.tx((tx) => recordPartitions(tx, { datasetId: id, runId: 1, by: 'month', at: day('2025-02-03').toISOString(), present: ['2024-12', '2025-01'], confirmed: 'all' }, day('2025-02-03')));
  const board = async (asOf: string) => {
    const { items } = await test.db.read((tx) => readBoardPartitions(tx, asOf, day('2025-06-30')));
    return items.filter((each) => each.slug.startsWith(slug)).map((each) => [each.slug, each.counts, each.items.map((part) => part.id)]);
  };
  expect(await board('2025-01-09')).toEqual([]);
  const eleven = ['2024-01', '2024-02', '2024-03', '2024-04', '2024-05', '2024-06', '2024-07', '2024-08', '2024-09', '2024-10', '2024-11'];
  expect(await board('2025-02-02')).toEqual([[name, { fresh: 0, due: 0, late: 0, breached: 12 }, [...eleven, '2024-12']]]);
  await want('2025-02-05');
  await test.db.tx((tx) => wantPartitions(tx, id, day('2025-02-05')));
  expect(await board('2025-02-05')).toEqual([[name, { fresh: 2, due: 0, late: 0, breached: 10 }, [...eleven.slice(1), '2024-12', '2025-01']], [slug, { fresh: 0, due: 1, late: 0, breached: 0 }, ['2025-01']]]);
});

it('a release that a backfill made leaves the dataset as stale as it was', async () => {
  const moment = (on: string) => test.db.read((tx) => readDatasetPage(tx, slug, day(on)));
  await test.db.tx(async (tx) => {
    await tx.query(`insert into plans.promise_event (dataset_id, promise_hours, effective_at, recorded_at) values ($1, 48, $2, $2)`, [datasetId, day('2025-01-01')]);
    await insertRelease(tx, datasetId, 1, day('2025-02-01').toISOString(), null, 11);
    await recordReleaseChange(tx, datasetId, day('2025-02-01'));
  });
  await test.db.tx(async (tx) => {
    await noteBackfilled(tx, { dataset_id: datasetId, run_id: 12 });
    await insertRelease(tx, datasetId, 2, day('2025-02-10').toISOString(), null, 12);
    await recordReleaseChange(tx, datasetId, day('2025-02-10'));
  });
  expect(await moment('2025-02-10')).toMatchObject({ currentRelease: { number: 2 }, freshness: { state: 'stale', confirmedAt: day('2025-02-01').toISOString() } });
});

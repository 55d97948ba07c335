import { afterAll, beforeAll, expect, it } from 'vitest';
import { openWatchHouse, type WatchHouse } from '../testing/watch-house.ts';

let house: WatchHouse;
let slug: string;
const DAYS = 730;
const COLUMNS = 40;

beforeAll(async () => {
  house = await openWatchHouse();
  const dataset = await house.addDataset();
  ({ slug } = dataset);
  await house.query(`insert into linkage.occurrence (source_id, nominal_at, dataset_id, start_at, due_by, cause, outcome) values ($1, now() - interval '3 hours', $2, now(), now() - interval '2 hours', 'time', 'run')`, [dataset.sourceId, dataset.id]);
  const run = await house.addRun(dataset, { state: 'published' });
  await house.query(`update linkage.run set nominal_at = (select nominal_at from linkage.occurrence) where id = $1`, [run]);
  // Two years of days as publishing leaves them; the figures are the trigger's.
  await house.query(`insert into lake.release (dataset_id, number, run_id, contract_version, row_count, bytes, content_hash, manifest, columns, profile, diff, lineage, keep_releases, published_by, published_at)
    select $1, n, case when n = $2 then $4::bigint else -n end, 1, 1000 + n, 1, 'x', '{}', '[]',
      (select jsonb_agg(jsonb_build_object('column', case when c = 1 then 'area' else 'c' || c end, 'nullShare', c / 100.0, 'distinct', n, 'min', '1', 'max', '9', 'mean', 5.5, 'top', '[]'::jsonb)) from generate_series(1, $3::int) c),
      '{"added": 1, "removed": 0, "changed": 2}', '{}', 24, 'test', now() - ($2 - n) * interval '1 day'
    from generate_series(1, $2::int) n`, [dataset.id, DAYS, COLUMNS, run]);
});
afterAll(() => house?.close());

it('tells two years of days: rows, empty cells by column, what was refused and how late it was', async () => {
  const { status, body } = await house.ask('GET', `/datasets/${slug}/quality-trend?days=730`);
  expect([status, body.points.length, body.columns.length]).toEqual([200, DAYS, COLUMNS]);
  expect(body.points.at(-1)).toMatchObject({ number: DAYS, rows: 1000 + DAYS, added: 1, changed: 2, rejectShare: 0.04, rejected: 4, lateHours: 2 });
  expect(body.points[0]).toMatchObject({ number: 1, rejectShare: null, lateHours: null });
  expect(body.columns[0]).toMatchObject({ name: 'area', titleTh: 'พื้นที่', titleEn: 'Area' });
  expect(new Set(body.columns[0].nullShares)).toEqual(new Set([0.01]));
});

it('tells all figures of one column, and only of one that is there', async () => {
  const { body } = await house.ask('GET', `/datasets/${slug}/quality-trend?days=10&column=area`);
  expect(body.column).toMatchObject({ name: 'area', figures: expect.arrayContaining([{ distinct: DAYS, min: '1', max: '9', mean: 5.5 }]) });
  expect((await house.ask('GET', `/datasets/${slug}/quality-trend?column=nothing`)).body).toMatchObject({ code: 'watch.column-not-found' });
});

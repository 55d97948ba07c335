import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTableHouse, tableColumn, type TableHouse } from '../testing/table-house.ts';
import { listSourceViews } from './sources.ts';

let house: TableHouse;
const sources = () => house.ports.db.read((tx) => listSourceViews(tx, house.datasetId, { retired: false }));

beforeAll(async () => { house = await openTableHouse([tableColumn(1, 'code', 'text', { primaryKey: 1, required: true })]); });
afterAll(() => house?.close());

it('tells of each source its own last run with a result, however many another had since', async () => {
  expect((await sources()).map(({ lastRun }) => lastRun)).toEqual([null]);
  house.table.rows = [{ code: 'a' }];
  const run = await house.run();
  await house.ports.db.tx((tx) => tx.query(`
    with busy as (
      insert into linkage.source (dataset_id, kind, config, summary, created_by) select dataset_id, kind, config, 'busy', created_by from linkage.source where id = $1 returning id, dataset_id)
    insert into linkage.run (dataset_id, contract_id, source_id, trigger, created_by, state, started_at, finished_at)
    select r.dataset_id, r.contract_id, b.id, 'schedule', 'test', case when n = 60 then 'cancelled' when n = 59 then 'failed' else 'no_change' end, now(), now()
    from linkage.run r cross join busy b cross join generate_series(1, 60) n where r.id = $2`, [house.sourceId, run.id]));
  const [first, busy] = await sources();
  expect(first?.lastRun).toEqual({ id: run.id, state: 'published', finishedAt: run.finishedAt });
  expect(busy?.lastRun).toMatchObject({ id: run.id + 59, state: 'failed' });
});

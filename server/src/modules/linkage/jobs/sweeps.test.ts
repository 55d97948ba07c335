import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTableHouse, tableColumn, type TableHouse } from '../testing/table-house.ts';
import { linkageJobs } from './sweeps.ts';

let house: TableHouse;
const query = (sql: string) => house.ports.db.tx((tx) => tx.query(sql));
const left = async () => (await query('select name from linkage.raw where purged_at is null order by name')).rows.map(({ name }) => name);
const retain = () => linkageJobs(house.ports).find(({ name }) => name === 'linkage.retain-raw')?.run(house.ports.db, new AbortController().signal);

beforeAll(async () => {
  house = await openTableHouse([tableColumn(1, 'id', 'integer', { primaryKey: 1, required: true })]);
  house.table.rows = [{ id: '1' }];
  await house.run();
});
afterAll(() => house.close());

it('keeps raw bytes and lists of keys as long as a run needs them, and no longer', async () => {
  await query(`insert into linkage.raw (sha256, bytes, object_key, name) select repeat(md5(n), 2), 1, 'raw/' || n, n from unnest(array['keys.csv', 'nobody.csv']) n`);
  await query(`update linkage.run set keys_raw_id = (select id from linkage.raw where name = 'keys.csv')`);
  await query(`update linkage.raw set received_at = now() - interval '2 days'`);
  await retain();
  expect(await left()).toEqual(['keys.csv', 'table.csv']);
  await query(`update linkage.run set finished_at = now() - interval '100 years'`);
  await retain();
  expect(await left()).toEqual([]);
});

it('finds them by hashing runs once, not by going through all of them for each file', async () => {
  const [, statement = ''] = /-- name: list_raw_past_retention :many\n(.*?)-- name:/s.exec(readFileSync(new URL('sweeps.sql', import.meta.url), 'utf8')) ?? [];
  const plan = await house.ports.db.tx(async (tx) => {
    await tx.query('set local enable_nestloop = off');
    return JSON.stringify((await tx.query(`explain (format json) ${statement}`)).rows);
  });
  expect(plan).toContain('"Join Type":"Anti"');
  expect(plan).not.toContain('Nested Loop');
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Tx } from '#kernel/db.ts';
import { migrate, migrateWithin } from '#kernel/migrate.ts';
import { moduleFolders } from '../module-folders.ts';
import { restore } from './restore.ts';
import { backUpInto, makeRoot, openHome, type Home } from './testing/backup-bench.ts';
import { listTables } from './tables.ts';

/** Migrations that the release before schedules and many kinds of sources had. */
const shape = JSON.parse(readFileSync(new URL('./testing/shape-of-issue-4.json', import.meta.url), 'utf8')) as string[];
const { root, remove } = makeRoot();
let old: Home;
let there: Home;

beforeAll(async () => {
  [old, there] = [await openHome(root), await openHome(root)];
  await old.db.tx(async (tx) => { await migrateWithin(tx, moduleFolders, new Set(shape)); await fill(tx); });
});
afterAll(async () => { await old.close(); await there.close(); remove(); });

/** What a house of that release held: a dataset with its contract, sources, runs in every sort of state, releases, events and who did what. */
async function fill(tx: Tx): Promise<void> {
  await tx.query(`insert into catalog.dataset (slug, agency_id, title_th, title_en, created_by) select 'plots-' || n, 'rid', 'แปลง ' || n, 'Plots ' || n, 'somchai' from generate_series(1, 40) n`);
  await tx.query(`insert into linkage.contract (dataset_id, version, document, body, change, created_by) select d.id, 1, 'x', '{}', 'first', 'somchai' from catalog.dataset d`);
  await tx.query(`insert into linkage.source (dataset_id, kind, config, summary, created_by) select d.id, 'http', '{"url":"https://a.example/x"}', 'https://a.example', 'somchai' from catalog.dataset d`);
  await tx.query(`insert into linkage.raw (sha256, bytes, object_key, name) select md5(d.id::text) || md5(d.slug), 10, 'raw/' || d.id, 'plots.csv' from catalog.dataset d`);
  await tx.query(`insert into linkage.run (dataset_id, contract_id, source_id, trigger, created_by, state, finished_at)
    select c.dataset_id, c.id, s.id, 'person', 'somchai', (array['queued', 'held', 'published', 'failed', 'retry_wait'])[1 + c.id % 5], case when c.id % 5 in (2, 3) then now() end
    from linkage.contract c join linkage.source s on s.dataset_id = c.dataset_id`);
  await tx.query(`insert into linkage.run_log (run_id, step, level, th, en) select r.id, 'claim', 'info', 'เริ่ม', 'begins' from linkage.run r`);
  await tx.query(`insert into lake.release (dataset_id, number, run_id, contract_version, row_count, bytes, content_hash, manifest, columns, profile, diff, lineage, keep_releases, published_by)
    select r.dataset_id, 1, r.id, 1, 0, 0, 'x', '{"form":1,"files":[],"rowSum":"0"}', '[]', '[]', '{}', '{}', 3, 'somchai' from linkage.run r where r.state = 'published'`);
  await tx.query(`insert into lake.head (dataset_id, release_id, version) select r.dataset_id, r.id, 1 from lake.release r`);
  await tx.query(`insert into kernel.audit (actor, role, action, subject) select 'somchai', 'operator', 'linkage.run-started', 'run:' || r.id from linkage.run r`);
  await tx.query(`insert into kernel.outbox (topic, payload) select 'lake.release-published', jsonb_build_object('releaseId', r.id) from lake.release r`);
}

/** Rows of each table that had any, with the columns it had then. */
async function rowsOf(home: Home, columns: ReadonlyMap<string, readonly string[]>): Promise<Record<string, string[]>> {
  const found: Record<string, string[]> = {};
  for (const [table, names] of columns) found[table] = (await home.db.tx((tx) => tx.query(`select (t.*)::text as row from (select ${names.join(', ')} from ${table}) t order by 1`))).rows.map(({ row }) => row as string);
  return found;
}

async function columnsThen(): Promise<Map<string, readonly string[]>> {
  const client = await old.db.connect();
  const own = ['kernel.audit', 'kernel.outbox', 'kernel.migration']; // a restore writes its own line, renumbers transactions, and migrates
  const tables = (await listTables(client).finally(() => client.release())).filter(({ name }) => !own.includes(name));
  return new Map(tables.map(({ name, columns }) => [name, columns]));
}

it('restores a backup of the release before and brings it to the present shape, and so does migrating it where it lies', async () => {
  const columns = await columnsThen();
  const before = await rowsOf(old, columns);
  expect(Object.values(before).filter((rows) => rows.length > 0).length).toBeGreaterThan(8);
  const { record, place } = await backUpInto(old, join(root, 'backups'));
  await restore({ config: there.config, databaseUrl: there.url, place, record, withoutKey: true });
  const applied = await migrate(old.db, moduleFolders);
  expect(applied.length).toBeGreaterThan(0);
  for (const home of [there, old]) {
    const after = await rowsOf(home, columns);
    expect(Object.keys(before).filter((table) => (before[table] as string[]).some((row) => !after[table]?.includes(row)))).toEqual([]);
  }
  expect((await there.db.tx((tx) => tx.query('select count(*)::int as n from kernel.migration'))).rows).toEqual((await old.db.tx((tx) => tx.query('select count(*)::int as n from kernel.migration'))).rows);
});

it('refuses a backup of a later release and leaves nothing', async () => {
  const { record, place } = await backUpInto(old, join(root, 'later'));
  const empty = await openHome(root);
  const strange = { ...record, migrations: [...record.migrations, { module: 'linkage', name: '209901010000_linkage__later.sql', sha256: '0'.repeat(64) }] };
  await expect(restore({ config: empty.config, databaseUrl: empty.url, place, record: strange, withoutKey: true })).rejects.toMatchObject({ code: 'backup.newer' });
  expect((await empty.db.tx((tx) => tx.query(`select to_regnamespace('kernel') as register`))).rows).toEqual([{ register: null }]);
  await empty.close();
});

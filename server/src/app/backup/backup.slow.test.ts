import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openLog } from '#kernel/log.ts';
import { migrate } from '#kernel/migrate.ts';
import { announce, dispatch, type Consumer } from '#kernel/outbox.ts';
import { theHouse } from '#kernel/policy.ts';
import { createDataset } from '#modules/catalog/index.ts';
import { prepareRelease, publishRelease, openEngine } from '#modules/lake/index.ts';
import { farmersContract, stageFarmers } from '#modules/lake/testing/farmers.ts';
import { moduleFolders } from '../module-folders.ts';
import { listBackups, readRecord } from './backup-record.ts';
import { proveReleases } from './drill.ts';
import { reportText } from './drill-report.ts';
import { restore } from './restore.ts';
import { backUpInto, fingerprint, makeRoot, openHome, type Home, writeKey } from './testing/backup-bench.ts';

const { root, remove } = makeRoot();
const backups = join(root, 'backups');
const homes: Home[] = [];
const newHome = async () => { const home = await openHome(root); homes.push(home); return home; };
const heardBy = (name: string, list: unknown[]): Consumer => ({ name, topics: ['test.happened'], hear: async (_tx, { payload }) => { list.push(payload.n); } });
const quiet = openLog('test', 'silent');
let home: Home;

/** Two releases of one dataset, written and published as a run does. */
async function fill({ db, lake, config }: Home): Promise<void> {
  await migrate(db, moduleFolders);
  const dataset = await db.tx((tx) => createDataset(tx, theHouse, { slug: 'farmers', agencyId: 'ops', titleTh: 'เกษตรกร', titleEn: 'Farmers' }));
  const engine = await openEngine({ databasePath: ':memory:', memoryMb: 200, threads: 1, spillDir: config.spillDir });
  for (const [i, rows] of [300, 250].entries()) {
    await stageFarmers(engine, rows);
    const prepared = await prepareRelease(engine, lake, { table: 'stage', contract: farmersContract(), contractVersion: 1, datasetId: dataset.id, runId: i + 1, folder: join(config.dataDir, 'work'), previous: null, lineage: { source: 'a test', rawSha256: null } });
    if (prepared.kind === 'new') await db.tx((tx) => publishRelease(tx, theHouse, prepared.draft, i));
  }
  await engine.close();
}

beforeAll(async () => {
  home = await newHome();
  await fill(home);
  writeKey(home);
  writeFileSync(join(home.config.dataDir, 'first-start.json'), '{"done":["sample-ministry"]}');
});
afterAll(async () => { for (const each of homes) await each.close(); remove(); });

it('brings back every row of the register and every release, and events go on where each consumer stood', async () => {
  const [quick, slow]: [number[], number[]] = [[], []];
  for (const name of ['test.quick', 'test.slow']) await home.db.tx((tx) => tx.query('insert into kernel.consumer (name) values ($1)', [name]));
  for (const n of [1, 2, 3]) await home.db.tx((tx) => announce(tx, 'test.happened', { n }));
  await expect.poll(async () => { await dispatch(home.db, [heardBy('test.quick', quick)], quiet); return quick; }).toEqual([1, 2, 3]);
  const { record, place } = await backUpInto(home, backups, true);
  expect([record.releases, record.missing]).toEqual([2, []]);
  const before = await fingerprint(home.db, ['kernel.outbox.xid', 'kernel.consumer.xid', 'kernel.consumer.id']);
  const there = await newHome();
  await restore({ config: there.config, databaseUrl: there.url, place, record, withoutKey: false });
  const after = await fingerprint(there.db, ['kernel.outbox.xid', 'kernel.consumer.xid', 'kernel.consumer.id']);
  const differs = Object.keys(before).filter((table) => before[table] !== after[table]);
  expect(differs).toEqual(['kernel.audit']); // "backed up" there, "restored" here
  expect(Object.keys(before).length).toBeGreaterThan(60);
  expect(await proveReleases(there.config, there.url)).toEqual({ releases: 2, rows: 550, mismatches: [] });
  expect(readFileSync(there.config.masterKeyFile)).toEqual(readFileSync(home.config.masterKeyFile));
  await there.db.tx((tx) => announce(tx, 'test.happened', { n: 4 }));
  await expect.poll(async () => { await dispatch(there.db, [heardBy('test.quick', quick), heardBy('test.slow', slow)], quiet); return [quick, slow]; }).toEqual([[1, 2, 3, 4], [1, 2, 3, 4]]);
});

it('copies no object twice, and refuses a place that is taken', async () => {
  const first = await backUpInto(home, join(root, 'twice'));
  const second = await backUpInto(home, join(root, 'twice'));
  expect([first.copied, second.copied, second.record.objects.count]).toEqual([2, 0, 2]);
  expect(await listBackups(second.place)).toEqual(expect.arrayContaining([first.record.id, second.record.id]));
  const asked = { config: home.config, databaseUrl: home.url, place: second.place, record: second.record, withoutKey: true };
  await expect(restore(asked)).rejects.toMatchObject({ code: 'backup.place-taken' });
  const there = await newHome();
  await there.lake.put('somebody/else', Buffer.from('x'));
  await expect(restore({ ...asked, config: there.config, databaseUrl: there.url })).rejects.toMatchObject({ code: 'backup.place-taken' });
  await there.lake.delete('somebody/else');
  await expect(restore({ ...asked, config: there.config, databaseUrl: there.url, withoutKey: false })).rejects.toMatchObject({ code: 'backup.key-needed' });
});

it('names a changed byte, whether of the record, the register, or an object, and leaves no register behind', async () => {
  const folder = join(root, 'changed');
  const { record, place } = await backUpInto(home, folder);
  const there = await newHome();
  const into = { config: there.config, databaseUrl: there.url, place, record, withoutKey: true };
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const [object, table, told] = [files.find((file) => file.endsWith('.parquet')), files.find((file) => file.endsWith('catalog.dataset.copy.gz')), files.find((file) => file.endsWith('backup.json'))] as [string, string, string];
  for (const file of [object, table]) {
    const restored = flip(join(folder, file));
    await expect(restore(into), file).rejects.toMatchObject({ code: 'backup.damaged', fields: { files: [file] } });
    expect((await there.db.tx((tx) => tx.query(`select to_regnamespace('kernel') as register`))).rows).toEqual([{ register: null }]);
    restored();
  }
  flip(join(folder, told));
  await expect(readRecord(place)).rejects.toMatchObject({ code: 'backup.damaged' });
});

it('is no backup while its record is missing, and is swept by the next one', async () => {
  const folder = join(root, 'half');
  const { place } = await backUpInto(home, folder);
  await place.put('backups/20990101T000000Z-abcd/register/kernel.audit.copy.gz', Buffer.from('half'));
  expect((await readRecord(place)).id).not.toContain('2099');
  await backUpInto(home, folder);
  expect(readdirSync(join(folder, 'backups')).filter((id) => id.startsWith('2099'))).toEqual([]);
});

it('tells in Thai and English what a drill found', () => {
  const result = { backup: '20261121T000000Z-abcd', madeAt: '2026-11-21T00:00:00.000Z', version: '1', begunAt: '2026-11-21T01:00:00.000Z', seconds: 4, releases: 2, rows: 550, objects: 2, bytes: 900 };
  expect(reportText({ ...result, mismatches: [] })).toMatch(/กู้คืนได้ครบทุกรุ่น[^]*every release came back/);
  expect(reportText({ ...result, mismatches: [{ datasetId: 7, number: 2, why: 'abc' }] })).toMatch(/กู้คืนไม่ครบ[^]*dataset 7 release 2: abc/);
});

/** Changes one byte in the middle of a file. @returns what puts it back. */
function flip(file: string): () => void {
  const bytes = readFileSync(file);
  const changed = Buffer.from(bytes);
  changed[bytes.length >> 1] = (changed[bytes.length >> 1] as number) ^ 1;
  writeFileSync(file, changed);
  return () => writeFileSync(file, bytes);
}

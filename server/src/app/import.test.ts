import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { composeHouse } from './house.ts';
import { moduleFolders } from './module-folders.ts';
import { importCatalogue, reportCsv, type ImportOptions } from './client/import-catalogue.ts';
import { ServerClient } from './client/server-client.ts';
import { loadConfig } from '#kernel/config.ts';
import { buildHttp } from '#kernel/http.ts';
import { openLog } from '#kernel/log.ts';
import { testDatabase, type TestDatabase } from '#kernel/testing/database.ts';
import { allowAll } from '#kernel/testing/deciders.ts';
import { principalOf } from '#kernel/testing/principals.ts';
import { goodPackage, openSmallCkan, type SmallCkan } from '../modules/harvest/testing/small-ckan.ts';

let folder: string;
let test: TestDatabase;
let ckan: SmallCkan;
let app: Awaited<ReturnType<typeof buildHttp>>;
let workers: { close(): Promise<void> }[];
let client: ServerClient;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'saphan-import-'));
  test = await testDatabase(moduleFolders);
  const log = openLog('test', 'silent');
  const config = { ...loadConfig({ SAPHAN_DATA_DIR: folder, SAPHAN_ALLOW_PRIVATE_HOSTS: '127.0.0.1', SAPHAN_SAMPLE: 'off' }), databaseUrl: test.url };
  const house = await composeHouse({ config, db: test.db, log });
  const hosts: string[] = [];
  app = await buildHttp({ db: test.db, log, version: '0', routes: house.modules.flatMap((each) => [...each.routes]), authenticate: async () => principalOf('operator'), decider: allowAll, hosts });
  const address = await app.listen({ port: 0, host: '127.0.0.1' });
  hosts.push(new URL(address).host);
  client = new ServerClient(address, async () => null);
  workers = await Promise.all(house.workers.map((start) => start()));
  ckan = await openSmallCkan();
});
afterAll(async () => {
  await Promise.all((workers ?? []).map((each) => each.close()));
  await app?.close();
  await ckan?.close();
  await test?.close();
  rmSync(folder, { recursive: true, force: true });
});

it('brings a whole CKAN with its files, names what could not come, and goes on where it was', async () => {
  ckan.files.set('/f/a.csv', { body: Buffer.from('a\n1\n'), type: 'text/html' });
  ckan.packages = Array.from({ length: 12 }, (_, n) => goodPackage(n, {
    organization: n < 10 ? { name: 'rid', title: 'กรมชลประทาน' } : { name: n === 10 ? 'old-doae' : 'nowhere', title: '=cmd()' },
    ...(n === 0 && { resources: ['a.csv', 'b.csv'].map((name) => ({ id: name, name, url: `${ckan.url}/f/${name}`, url_type: 'upload', format: 'CSV' })) }),
  }));
  const asked: ImportOptions = { kind: 'ckan', url: `${ckan.url}/dataset`, map: { 'old-doae': 'doae' }, publish: true, files: true, pageSize: 5, delayMs: 0 };
  const states: string[] = [];
  const report = await importCatalogue(client, asked, ({ state }) => states.push(state));
  expect(report.job).toMatchObject({ state: 'done', counts: { created: 11, refused: 1 }, files: { taken: 1, refused: 1 } });
  expect(report.entries.find(({ outcome }) => outcome === 'refused')).toMatchObject({ organisation: '=cmd()', remarks: [{ en: 'No agency is known for the organisation "=cmd()" (nowhere); add it to the source\'s map.' }] });
  expect(reportCsv(report)).toContain(`"refused","id-00011","ชุดข้อมูลที่ 11","'=cmd()"`);

  const file = await test.db.read(async (tx) => (await tx.query("select url from catalog.resource where kind = 'file'")).rows[0].url as string);
  const reply = await fetch(`${client.address}${file}`);
  expect([reply.status, await reply.text(), reply.headers.get('content-type'), reply.headers.get('content-disposition')]).toEqual([200, 'a\n1\n', 'application/octet-stream', "attachment; filename*=UTF-8''a.csv"]);

  const again = await importCatalogue(client, asked, () => undefined);
  expect(again.job).toMatchObject({ state: 'done', counts: { created: 0, changed: 0, same: 11, refused: 1 } });
  expect(again.job.sourceId).toBe(report.job.sourceId);
});

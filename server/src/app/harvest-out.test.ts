import { afterAll, beforeAll, expect, it } from 'vitest';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { composeHouse } from './house.ts';
import { moduleFolders } from './module-folders.ts';
import { loadConfig } from '#kernel/config.ts';
import { buildHttp } from '#kernel/http.ts';
import { openLog } from '#kernel/log.ts';
import { theHouse, visitor } from '#kernel/policy.ts';
import { testDatabase, type TestDatabase } from '#kernel/testing/database.ts';
import { hearAll } from '#kernel/testing/hear-all.ts';
import { allowAll } from '#kernel/testing/deciders.ts';
import { importRecords, readDefinition, type RecordToImport } from '#modules/catalog/index.ts';
import { readPackage, readPackageSearch } from '../modules/harvest/readers/ckan.ts';
import { goodPackage } from '../modules/harvest/testing/small-ckan.ts';
import { toImport } from '../modules/harvest/job/to-import.ts';
import { listAgencies } from '#modules/organisations/index.ts';

const host = '127.0.0.1:8080';
let folder: string;
let test: TestDatabase;
let app: Awaited<ReturnType<typeof buildHttp>>;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'saphan-out-'));
  test = await testDatabase(moduleFolders);
  const log = openLog('test', 'silent');
  const { modules } = await composeHouse({ config: { ...loadConfig({ SAPHAN_DATA_DIR: folder, SAPHAN_SAMPLE: 'off' }), databaseUrl: test.url }, db: test.db, log });
  const agencies = await test.db.read((tx) => listAgencies(tx));
  const items = Array.from({ length: 17 }, (_, n) => {
    const record = readPackage(goodPackage(n, { title: `ชุดข้อมูล ${n}`, allow_harvest: n % 3 === 0 ? 'False' : 'True' }));
    const made = toImport(record!, { id: 1, agency_id: 'rid', agency_map: {}, agencies: null, lands: 'published' }, { datasetId: null, resourceIds: [] }, { definition: readDefinition(), agencies, publicUrl: 'http://saphan.example' });
    return (made as { item: RecordToImport }).item;
  });
  expect((await test.db.tx((tx) => importRecords(tx, theHouse, items))).every(({ published }) => published)).toBe(true);
  const consumers = modules.flatMap((each) => [...each.consumers]);
  await test.db.tx(async (tx) => { for (const { name } of consumers) await tx.query('insert into kernel.consumer (name) values ($1) on conflict do nothing', [name]); });
  await hearAll(test.db, consumers, log);
  app = await buildHttp({ db: test.db, log, version: '0', routes: modules.flatMap((each) => [...each.routes]), authenticate: async () => visitor, decider: allowAll, hosts: [host] });
});
afterAll(async () => { await app?.close(); await test?.close(); rmSync(folder, { recursive: true, force: true }); });

it('gives the national harvester every consenting dataset once, in stable pages, in a form that we read ourselves', async () => {
  const [small, large] = [await readAll(4), await readAll(100)];
  expect(small).toHaveLength(11);
  expect(new Set(small).size).toBe(11);
  expect(large).toEqual(small);
});

/** Fields in which a code stands whose letters are inferred; their texts are sure, and go out instead. */
function codesOf(dict: Record<string, unknown>): string[] {
  const { fields, vocabularies } = readDefinition();
  return fields.filter(({ key, vocabulary }) => (vocabularies[vocabulary ?? ''] ?? []).some(({ code, inferred, value }) => inferred && code !== value && [dict[key]].flat().includes(code))).map(({ key }) => key);
}

/** As ckanext-harvest reads: until a page is empty. */
async function readAll(rows: number): Promise<string[]> {
  const ids: string[] = [];
  for (let start: string | null = '0'; start !== null;) {
    const reply = await app.inject({ url: `/api/3/action/package_search?fq=allow_harvest:True&sort=id+asc&rows=${rows}&start=${start}`, headers: { host } });
    expect(reply.statusCode).toBe(200);
    const page = readPackageSearch(reply.json().result, Number(start));
    expect([page.total, page.unread]).toEqual([11, []]);
    for (const each of reply.json().result.results) expect(codesOf(each)).toEqual([]);
    ids.push(...page.records.map(({ remoteId }) => remoteId));
    start = page.next;
  }
  return ids;
}

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Config, loadConfig } from '#kernel/config.ts';
import { testDatabase, type TestDatabase } from '#kernel/testing/database.ts';
import { examine } from './doctor.ts';
import { moduleFolders } from './module-folders.ts';

let test: TestDatabase;
let folder: string;
const configOf = (databaseUrl: string): Config => loadConfig({ SAPHAN_DATA_DIR: join(folder, 'not', 'there'), DATABASE_URL: databaseUrl, SAPHAN_LOG_LEVEL: 'silent' });
const found = async (url: string) => Object.fromEntries((await examine(configOf(url))).map((finding) => [finding.name, finding]));

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'saphan-doctor-'));
  test = await testDatabase(moduleFolders);
});
afterAll(async () => {
  await test?.close();
  rmSync(folder, { recursive: true });
});

it('tells a data folder that is not there apart from a database that does not answer', async () => {
  const { database, migrations, data, disk, operations } = await found(test.url);
  expect([database?.state, migrations?.state, disk?.state, operations?.state]).toEqual(['fine', 'fine', 'fine', 'fine']);
  expect(data).toMatchObject({ state: 'note', th: expect.stringContaining('จะสร้างเมื่อเริ่มครั้งแรก') });
});

it('says that the figures of the house cannot be read in their own words', async () => {
  await test.db.tx((tx) => tx.query('drop view kernel.worker_v1'));
  const { database, operations } = await found(test.url);
  expect(database).toMatchObject({ state: 'fine' });
  expect(operations).toMatchObject({ state: 'wrong', th: expect.stringMatching(/^อ่านสภาพการเดินระบบไม่ได้: .*worker_v1/), en: expect.stringMatching(/^How the house runs cannot be read: .*worker_v1/) });
});

it('says that a database does not answer', async () => {
  expect((await found('postgres://nobody@127.0.0.1:1/none'))['database']).toMatchObject({ state: 'wrong', en: expect.stringMatching(/^PostgreSQL does not answer/) });
});

import { addDays, todayInBangkok } from '@saphan/contracts/dates';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { theHouse } from '#kernel/policy.ts';
import { testDatabase, type TestDatabase } from '#kernel/testing/database.ts';
import { createDataset } from '#modules/catalog/index.ts';
import { listRequests, seesAll } from '#modules/requests/index.ts';
import { readSampleRequests } from '../../../sample/requests.ts';
import { moduleFolders } from './module-folders.ts';
import { fillRequests } from './sample-requests.ts';

const now = new Date();
const today = todayInBangkok(now);
const columns = [{ name: 'code', titleTh: 'รหัส', titleEn: 'Code', personalData: null }, { name: 'owner', titleTh: 'เจ้าของ', titleEn: 'Owner', personalData: 'direct' }];
let test: TestDatabase;
beforeAll(async () => { test = await testDatabase(moduleFolders); });
afterAll(() => test?.close());

it('asks and answers once, so that every state without a release is there', async () => {
  const sample = readSampleRequests();
  await test.db.tx(async (tx) => {
    for (const slug of new Set(sample.flatMap(({ dataset }) => dataset ?? []))) {
      const { id } = await createDataset(tx, theHouse, { slug, agencyId: slug.split('-')[0] as string, titleTh: `ชุด ${slug}`, titleEn: slug });
      await tx.query(`insert into linkage.contract (dataset_id, version, document, body, change, created_by) values ($1, 1, '', $2, 'first', 'test')`, [id, JSON.stringify({ columns })]);
    }
  });
  for (let time = 0; time < 2; time += 1) await fillRequests(test.db, sample, today);
  const list = await test.db.read((tx) => listRequests(tx, {}, seesAll, new Date()));
  expect(list.total).toBe(sample.length);
  expect(Object.entries(list.counts).flatMap(([state, count]) => (count > 0 ? [state] : [])).sort()).toEqual(['accepted', 'asked-back', 'draft', 'overdue', 'partly-accepted', 'refused', 'sent', 'withdrawn']);
  expect((await test.db.read((tx) => listRequests(tx, { asOf: addDays(today, -90) }, seesAll, now))).counts.sent).toBe(1);
});

import { todayInBangkok } from '@saphan/contracts/dates';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { testDatabase, type TestDatabase } from '#kernel/testing/database.ts';
import { listMeetings } from '#modules/meetings/index.ts';
import { sampleCommittee } from '../../../sample/meetings.ts';
import { readMinistry } from '../../../sample/ministry.ts';
import { moduleFolders } from './module-folders.ts';
import { fillMeetings } from './sample-meetings.ts';

let test: TestDatabase;
beforeAll(async () => { test = await testDatabase(moduleFolders); });
afterAll(() => test?.close());

it('shows a meeting of each state and tasks of each, once, however often it is filled', async () => {
  const ministry = readMinistry();
  const committee = sampleCommittee(ministry, todayInBangkok(new Date()));
  await test.db.tx(async (tx) => {
    for (const { slug, agencyId } of ministry) await tx.query("insert into catalog.dataset (slug, agency_id, title_th, title_en, created_at, created_by) values ($1, $2, 'ชุด', 'x', now(), 't')", [slug, agencyId]);
  });
  for (let times = 0; times < 2; times += 1) await fillMeetings(test.db, committee);
  const { committees, meetings, tasks } = await test.db.read((tx) => listMeetings(tx, new Date()));
  expect(committees).toHaveLength(1);
  expect(meetings.map(({ state, minutes }) => [state, minutes])).toEqual([['coming', 'none'], ['held', 'circulated'], ['held', 'adopted']]);
  expect(tasks.open).toBe(4);
  expect(tasks).toMatchObject({ saidDone: 1, done: 1 });
  expect(tasks.late).toBeGreaterThanOrEqual(2);
});

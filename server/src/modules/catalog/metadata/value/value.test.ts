import { afterAll, beforeAll, expect, it } from 'vitest';
import { moduleFolders } from '../../../../app/module-folders.ts';
import { theHouse } from '#kernel/policy.ts';
import { scopedDatabase } from '#kernel/reach.ts';
import { testDatabase, type TestDatabase } from '#kernel/testing/database.ts';
import { principalOf } from '#kernel/testing/principals.ts';
import { createRecord } from '../operations/create-record.ts';
import { completeDraft } from '../testing/complete-draft.ts';
import { judgeValue } from './judge-value.ts';
import { readChecklist, readDatasetValue } from './read-value.ts';
import { seenCriteria } from './seen.ts';

let test: TestDatabase;
beforeAll(async () => {
  test = await testDatabase(moduleFolders);
  await test.db.tx((tx) => createRecord(tx, theHouse, { ...completeDraft, slug: 'rid-worth', agencyId: 'rid', titleTh: 'มีค่า' }));
});
afterAll(() => test?.close());

it('adds up to 100, and sees every criterion it says it sees', () => {
  const { criteria } = readChecklist();
  expect(criteria.reduce((sum, { points }) => sum + points, 0)).toBe(100);
  expect(criteria.filter(({ kind }) => kind === 'seen').map(({ key }) => key)).toEqual(Object.keys(seenCriteria));
});

it('gives points with evidence: what it sees, and what people judge', async () => {
  const before = await test.db.read((tx) => readDatasetValue(tx, 'rid-worth'));
  expect(before.criteria.filter(({ points }) => points > 0).map(({ key, evidenceTh }) => [key, evidenceTh])).toEqual([['complete', 'กรอกแล้ว 14 จาก 14'], ['place', 'ตามขอบเขตที่ระบุในทะเบียน']]);
  const judge = (criterion: string, answer: number, evidence: string) => test.db.tx((tx) => judgeValue(tx, theHouse, 'rid-worth', { criterion, answer, evidence }));
  expect(await judge('service', 1, 'ระบบเตือนภัยน้ำ')).toMatchObject({ score: before.score + 4 });
  expect((await judge('service', 2, 'ระบบเตือนภัยน้ำ 77 จังหวัด')).criteria.find(({ key }) => key === 'service')).toMatchObject({ points: 8, evidenceTh: 'ระบบเตือนภัยน้ำ 77 จังหวัด', by: 'saphan' });
  await expect(judge('complete', 2, 'x')).rejects.toMatchObject({ code: 'catalog.criterion-unknown' });
  await expect(judge('duty', 2, '<script>x</script>')).rejects.toMatchObject({ code: 'catalog.record-refused' });
});

it('lets nobody else judge', async () => {
  const other = principalOf('steward', { agencies: ['doae'] });
  await expect(scopedDatabase(test.db, other).tx((tx) => judgeValue(tx, other, 'rid-worth', { criterion: 'duty', answer: 2, evidence: 'x' }))).rejects.toMatchObject({ code: 'catalog.dataset-not-found' });
});

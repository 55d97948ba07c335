import { todayInBangkok } from '@saphan/contracts/dates';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { theHouse } from '#kernel/policy.ts';
import { testDatabase, type TestDatabase } from '#kernel/testing/database.ts';
import { createDataset } from '#modules/catalog/index.ts';
import { getReadinessCampaign, listReadinessCampaigns } from '#modules/readiness/index.ts';
import { sampleSurvey } from '../../../sample/survey.ts';
import { moduleFolders } from './module-folders.ts';
import { fillSurvey } from './sample-survey.ts';

let test: TestDatabase;
beforeAll(async () => { test = await testDatabase(moduleFolders); });
afterAll(() => test.close());

it('brings the survey of the sample into every state, once', async () => {
  const agencies = ['rid', 'doae', 'dld', 'dof', 'ldd', 'oae'];
  for (const agencyId of agencies) await test.db.tx((tx) => createDataset(tx, theHouse, { slug: `${agencyId}-one`, agencyId, titleTh: 'ชุดหนึ่ง', titleEn: 'One' }));
  const survey = sampleSurvey(agencies, todayInBangkok(new Date()));
  await fillSurvey(test.db, survey);
  await fillSurvey(test.db, survey);
  const { items } = await test.db.read((tx) => listReadinessCampaigns(tx, theHouse, null, new Date()));
  expect(items).toHaveLength(1);
  const { forms, totals } = await test.db.read((tx) => getReadinessCampaign(tx, theHouse, items[0]?.id as number, null, new Date()));
  expect(forms.filter(({ agency }) => agencies.includes(agency.id)).map(({ state, late }) => `${state}${late ? ' late' : ''}`).sort()).toEqual(['accepted', 'in-progress', 'not-started', 'not-started late', 'returned', 'submitted']);
  expect(totals).toMatchObject({ late: 1, additions: 4, needs: 4 });
});

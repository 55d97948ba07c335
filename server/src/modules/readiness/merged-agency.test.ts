import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { systemClock } from '#kernel/clock.ts';
import { theHouse } from '#kernel/policy.ts';
import { mergeAgency } from '#modules/organisations/index.ts';
import { remindForms } from './jobs/remind.ts';
import { openReadinessHouse, type ReadinessHouse } from './testing/readiness-house.ts';

let house: ReadinessHouse;
const now = new Date('2090-06-23T03:00:00.000Z');
const clock = vi.spyOn(systemClock, 'now').mockImplementation(() => now);
beforeAll(async () => { house = await openReadinessHouse(() => now); });
afterAll(async () => { clock.mockRestore(); await house.close(); });

it('leaves the form of a merged agency under its name, and lets the agency that stands for it read, answer and be reminded', async () => {
  await house.dataset('rd-paddies', 'rd');
  const [successor, other] = [house.steward('doae'), house.steward('rid')];
  const { id } = (await house.ask('POST', '', { titleTh: 'สำรวจ', titleEn: 'Survey', opensOn: '2090-06-23', workingDays: 4, agencies: ['rd'] })).body;
  const form = `/${id}/forms/rd`;
  expect((await house.ask('GET', form, undefined, successor)).body.code).toBe('readiness.form-not-found');
  await house.db.tx((tx) => mergeAgency(tx, theHouse, 'rd', { into: 'doae', effectiveOn: '2090-06-23', reason: 'โอนกิจการ', documentNo: 'ราชกิจจานุเบกษา', documentOn: '2090-06-01', version: 0 }, [], now));
  const { body } = await house.ask('GET', form, undefined, successor);
  expect(body).toMatchObject({ agency: { id: 'rd' }, items: [{ slug: 'rd-paddies' }] });
  expect((await house.ask('GET', '', undefined, successor)).body.items).toMatchObject([{ id, ownAgencies: ['rd'] }]);
  expect((await house.ask('PUT', `${form}/rows/${body.items[0].id}`, { version: 0, answers: { ours: 'yes' }, confirm: false }, successor)).status).toBe(200);
  expect((await house.ask('GET', form, undefined, other)).body.code).toBe('readiness.form-not-found');
  expect((await house.ask('PUT', `${form}/rows/${body.items[0].id}`, { version: 1, answers: { ours: 'no' }, confirm: false }, other)).body.code).toBe('readiness.not-your-agency');
  await house.db.tx((tx) => remindForms(tx, now));
  const told = await house.db.tx((tx) => tx.query("select distinct agency_id from notices.notice where key like 'due5:%'"));
  expect(told.rows).toEqual([{ agency_id: 'doae' }]);
});

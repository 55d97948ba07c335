import { todayInBangkok } from '@saphan/contracts/dates';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sampleAgreements, sampleOffer } from '../../../sample/agreements.ts';
import { openRoutesHouse, type RoutesHouse } from '../modules/privacy/testing/privacy-house.ts';
import { addService, addSystem, sharingRooms } from '../modules/sharing/testing/sharing-house.ts';
import { fillAgreements } from './sample-agreements.ts';

let house: RoutesHouse;
beforeAll(async () => {
  house = await openRoutesHouse([], sharingRooms);
  const provider = await addSystem(house, 'TH/GOV/doae/gate', 'provider');
  for (const slug of ['farmer-status', 'farmer-record']) await addService(house, provider, { slug, personal: true, classification: 2, minAssurance: 3, operation: 'find' });
  for (const slug of ['pest-centres', 'pest-centre-figures', 'soil-moisture']) await addService(house, provider, { slug, personal: false, classification: 0, minAssurance: 1, operation: 'find' });
});
afterAll(() => house?.close());

describe('the sample’s sharing agreements', () => {
  it('reach every state, once', async () => {
    const sample = sampleAgreements.map((each) => (each.fields ? { ...each, fields: ['name', 'province'] } : each));
    for (let time = 0; time < 2; time += 1) await fillAgreements(house.db, sample, sampleOffer, todayInBangkok(new Date()));
    const rows = await house.query('select state, count(*)::int as n from sharing.agreement_v1 group by 1 order by 1');
    expect(Object.fromEntries(rows.map(({ state, n }) => [state, n]))).toEqual({
      active: 4, draft: 1, 'dpo-review': 1, ended: 1, expired: 1, 'not-yet': 1, 'owner-review': 1, refused: 1, requested: 1, signing: 1, suspended: 1, withdrawn: 1,
    });
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Decider } from '#kernel/decider.ts';
import { interopHouse, stationColumns, stationSql, type InteropHouse } from '../testing/house.ts';

/** Gives stewards everything, readers the even stations without their coordinates' companion columns, and others nothing. */
const decider: Decider = {
  async decide(_tx, who) {
    const plain = { reasons: [{ policy: 'test', th: 'ทดสอบ', en: 'test' }], policyVersion: 'test' };
    if (who.role === 'steward') return { ...plain, allowed: true, columns: 'all', rows: null };
    if (who.role === 'reader') return { ...plain, allowed: true, columns: ['station', 'read_on', 'active', 'latitude', 'longitude'], rows: { sql: 't."active" = $1::varchar::BOOLEAN', values: ['true'], columns: ['active'] } };
    if (who.role === 'auditor') return { ...plain, allowed: true, columns: ['station'], rows: null };
    return { ...plain, allowed: false };
  },
};

let house: InteropHouse;
beforeAll(async () => {
  house = await interopHouse(decider);
  await house.release(await house.publish('rid-stations'), stationColumns, stationSql);
});
afterAll(() => house?.close());

const as = (role: string, tail: string) => house.get(`/ogc/collections/rid-stations${tail}`, { 'x-test-role': role });

describe('what a decision gives of a dataset', () => {
  it('bounds rows, columns, filters and counts alike', async () => {
    const { json } = await as('reader', '/items?limit=2');
    expect(json.numberMatched).toBe(1250);
    expect(json.features.map(({ properties }: { properties: object }) => Object.keys(properties))).toEqual(Array.from({ length: 2 }, () => ['station', 'latitude', 'longitude', 'read_on', 'active']));
    expect((await as('reader', '/items?bbox=98,6,98.01,6.02')).json.features.map(({ id }: { id: string }) => id)).toEqual(['S0000', 'S0002', 'S0004']);
    expect((await as('reader', '/items?level_m=1')).status).toBe(400);
    expect((await as('reader', '/items/S0001')).status).toBe(404);
    expect(Object.keys((await as('reader', '/queryables')).json.properties)).toEqual(['station', 'latitude', 'longitude', 'read_on', 'active']);
    expect((await as('steward', '/items?limit=1')).json.numberMatched).toBe(2500);
  });

  it('without the coordinates leaves rows without a place, and no box to ask for', async () => {
    const { json } = await as('auditor', '/items?limit=1');
    expect(json.features[0]).toMatchObject({ geometry: null, properties: { station: 'S0000' } });
    expect((await as('auditor', '/items?bbox=98,6,98.01,6.02')).json).toMatchObject({ status: 400, errors: [{ pointer: '/querystring/bbox' }] });
    expect((await as('auditor', '/items?datetime=2020-01-01&limit=1')).json.numberMatched).toBe(2500);
  });

  it('may be nothing: then the refusal says why, in the form of OGC API', async () => {
    const { status, json } = await as('visitor', '/items');
    expect(status).toBe(403);
    expect(json).toMatchObject({ code: 'kernel.decision-refused', description: expect.stringMatching(/[ก-๙]/) });
  });
});

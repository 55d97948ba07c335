import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDecider } from '#modules/access/index.ts';
import { interopHouse, stationColumns, stationSql, type InteropHouse } from '../modules/interop/testing/house.ts';

describe('the policies of the house, asked by the OGC API', () => {
  let real: InteropHouse;
  let policies: Awaited<ReturnType<typeof openDecider>>;
  beforeAll(async () => {
    real = await interopHouse(async (db) => policies = await openDecider({ db, policiesDir: new URL('../../../definitions/policies/', import.meta.url) }), { rooms: ['identity', 'signon', 'access'] });
    await real.release(await real.publish('rid-open'), stationColumns, stationSql);
    await real.release(await real.publish('rid-internal', { level: 1, audience: 'government' }), stationColumns, stationSql);
  });
  afterAll(async () => {
    await policies?.close();
    await real?.close();
  });
  const items = async (slug: string, role: string) => (await real.get(`/ogc/collections/${slug}/items?limit=1`, { 'x-test-role': role })).status;

  it('give open rows to everybody, internal ones to officers, and say nothing of these to others', async () => {
    for (const role of ['visitor', 'citizen', 'reader']) expect([role, await items('rid-open', role)]).toEqual([role, 200]);
    for (const role of ['visitor', 'citizen']) expect([role, await items('rid-internal', role)]).toEqual([role, 404]);
    for (const role of ['reader', 'steward', 'secretariat']) expect([role, await items('rid-internal', role)]).toEqual([role, 200]);
  });
});

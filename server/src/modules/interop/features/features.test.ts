import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { interopHouse, provinceColumns, provinceSql, stationColumns, stationSql, type InteropHouse } from '../testing/house.ts';

let house: InteropHouse;
beforeAll(async () => {
  house = await interopHouse();
  await house.release(await house.publish('rid-stations'), stationColumns, stationSql);
  await house.release(await house.publish('rid-by-province'), provinceColumns, provinceSql);
  await house.release(await house.publish('rid-government', { level: 1, audience: 'government' }), stationColumns, stationSql);
  await house.release(await house.publish('rid-draft', { state: 'draft' }), stationColumns, stationSql);
  await house.publish('rid-papers');
});
afterAll(() => house?.close());

const items = (of: string, query = '', headers = {}) => house.get(`/ogc/collections/${of}/items${query}`, headers);
const ids = async (of: string, query: string) => { const { json } = await items(of, query); return json.features.map(({ id }: { id: string }) => id) as string[]; };

describe('the collections', () => {
  it('are the catalogue and what whoever asks finds on a map', async () => {
    const of = async (headers = {}) => (await house.get('/ogc/collections', headers)).json.collections.map(({ id }: { id: string }) => id);
    expect(await of()).toEqual(['catalogue', 'rid-by-province', 'rid-stations']);
    expect(await of({ 'x-test-role': 'reader' })).toEqual(['catalogue', 'rid-by-province', 'rid-government', 'rid-stations']);
  });

  it('say where they lie, and lead to their items', async () => {
    const { json } = await house.get('/ogc/collections/rid-stations');
    expect(json).toMatchObject({ id: 'rid-stations', itemType: 'feature', crs: ['http://www.opengis.net/def/crs/OGC/1.3/CRS84'], extent: { spatial: { bbox: [[98, 6, 102.996, 18.49]] } } });
    expect(json.links.map(({ rel }: { rel: string }) => rel)).toEqual(expect.arrayContaining(['self', 'items', 'describedby']));
  });

  it('are not told to whoever may not find them: as if they were not there', async () => {
    for (const path of ['rid-government', 'rid-draft', 'rid-papers', 'no-such']) {
      for (const tail of ['', '/items', '/items/S0001', '/queryables']) expect([path + tail, (await house.get(`/ogc/collections/${path}${tail}`)).status]).toEqual([path + tail, 404]);
    }
    expect((await items('rid-government', '?limit=1', { 'x-test-role': 'reader' })).status).toBe(200);
  });
});

describe('the items of a dataset with coordinates', () => {
  it('are GeoJSON with the exact number of all, and lead on to the last', async () => {
    const { json, headers } = await items('rid-stations', '?limit=1000');
    expect(headers['content-type']).toBe('application/geo+json');
    expect(json).toMatchObject({ type: 'FeatureCollection', numberMatched: 2500, numberReturned: 1000 });
    expect(json.features[0]).toEqual({ type: 'Feature', id: 'S0000', geometry: { type: 'Point', coordinates: [98, 6] }, properties: { station: 'S0000', latitude: 6, longitude: 98, read_on: '2020-01-01', level_m: 0, keeper: 'น•••', active: true } });
    const seen = new Set<string>();
    let next: string | undefined = '/ogc/collections/rid-stations/items?limit=1000';
    while (next) {
      const page: any = (await house.get(next)).json;
      for (const { id } of page.features) seen.add(id);
      next = page.links.find(({ rel }: { rel: string }) => rel === 'next')?.href.replace(/^http:\/\/[^/]+/, '');
    }
    expect(seen.size).toBe(2500);
  });

  it('lie in the box that was asked, edges included', async () => {
    const { json } = await items('rid-stations', '?bbox=98.0,6.0,98.01,6.02');
    expect(json.features.map(({ id }: { id: string }) => id)).toEqual(['S0000', 'S0001', 'S0002', 'S0003', 'S0004']);
    expect(json.numberMatched).toBe(5);
    expect((await items('rid-stations', '?bbox=-180,-90,180,90')).json.numberMatched).toBe(2499);
    expect(await ids('rid-stations', '?bbox=98.00001,6.00001,0,98.0022,6.0051,9')).toEqual(['S0001']);
    // Over the 180th meridian: from 102.99 east, and from the west up to 98.001.
    expect(await ids('rid-stations', '?bbox=102.995,-90,98.001,90')).toEqual(['S2498', 'S0000']);
    expect(await ids('rid-stations', '?bbox=102.995,-90,98.001,90&limit=1&offset=1')).toEqual(['S0000']);
  });

  it('are of the time and have the values that were asked', async () => {
    // The last one has no day: it is of every time.
    expect(await ids('rid-stations', '?datetime=2020-01-03')).toEqual(['S0002', 'S2499']);
    expect(await ids('rid-stations', '?datetime=2020-01-03T00:00:00Z/2020-01-04T23:59:59Z')).toEqual(['S0002', 'S0003', 'S2499']);
    expect(await ids('rid-stations', '?datetime=../2020-01-02&bbox=90,0,110,20')).toEqual(['S0000', 'S0001']);
    expect((await items('rid-stations', '?datetime=2020-01-03/2020-01-04&limit=1&offset=2')).json).toMatchObject({ numberMatched: 3, features: [{ id: 'S2499' }] });
    expect(await ids('rid-stations', '?station=S0007&active=false')).toEqual(['S0007']);
    expect(await ids('rid-stations', '?station=S0007&active=true')).toEqual([]);
  });

  it('are found one by one, and keep their id as long as the key does', async () => {
    const { json } = await house.get('/ogc/collections/rid-stations/items/S0042');
    expect(json).toMatchObject({ id: 'S0042', geometry: { coordinates: [98.084, 6.21] } });
    expect((await house.get('/ogc/collections/rid-stations/items/S2499')).json.geometry).toBeNull();
    expect((await house.get('/ogc/collections/rid-stations/items/S9999')).status).toBe(404);
  });

  it('name what they can be asked for; masked columns are not among it', async () => {
    const { json } = await house.get('/ogc/collections/rid-stations/queryables');
    expect(Object.keys(json.properties)).toEqual(['station', 'latitude', 'longitude', 'read_on', 'level_m', 'active']);
  });

  it.each([
    ['bbox=1,2,3', 'bbox'], ['bbox=a,b,c,d', 'bbox'], ['bbox=98,20,99,6', 'bbox'], ['bbox=0,0,1e9,1', 'bbox'], ['bbox=98,6,99,7&bbox-crs=EPSG:32647', 'bbox-crs'], ['datetime=2563-01-01', 'datetime'], ['datetime=2020-02-30', 'datetime'],
    ['datetime=2020-01-02/2020-01-01', 'datetime'], ['datetime=../..', 'datetime'], ['limit=0', 'limit'], ['limit=ten', 'limit'], ['limit=-1', 'limit'], ['offset=-1', 'offset'], ['nosuch=1', 'nosuch'],
    ['keeper=นาย', 'keeper'], ['f=html', 'f'], ['level_m=x', 'level_m'],
  ])('%s is refused with its place, as OGC API refuses', async (query, place) => {
    const { status, headers, json } = await items('rid-stations', `?${encodeURI(query)}`);
    expect([status, headers['content-type']]).toEqual([400, expect.stringContaining('application/json')]);
    expect(json).toMatchObject({ code: expect.any(String), description: expect.stringMatching(/[ก-๙]/) });
    expect(JSON.stringify(json)).toContain(place);
  });

  it('more than a page holds is no error', async () => { expect((await items('rid-stations', '?limit=100000')).json.numberReturned).toBe(1000); });
});

describe('the items of a dataset with area codes', () => {
  it('lie at the points of their places; a code that nobody knows lies nowhere', async () => {
    const { json } = await items('rid-by-province');
    expect(json.numberMatched).toBe(8);
    expect(json.features.map(({ id, geometry }: any) => [id, geometry?.coordinates.map(Math.round) ?? null])).toEqual(expect.arrayContaining([['10,2567', [101, 14]], ['50,2568', [99, 19]], ['99,2567', null]]));
  });

  it('are chosen by box and by value', async () => {
    expect(await ids('rid-by-province', '?bbox=98,18,100,20')).toEqual(['50,2567', '50,2568']);
    expect(await ids('rid-by-province', '?bbox=98,18,100,20&year_be=2568')).toEqual(['50,2568']);
    expect(await ids('rid-by-province', '?bbox=0,0,1,1')).toEqual([]);
    expect((await house.get('/ogc/collections/rid-by-province/items/10,2568')).json.properties).toEqual({ province_code: '10', year_be: 2568, amount: 1.5 });
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { interopHouse, stationColumns, stationSql, type InteropHouse } from '../testing/house.ts';

let house: InteropHouse;
beforeAll(async () => {
  house = await interopHouse();
  const box = { west_bound_longitude: '100', south_bound_longitude: '13', east_bound_longitude: '101', north_bound_longitude: '14' };
  await house.publish('rid-bangkok', { titleTh: 'น้ำท่วมกรุงเทพ', doc: { ...box, data_type: '2', first_year_of_data: '2560', last_year_of_data: '2562', license_id: 'Creative Commons Attributions', maintainer: 'กองสถิติ', maintainer_email: 's@rid.go.th' } });
  await house.publish('rid-nowhere', { titleTh: 'ราคาข้าว', doc: { data_type: '1', west_bound_longitude: 'ไม่ทราบ' } });
  await house.release(await house.publish('rid-stations', { titleTh: 'สถานีวัดน้ำ' }), stationColumns, stationSql);
  await house.publish('rid-government', { level: 1, audience: 'government', titleTh: 'น้ำท่วมภายใน' });
  await house.publish('rid-draft', { state: 'draft', titleTh: 'น้ำท่วมร่าง' });
  await house.index();
});
afterAll(() => house?.close());

const ask = (query: string, headers = {}) => house.get(`/ogc/collections/catalogue/items${query}`, headers);
const ids = async (query: string, headers = {}) => { const { json } = await ask(query, headers); expect([query, json.numberReturned]).toEqual([query, json.features.length]); return json.features.map(({ id }: { id: string }) => id) as string[]; };

describe('the catalogue as OGC API Records', () => {
  it('has a landing page, classes that it keeps, a description, and a collection of records', async () => {
    const landing = (await house.get('/ogc')).json;
    for (const rel of ['self', 'service-desc', 'conformance', 'data']) {
      const { href } = landing.links.find((link: { rel: string }) => link.rel === rel);
      expect([rel, (await house.get(href.replace(/^http:\/\/[^/]+/, ''))).status]).toEqual([rel, 200]);
    }
    expect((await house.get('/ogc/conformance')).json.conformsTo).toContain('http://www.opengis.net/spec/ogcapi-records-1/1.0/conf/searchable-catalog');
    expect((await house.get('/ogc/collections/catalogue')).json).toMatchObject({ id: 'catalogue', itemType: 'record', links: expect.arrayContaining([expect.objectContaining({ rel: 'items' })]) });
    const api = (await house.get('/ogc/api')).json;
    expect(api.openapi).toBe('3.0.3');
    expect((await house.get('/ogc/api')).headers['content-type']).toBe('application/vnd.oai.openapi+json;version=3.0');
    expect(Object.keys(api.paths)).toEqual(expect.arrayContaining(['/', '/conformance', '/collections', '/collections/{collectionId}', '/collections/{collectionId}/items', '/collections/{collectionId}/items/{featureId}']));
  });

  it('tells a record with all that the standard wants', async () => {
    const { json } = await house.get('/ogc/collections/catalogue/items/rid-bangkok');
    expect(json).toMatchObject({
      id: 'rid-bangkok', type: 'Feature', time: { interval: ['2017-01-01', '2019-12-31'] }, geometry: { type: 'Polygon', coordinates: [[[100, 13], [101, 13], [101, 14], [100, 14], [100, 13]]] },
      properties: { type: 'dataset', title: 'น้ำท่วมกรุงเทพ', license: 'https://creativecommons.org/licenses/by/4.0/', contacts: [{ name: 'กองสถิติ', emails: [{ value: 's@rid.go.th' }] }], themes: [{ concepts: [{ id: '2' }] }] },
    });
    for (const day of ['created', 'updated']) expect(json.properties[day]).toMatch(/^\d{4}-\d{2}-\d{2}T.+Z$/);
    expect((await house.get('/ogc/collections/catalogue/items/rid-nowhere')).json).toMatchObject({ geometry: null, time: null });
  });

  it('finds what whoever asks may find', async () => {
    expect(await ids('')).toEqual(['rid-bangkok', 'rid-nowhere', 'rid-stations']);
    expect(await ids('', { 'x-test-role': 'reader' })).toEqual(['rid-bangkok', 'rid-nowhere', 'rid-stations', 'rid-government']);
    for (const slug of ['rid-government', 'rid-draft', 'no-such']) expect((await house.get(`/ogc/collections/catalogue/items/${slug}`)).status).toBe(404);
  });

  it('by box, time, name, identifier and type', async () => {
    expect(await ids('?bbox=100.5,13.5,100.6,13.6')).toEqual(['rid-bangkok', 'rid-stations']);
    expect(await ids('?bbox=102,10,103,11')).toEqual(['rid-stations']);
    expect(await ids('?bbox=0,0,1,1')).toEqual([]);
    expect(await ids('?bbox=102,-90,-170,90')).toEqual(['rid-stations']);
    // A record that says nothing of its time is of every time.
    expect(await ids('?datetime=2025-01-01/..&bbox=90,0,110,30')).toEqual(expect.arrayContaining(['rid-stations']));
    expect(await ids('?datetime=../2019-12-31&ids=rid-stations')).toEqual([]);
    expect(await ids('?ids=rid-stations,rid-government,nothing')).toEqual(['rid-stations']);
    expect(await ids('?ids=')).toEqual([]);
    const uid = (await house.get('/ogc/collections/catalogue/items/rid-stations')).json.properties.externalIds[0].value;
    for (const external of [uid, `uuid:${uid}`]) expect(await ids(`?externalIds=${external}`)).toEqual(['rid-stations']);
    expect(await ids(`?externalIds=doi:${uid}`)).toEqual([]);
    expect(await ids('?type=dataset&data_type=2')).toEqual(['rid-bangkok']);
    expect(await ids('?type=service')).toEqual([]);
  });

  it('by words: with spaces all of them, with commas any, and nobody learns of what they may not see', async () => {
    expect(await ids(`?q=${encodeURIComponent('น้ำท่วม')}`)).toEqual(['rid-bangkok']);
    expect((await ids(`?q=${encodeURIComponent('น้ำท่วม')}`, { 'x-test-role': 'reader' })).toSorted()).toEqual(['rid-bangkok', 'rid-government']);
    expect(await ids(`?q=${encodeURIComponent('น้ำท่วม ข้าว')}`)).toEqual([]);
    expect((await ids(`?q=${encodeURIComponent('กรุงเทพ,ข้าว')}`)).toSorted()).toEqual(['rid-bangkok', 'rid-nowhere']);
    expect(await ids(`?q=${encodeURIComponent('กรุงเทพ,ข้าว')}&bbox=100,13,101,14`)).toEqual(['rid-bangkok']);
    expect((await ask(`?q=${encodeURIComponent('น้ำ')}&limit=1`)).json.numberReturned).toBe(1);
    expect(await ids('?q=nothing-of-this')).toEqual([]);
  });

  it('page by page, with the number of all', async () => {
    const { json } = await ask('?limit=2&type=dataset');
    expect(json).toMatchObject({ numberMatched: 3, numberReturned: 2 });
    const next = json.links.find(({ rel }: { rel: string }) => rel === 'next').href.replace(/^http:\/\/[^/]+/, '');
    expect((await house.get(next)).json.features.map(({ id }: { id: string }) => id)).toEqual(['rid-stations']);
    expect((await house.get(next)).json.links.map(({ rel }: { rel: string }) => rel)).toEqual(['self', 'collection', 'prev']);
    expect((await ask('?offset=99')).json).toMatchObject({ numberMatched: 3, numberReturned: 0 });
  });

  it.each([`q=${'ก'.repeat(201)}`, 'bbox=1', 'datetime=2569-01-01', 'limit=0', 'nosuch=1', 'f=xml'])('refuses %.30s', async (query) => {
    const { status, json } = await ask(`?${encodeURI(query)}`);
    expect(status).toBe(400);
    expect(json).toMatchObject({ code: expect.any(String), description: expect.any(String) });
  });
});


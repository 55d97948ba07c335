import { Parser, Store } from 'n3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { term } from '../rdf/graph.ts';
import { BASE, interopHouse, stationColumns, stationSql, type InteropHouse } from '../testing/house.ts';

let house: InteropHouse;
beforeAll(async () => {
  house = await interopHouse();
  for (let i = 0; i < 5; i += 1) await house.publish(`rid-open-${i}`, { doc: { data_type: '1', license_id: 'Creative Commons Attributions', update_frequency_unit: 'D', maintainer_email: 'a@rid.go.th' } });
  await house.release(await house.publish('rid-stations', { doc: { data_type: '3' } }), stationColumns, stationSql);
  await house.publish('rid-government', { level: 1, audience: 'government' });
  await house.publish('rid-draft', { state: 'draft' });
  await house.publish('rid-odd', { titleTh: '"น้ำ" </dct:title> & \\ \n', descriptionTh: '<script>alert(1)</script>' });
  await house.database.db.tx((tx) => tx.query(`update catalog.record set changed_at = '2020-01-01' where dataset_id = (select id from catalog.dataset where slug = 'rid-open-0')`));
});
afterAll(() => house?.close());

const store = (text: string) => new Store(new Parser().parse(text));
const datasets = (text: string) => store(text).getSubjects(term('rdf:type').value, term('dcat:Dataset').value, null).map(({ value }) => value.split('/').at(-1)).sort();

describe('the catalogue by DCAT-AP', () => {
  it('holds what whoever asks finds', async () => {
    const open = ['rid-odd', 'rid-open-0', 'rid-open-1', 'rid-open-2', 'rid-open-3', 'rid-open-4', 'rid-stations'];
    expect(datasets((await house.get('/catalog.ttl')).text)).toEqual(open);
    expect(datasets((await house.get('/catalog.ttl', { 'x-test-role': 'reader' })).text)).toEqual(['rid-government', ...open]);
  });

  it('is paged so that following hydra:next visits each dataset once', async () => {
    const seen: (string | undefined)[] = [];
    let next: string | undefined = '/catalog.ttl?limit=3';
    let pages = 0;
    while (next) {
      const { text } = await house.get(next);
      seen.push(...datasets(text));
      pages += 1;
      const graph = store(text);
      expect(graph.getObjects(null, term('hydra:totalItems').value, null).map(({ value }) => value)).toEqual(['7']);
      next = graph.getObjects(null, term('hydra:next').value, null)[0]?.value.replace(BASE, '');
    }
    expect([pages, new Set(seen).size, seen.length]).toEqual([3, 7, 7]);
  });

  it('tells what changed since', async () => {
    expect(datasets((await house.get('/catalog.ttl?modified_since=2021-01-01')).text)).not.toContain('rid-open-0');
    expect(datasets((await house.get('/catalog.ttl?modified_since=2019-01-01T00:00:00')).text)).toContain('rid-open-0');
    expect((await house.get('/catalog.ttl?modified_since=2569-01-01')).json).toMatchObject({ status: 400, code: 'interop.query-refused', detailEn: expect.stringContaining('2026-01-01') });
    for (const query of ['modified_since=yesterday', 'modified_since=2026-02-30', 'page=0', 'page=x', 'limit=1001']) expect([query, (await house.get(`/catalog.ttl?${query}`)).status]).toEqual([query, 400]);
  });

  it('comes in four forms that say the same, and in the one that is liked best', async () => {
    const types: Record<string, string> = { ttl: 'text/turtle', jsonld: 'application/ld+json', rdf: 'application/rdf+xml', xml: 'application/rdf+xml' };
    for (const [form, type] of Object.entries(types)) {
      const { status, headers, text } = await house.get(`/dataset/rid-odd.${form}`);
      expect([form, status, headers['content-type']]).toEqual([form, 200, expect.stringContaining(type)]);
      expect(text).toContain('rid-odd');
      expect((await house.get('/catalog', { accept: type })).headers['content-type']).toContain(type);
      expect((await house.get('/dataset/rid-odd', { accept: type })).headers['content-type']).toContain(type);
    }
    expect(store((await house.get('/dataset/rid-odd.ttl')).text).getObjects(`${BASE}/dataset/rid-odd`, term('dct:title').value, null)[0]?.value).toContain('"น้ำ" </dct:title> & \\');
    expect(JSON.parse((await house.get('/dataset/rid-odd.jsonld')).text)['@graph'].length).toBeGreaterThan(3);
    expect(await house.get('/dataset/rid-odd', { accept: 'text/html' })).toMatchObject({ status: 303, headers: { location: `${BASE}/th/data/rid-odd` } });
    expect((await house.get('/catalog', { accept: 'image/png' })).status).toBe(406);
  });

  it('is not sent again to whoever has it', async () => {
    const { headers } = await house.get('/dataset/rid-stations.ttl');
    expect((await house.get('/dataset/rid-stations.ttl', { 'if-none-match': `W/${headers['etag']}, "other"` })).status).toBe(304);
    expect((await house.get('/dataset/rid-stations.ttl', { 'if-none-match': '"other"' })).status).toBe(200);
  });

  it('knows a dataset by its uuid too, and tells nobody of what they may not see', async () => {
    const [uid] = store((await house.get('/dataset/rid-stations.ttl')).text).getObjects(`${BASE}/dataset/rid-stations`, term('dct:identifier').value, null);
    expect(datasets((await house.get(`/dataset/${uid?.value}.ttl`)).text)).toEqual(['rid-stations']);
    for (const slug of ['rid-government', 'rid-draft', 'no-such', '..', '%00', "'"]) for (const tail of ['.ttl', '/datapackage.json']) expect([slug, (await house.get(`/dataset/${encodeURIComponent(slug)}${tail}`)).status]).toEqual([slug, 404]);
  });

  it('may be read by a page of any site', async () => {
    const { status, headers } = await house.get('/catalog.jsonld', { origin: 'https://elsewhere.example', 'sec-fetch-site': 'cross-site' });
    expect([status, headers['access-control-allow-origin']]).toEqual([200, '*']);
  });
});

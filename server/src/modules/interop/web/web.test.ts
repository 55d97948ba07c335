import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BASE, interopHouse, stationColumns, stationSql, type InteropHouse } from '../testing/house.ts';

let house: InteropHouse;
beforeAll(async () => {
  house = await interopHouse();
  await house.release(await house.publish('rid-stations', { doc: { data_type: '3', license_id: 'Creative Commons Attributions', data_language: ['01'], update_frequency_unit: 'D', maintainer: 'กองอุทกวิทยา', maintainer_email: 'hydro@rid.go.th' } }), stationColumns, stationSql);
  for (let i = 0; i < 3; i += 1) await house.publish(`rid-open-${i}`);
  await house.publish('rid-government', { level: 1, audience: 'government' });
});
afterAll(() => house?.close());

describe('documents about a dataset', () => {
  it('are a data package whose tables have their schema; a masked column is text', async () => {
    const { json } = await house.get('/dataset/rid-stations/datapackage.json');
    expect(json).toMatchObject({ name: 'rid-stations', licenses: [{ name: 'CC-BY-4.0', path: 'https://creativecommons.org/licenses/by/4.0/' }], contributors: [{ email: 'hydro@rid.go.th' }] });
    const csv = json.resources.find(({ name }: { name: string }) => name === 'csv');
    expect(csv).toMatchObject({ type: 'table', encoding: 'utf-8', path: expect.stringMatching(/^http.+format=csv$/) });
    expect(csv.schema.fields.map(({ name, type }: { name: string; type: string }) => `${name} ${type}`)).toEqual(['station string', 'latitude number', 'longitude number', 'read_on date', 'level_m number', 'keeper string', 'active boolean']);
    expect(new Set(json.resources.map(({ name }: { name: string }) => name)).size).toBe(json.resources.length);
  });

  it('are schema.org for a page', async () => {
    const { json, headers } = await house.get('/api/v1/catalogue/records/rid-stations/schema-org');
    expect(headers['content-type']).toContain('application/ld+json');
    expect(json).toMatchObject({ '@type': 'Dataset', name: 'ชุด rid-stations', license: 'https://creativecommons.org/licenses/by/4.0/', inLanguage: ['th'], url: `${BASE}/th/data/rid-stations`, isAccessibleForFree: true, spatialCoverage: { geo: { box: '6 98 18.49 102.996' } } });
    expect(json.distribution[0]).toMatchObject({ '@type': 'DataDownload', encodingFormat: 'text/csv' });
    expect((await house.get('/api/v1/catalogue/records/rid-government/schema-org')).status).toBe(404);
  });
});

describe('documents about the house', () => {
  it('are data.json of all that whoever asks finds', async () => {
    const of = async (headers = {}) => JSON.parse((await house.get('/data.json', headers)).text);
    const document = await of();
    expect(document).toMatchObject({ '@type': 'dcat:Catalog', conformsTo: 'https://project-open-data.cio.gov/v1.1/schema' });
    expect(document.dataset.map(({ landingPage }: { landingPage: string }) => landingPage.split('/').at(-1)).sort()).toEqual(['rid-open-0', 'rid-open-1', 'rid-open-2', 'rid-stations']);
    expect(document.dataset[0]).toMatchObject({ accessLevel: 'public', accrualPeriodicity: 'R/P1D', contactPoint: { fn: 'กองอุทกวิทยา', hasEmail: 'mailto:hydro@rid.go.th' }, keyword: expect.any(Array), modified: expect.any(String) });
    expect((await of({ 'x-test-role': 'secretariat' })).dataset).toHaveLength(5);
  });

  it('lead from well-known addresses to the catalogue and the APIs', async () => {
    for (const name of ['void', 'dcat']) expect(await house.get(`/.well-known/${name}`)).toMatchObject({ status: 303, headers: { location: `${BASE}/catalog` } });
    const { json, headers } = await house.get('/.well-known/api-catalog');
    expect(headers['content-type']).toContain('application/linkset+json');
    expect(json.linkset[0].item).toContainEqual({ href: `${BASE}/ogc` });
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDecider } from '#modules/access/index.ts';
import { openCkanHouse, type CkanHouse } from './testing/ckan-house.ts';

let house: CkanHouse;
beforeAll(async () => {
  house = await openCkanHouse(openDecider);
  for (const name of ['rid-one', 'rid-two', 'rid-three']) await house.linked(name, 20);
  await house.call('group_create', { name: 'water', title: 'น้ำ' }, 'secretariat');
  await house.call('package_patch', { id: 'rid-two', groups: [{ name: 'water' }] }, 'operator');
  await house.hear();
});
afterAll(() => house?.close());

describe('a client that behaves as', () => {
  it('ckanapi dumps and loads what it dumped, and nothing changes', async () => {
    const names = (await house.call('package_list')).body.result as string[];
    for (const name of names) {
      const shown = (await house.call('package_show', { id: name, include_datasets: false, include_password_hash: true }, 'operator')).body.result;
      const loaded = (await house.call('package_update', shown, 'operator')).body;
      expect(loaded.error).toBeUndefined();
      expect({ ...loaded.result, metadata_modified: '' }).toEqual({ ...shown, metadata_modified: '' });
    }
  });

  it("ckanext-harvest pages by id until a page is empty, and asks for what changed since", async () => {
    const seen: string[] = [];
    for (let start = 0; ; start += 2) {
      const { body } = await house.get(`/api/3/action/package_search?rows=2&start=${start}&sort=id+asc&fq=organization%3Arid+OR+organization%3Adoae`);
      if (body.result.results.length === 0) break;
      seen.push(...body.result.results.map(({ id }: { id: string }) => id));
    }
    expect([seen.length, new Set(seen).size]).toEqual([3, 3]);
    const since = (when: string) => house.get(`/api/3/action/package_search?rows=100&start=0&sort=id+asc&fq=${encodeURIComponent(`-organization:doae metadata_modified:[${when} TO *]`)}`);
    expect((await since('2026-01-01T00:00:00Z')).body.result.count).toBe(3);
    expect((await since('NOW+1DAY')).body.result.count).toBe(0);
    expect((await house.get('/api/3/action/organization_show?id=rid')).body.result.name).toBe('rid');
  });

  it('ckanr posts nothing and puts its arguments into the address', async () => {
    const post = async (action: string, query: string) => (await house.post(`/api/3/action/${action}?${query}`, '', { 'content-type': 'application/x-www-form-urlencoded' })).body.result;
    expect((await post('package_search', 'q=*:*&fq=num_tags:[1 TO *]&rows=1')).count).toBe(3);
    expect((await post('datastore_search', 'resource_id=rid-one&limit=3&fields=id,crop')).records).toEqual([{ id: 0, crop: 0 }, { id: 1, crop: 1 }, { id: 2, crop: 2 }]);
    expect((await post('datastore_search_sql', `sql=${encodeURIComponent('SELECT * FROM "rid-one" LIMIT 1')}`)).records).toHaveLength(1);
    expect((await post('datastore_search', 'resource_id=_table_metadata')).records.length).toBeGreaterThan(2);
    expect((await post('tag_list', 'query=อ่าง'.replace('อ่าง', encodeURIComponent('อ่าง'))))).toEqual(['อ่างเก็บน้ำ']);
  });

  it('the QGIS browser lists groups and searches one of them', async () => {
    const groups = (await house.get('/api/3/action/group_list?all_fields=true')).body.result;
    expect(groups.filter(({ package_count: count }: { package_count: number }) => count > 0)).toMatchObject([{ name: 'water', display_name: 'น้ำ', package_count: 1 }]);
    const { result } = (await house.get('/api/3/action/package_search?q=&fq=(groups:water+OR+groups:none)&sort=name+asc&rows=50&start=0')).body;
    expect(result.results.map(({ name }: { name: string }) => name)).toEqual(['rid-two']);
  });

  it('a quality collector counts, reads every page and looks at the kind of site', async () => {
    const { result } = (await house.get('/api/3/action/package_search?rows=100&start=0')).body;
    expect(result.results).toHaveLength(result.count);
    expect((await house.get('/api/3/action/status_show')).body.result).toHaveProperty('thaigdc_version');
    expect((await house.get(`/api/3/action/package_search?fq=allow_harvest:True&rows=0`)).body.result.count).toBe(0);
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDecider } from '#modules/access/index.ts';
import type { Role } from '#kernel/policy.ts';
import { resourceIdOf } from '#modules/catalog/index.ts';
import { issueTokenTo } from '#modules/identity/index.ts';
import { openCkanHouse, openDraft, type CkanHouse } from '../testing/ckan-house.ts';
import { actions } from './index-of-actions.ts';

let house: CkanHouse;
const tried = new Set<string>();
const known: Record<string, string> = {};

beforeAll(async () => {
  house = await openCkanHouse(openDecider);
  await house.linked('rid-farmers', 40);
  const { rows: [{ uid }] } = await house.test.db.read((tx) => tx.query("select uid from catalog.dataset where slug = 'rid-farmers'"));
  Object.assign(known, { farmers: uid as string, csv: resourceIdOf(uid as string, 'CSV') });
});
afterAll(() => house?.close());

async function ok(action: string, args: object = {}, role?: Role): Promise<any> {
  tried.add(action);
  const answered = await house.call(action, args, role);
  expect([action, answered.status, answered.body.error]).toEqual([action, 200, undefined]);
  return answered.body.result;
}
async function refused(action: string, args: object, status: number, role?: Role): Promise<any> {
  const answered = await house.call(action, args, role);
  expect([action, answered.status, answered.body.success]).toEqual([action, status, false]);
  return answered.body.error;
}

/** What a client sends of the standard: texts of the extension, not codes. */
const standard = { data_type: 'ข้อมูลระเบียน', maintainer: 'ส่วนน้ำ', maintainer_email: 'water@rid.go.th', tag_string: 'น้ำ,อ่างเก็บน้ำ', notes: 'ปริมาตรน้ำรายวัน', objective: ['11'], update_frequency_unit: 'วัน', update_frequency_interval: '1', geo_coverage: '06', data_source: 'เครื่องวัด', data_format: ['CSV'], data_category: 'ข้อมูลสาธารณะ', data_classification: '01', license_id: 'Open Data Common', accessible_condition: openDraft.metadata.accessible_condition };

describe('datasets', () => {
  it('are made, published when complete by who may, and shown in the words of the standard', async () => {
    const made = await ok('package_create', { name: 'rid-water', title: 'ปริมาณน้ำ', owner_org: 'rid', private: false, ...standard, extras: [{ key: 'theme', value: 'water' }], resources: [{ name: 'เว็บ', url: 'https://rid.go.th/a.csv', format: 'csv' }] }, 'operator');
    expect(made).toMatchObject({ name: 'rid-water', title: 'ปริมาณน้ำ', state: 'active', private: false, owner_org: 'rid', organization: { name: 'rid', title: 'กรมชลประทาน' }, num_resources: 1, num_tags: 2, data_type: 'ข้อมูลระเบียน', license_id: 'Open Data Common', isopen: true,
      extras: [{ key: 'theme', value: 'water' }], resources: [{ name: 'เว็บ', format: 'CSV', position: expect.any(Number), url: 'https://rid.go.th/a.csv', url_type: null }] });
    known['water'] = made.id;
    await house.hear();
    expect(await ok('package_show', { id: 'rid-water' })).toMatchObject({ id: made.id, tags: [{ name: 'น้ำ' }, { name: 'อ่างเก็บน้ำ' }] });
    expect(await refused('package_create', { name: 'rid-water', owner_org: 'rid' }, 409, 'operator')).toMatchObject({ __type: 'Validation Error', name: ['That URL is already in use.'] });
    expect(await refused('package_create', { name: 'Bad Name', owner_org: 'rid' }, 409, 'operator')).toHaveProperty('name');
    expect(await refused('package_create', { name: 'no-org' }, 409, 'operator')).toHaveProperty('owner_org');
    expect(await refused('package_create', { name: 'x-y', owner_org: 'rid' }, 403)).toMatchObject({ __type: 'Authorization Error' });
    expect(await refused('package_create', { name: 'x-y', owner_org: 'doae' }, 403, 'steward')).toMatchObject({ __type: 'Authorization Error' });
    expect(await refused('package_create', { name: 'x-z', title: '<script>alert(1)</script>', owner_org: 'rid' }, 409, 'steward')).toHaveProperty('title');
    expect(await refused('package_create', { name: 'x-w', title: 'ก', owner_org: 'rid', last_updated_date: '2569-01-01' }, 409, 'steward')).toHaveProperty('last_updated_date');
    await refused('package_show', { id: 'nobody' }, 404);
    await refused('package_show', {}, 409);
  });

  it('of a steward wait for approval, and nobody else finds them', async () => {
    const made = await ok('package_create', { name: 'My_Draft_1'.toLowerCase(), title: 'ร่าง', owner_org: 'rid' }, 'steward');
    expect(made).toMatchObject({ name: 'my_draft_1', state: 'draft' });
    known['draft'] = made.id;
    expect(await ok('package_show', { id: 'my_draft_1' }, 'steward')).toMatchObject({ id: made.id });
    await refused('package_show', { id: 'my_draft_1' }, 404);
    await refused('package_show', { id: made.id }, 404, 'citizen');
  });

  it('are listed, searched and completed', async () => {
    await house.hear();
    expect(await ok('package_list')).toEqual(['rid-farmers', 'rid-water']);
    expect(await ok('package_list', { limit: 1, offset: 1 })).toEqual(['rid-water']);
    expect((await ok('current_package_list_with_resources', { limit: 1 }))[0]).toHaveProperty('resources');
    expect((await ok('package_autocomplete', { q: 'ปริมาณ' })).map(({ name }: { name: string }) => name)).toContain('rid-water');
    await refused('package_list', { limit: 'x' }, 409);
    await refused('current_package_list_with_resources', { limit: -1 }, 409);
    await refused('package_autocomplete', {}, 409);
  });

  it('are replaced, patched and revised', async () => {
    const before = await ok('package_show', { id: 'rid-water' }, 'operator');
    expect(await ok('package_patch', { id: known['water'], notes: 'แก้แล้ว' }, 'operator')).toMatchObject({ notes: 'แก้แล้ว', num_resources: 1, extras: [{ key: 'theme', value: 'water' }] });
    const { extras: _extras, resources, ...rest } = before;
    expect(await ok('package_update', { ...rest, resources: [...resources, { url: 'https://rid.go.th/b.pdf', name: 'ข' }] }, 'operator')).toMatchObject({ num_resources: 2, extras: [], resources: [{ id: resources[0].id }, { name: 'ข' }] });
    expect((await ok('package_revise', { match: { name: 'rid-water' }, update__resources__1__name: 'ค', update: { title: 'น้ำใหม่' } }, 'operator')).package).toMatchObject({ title: 'น้ำใหม่', resources: [{ name: 'เว็บ' }, { name: 'ค' }] });
    expect(await refused('package_revise', { match: { name: 'rid-water', title: 'อื่น' }, update: {} }, 409, 'operator')).toHaveProperty('match');
    await refused('package_update', { id: 'rid-water', title: 'x' }, 403, 'reader');
    await refused('package_patch', { id: 'nobody', title: 'x' }, 404, 'operator');
    expect(await refused('package_patch', { id: 'rid-water', owner_org: 'doae' }, 409, 'operator')).toHaveProperty('owner_org');
  });

  it('are archived', async () => {
    expect(await ok('package_delete', { id: known['draft'] }, 'steward')).toBeNull();
    expect(await ok('package_show', { id: known['draft'] }, 'steward')).toMatchObject({ state: 'deleted' });
    await refused('package_delete', { id: 'rid-water' }, 403);
  });
});

describe('package_search', () => {
  const count = async (args: object, role?: Role) => (await ok('package_search', { rows: 0, ...args }, role)).count;

  it('finds words, fields and facets', async () => {
    await house.hear();
    const found = await ok('package_search', { q: 'น้ำ', 'facet.field': ['organization', 'tags', 'res_format', 'license_id'], 'facet.limit': -1 });
    expect(found).toMatchObject({ count: expect.any(Number), sort: 'score desc, metadata_modified desc', facets: { organization: { rid: found.count } }, search_facets: { organization: { title: 'organization', items: [{ name: 'rid', display_name: 'กรมชลประทาน' }] } } });
    expect(found.facets.license_id).toHaveProperty('Open Data Common');
    expect(found.results[0]).toHaveProperty('resources');
    expect(await count({})).toBe(2);
    for (const fq of ['organization:rid', 'res_format:CSV', 'tags:น้ำ', 'name:rid-*', 'num_tags:[1 TO *]', 'metadata_modified:[NOW-1DAY TO *]', 'license_id:"Open Data Common"', 'data_type:1', '+state:active +dataset_type:dataset', '-organization:doae', 'name:(rid-water OR rid-farmers)', `id:${known['water']}`, 'title:น้ำใหม่']) expect([fq, await count({ fq })]).not.toEqual([fq, 0]);
    for (const fq of ['organization:doae', '-organization:rid', 'num_tags:[9 TO *]', 'metadata_modified:[* TO 2020-01-01T00:00:00Z]', 'groups:none', 'state:draft', 'dataset_type:harvest', 'author:x']) expect([fq, await count({ fq })]).toEqual([fq, 0]);
    expect(await count({ q: 'name:rid-water' })).toBe(1);
    expect(await count({ fq_list: ['organization:rid', 'name:rid-water'] })).toBe(1);
    expect((await ok('package_search', { fl: 'name', rows: '1', sort: 'name desc' })).results).toEqual([{ name: 'rid-water' }]);
  });

  it('pages by id until an empty page', async () => {
    const seen: string[] = [];
    for (let start = 0; ; start += 1) {
      const { results } = await ok('package_search', { rows: 1, start, sort: 'id asc' });
      if (results.length === 0) break;
      seen.push(results[0].id);
    }
    expect(new Set(seen).size).toBe(2);
  });

  it.each<[string, object, string]>([
    ['an unknown parameter', { qq: 'x' }, 'Search Query Error'], ['local params', { q: '{!func}x' }, 'Search Query Error'], ['local params in a filter', { fq: '{!cache=false}a:b' }, 'Search Query Error'], ['an unknown field', { fq: 'nofield:x' }, 'Search Query Error'],
    ['a parenthesis left open', { q: 'title:(a' }, 'Search Query Error'], ['an unknown order', { sort: 'drop desc' }, 'Search Query Error'], ['a Buddhist year', { fq: 'metadata_modified:[2569-01-01 TO *]' }, 'Search Query Error'], ['a query of 100,000 characters', { q: 'ก'.repeat(100_000) }, 'Search Query Error'],
  ])('refuses %s with 400', async (_what, args, type) => { expect(await refused('package_search', args, 400)).toMatchObject({ __type: type }); });

  it('tells the place', async () => { expect(await refused('package_search', { fq: 'organization:rid AND nofield:x' }, 400)).toMatchObject({ position: 22, message: expect.stringContaining('undefined field nofield') }); });
});

describe('resources', () => {
  it('are added, uploaded, changed, shown, searched and taken away', async () => {
    const made = await ok('resource_create', { package_id: 'rid-water', url: 'https://rid.go.th/c.xlsx', name: 'ตาราง', format: 'XLSX', size: '12' }, 'operator');
    expect(made).toMatchObject({ package_id: known['water'], format: 'XLSX', size: 12 });
    expect(await ok('resource_patch', { id: made.id, name: 'ตารางใหม่' }, 'operator')).toMatchObject({ name: 'ตารางใหม่', format: 'XLSX' });
    expect(await ok('resource_update', { id: made.id, url: 'https://rid.go.th/d.csv', name: 'ง' }, 'operator')).toMatchObject({ url: 'https://rid.go.th/d.csv', format: '' });
    expect(await ok('resource_show', { id: made.id })).toMatchObject({ name: 'ง' });
    expect(await ok('resource_show', { id: known['csv'] })).toMatchObject({ format: 'CSV', datastore_active: true, package_id: known['farmers'] });
    expect((await ok('resource_search', { query: 'url:rid.go.th/d' })).results).toMatchObject([{ id: made.id }]);
    expect(await ok('format_autocomplete', { q: 'c' })).toContain('csv');
    expect(await ok('resource_view_list', { id: known['csv'] })).toMatchObject([{ resource_id: known['csv'], view_type: 'datatables_view' }]);
    expect(await ok('resource_view_list', { id: made.id })).toEqual([]);
    expect(await ok('resource_view_show', { id: known['csv'] })).toMatchObject({ package_id: known['farmers'] });
    expect(await ok('resource_delete', { id: made.id }, 'operator')).toBeNull();
    await refused('resource_show', { id: made.id }, 404);
    expect(await refused('resource_create', { url: 'https://x.go.th' }, 409, 'operator')).toMatchObject({ package_id: ['Missing value'] });
    await refused('resource_create', { package_id: 'rid-water', url: 'javascript:alert(1)' }, 409, 'operator');
    await refused('resource_patch', { id: known['csv'], name: 'x' }, 409, 'operator');
    await refused('resource_update', { id: crypto.randomUUID() }, 404, 'operator');
    await refused('resource_delete', { id: known['csv'] }, 403);
    expect(await refused('resource_search', { query: 'colour:red' }, 409)).toMatchObject({ __type: 'Search Error' });
    await refused('resource_view_list', { id: crypto.randomUUID() }, 404);
    await refused('resource_view_show', {}, 409);
    await refused('format_autocomplete', {}, 409);
  });
});

describe('organisations, groups and words', () => {
  it('list and show organisations, and let an administrator keep them', async () => {
    expect(await ok('organization_list')).toEqual(expect.arrayContaining(['rid', 'doae']));
    expect((await ok('organization_list', { all_fields: 'True', organizations: ['rid'] }))[0]).toMatchObject({ id: 'rid', package_count: 2 });
    expect(await ok('organization_show', { id: 'rid', include_datasets: true })).toMatchObject({ title: 'กรมชลประทาน', packages: [expect.anything(), expect.anything()] });
    expect(await ok('organization_autocomplete', { q: 'ชลประทาน' })).toEqual([{ id: 'rid', name: 'rid', title: 'กรมชลประทาน' }]);
    expect((await ok('organization_list_for_user', {}, 'steward')).map(({ id }: { id: string }) => id)).toEqual(['rid']);
    expect(await ok('organization_list_for_user')).toEqual([]);
    expect(await ok('organization_create', { name: 'guest-org', title: 'หน่วยงานใหม่', description: 'ทดลอง' }, 'operator')).toMatchObject({ id: 'guest-org', title: 'หน่วยงานใหม่', description: 'ทดลอง' });
    expect(await ok('organization_patch', { id: 'guest-org', title: 'ใหม่กว่า' }, 'operator')).toMatchObject({ title: 'ใหม่กว่า', description: 'ทดลอง' });
    expect(await ok('organization_update', { id: 'guest-org', title: 'ใหม่สุด' }, 'operator')).toMatchObject({ title: 'ใหม่สุด', description: expect.not.stringContaining('ทดลอง') });
    expect(await refused('organization_create', { name: 'rid' }, 409, 'operator')).toHaveProperty('name');
    await refused('organization_create', { name: 'x-org' }, 403, 'steward');
    await refused('organization_update', { id: 'nobody', title: 'x' }, 404, 'operator');
    await refused('organization_patch', { id: 'guest-org', name: 'other' }, 409, 'operator');
    await refused('organization_show', { id: 'nobody' }, 404);
    await refused('organization_list', { sort: 'drop' }, 409);
    await refused('organization_autocomplete', {}, 409);
  });

  it('group datasets by subject', async () => {
    const group = await ok('group_create', { name: 'water', title: 'น้ำ' }, 'secretariat');
    expect(await ok('package_patch', { id: 'rid-water', groups: [{ name: 'water' }] }, 'operator')).toMatchObject({ groups: [{ name: 'water', display_name: 'น้ำ' }] });
    await house.hear();
    expect(await ok('group_list', { all_fields: true, groups: ['water'] })).toMatchObject([{ name: 'water', package_count: 1 }]);
    expect(await ok('group_list')).toEqual(expect.arrayContaining(['water', 'category06']));
    expect(await ok('group_show', { id: 'water', include_datasets: true })).toMatchObject({ id: group.id, packages: [{ name: 'rid-water' }] });
    expect((await ok('package_search', { fq: '(groups:water OR groups:x)', 'facet.field': '["groups"]' })).facets.groups).toEqual({ water: 1 });
    expect((await ok('package_search', { q: 'ไม่มีคำนี้ในที่ใด', 'facet.field': '["groups"]' })).facets.groups).toEqual({});
    expect((await ok('package_search', { 'facet.field': '["groups"]' })).search_facets.groups.items).toEqual([{ name: 'water', display_name: 'น้ำ', count: 1 }]);
    expect(await ok('group_update', { id: 'water', title: 'น้ำและฝน' }, 'secretariat')).toMatchObject({ title: 'น้ำและฝน' });
    await refused('group_create', { name: 'water' }, 409, 'secretariat');
    await refused('group_update', { id: 'water', title: 'x' }, 403, 'steward');
    await refused('group_show', { id: 'nobody' }, 404);
    await refused('group_list', { sort: 'x' }, 409);
  });

  it('list tags, licences and vocabularies', async () => {
    await house.hear();
    expect(await ok('tag_list', { query: 'อ่าง' })).toEqual(['อ่างเก็บน้ำ']);
    expect((await ok('tag_list', { all_fields: true }))[0]).toMatchObject({ vocabulary_id: null });
    expect(await ok('tag_show', { id: 'น้ำ', include_datasets: true })).toMatchObject({ name: 'น้ำ', packages: expect.any(Array) });
    expect(await ok('tag_search', { query: 'น้ำ' })).toMatchObject({ count: 2 });
    expect(await ok('tag_autocomplete', { q: 'อ่าง' })).toEqual(['อ่างเก็บน้ำ']);
    expect((await ok('license_list')).map(({ id }: { id: string }) => id)).toContain('Open Data Common');
    expect((await ok('vocabulary_list')).map(({ name }: { name: string }) => name)).toContain('data_type');
    await refused('tag_show', { id: 'ไม่มี' }, 404);
    await refused('tag_autocomplete', {}, 409);
    await refused('tag_search', { limit: 'x' }, 409);
    await refused('tag_list', { all_fields: 'perhaps' }, 409);
  });
});

describe('the house, users and tokens', () => {
  it('tell what they are', async () => {
    expect(await ok('status_show')).toMatchObject({ ckan_version: expect.stringMatching(/^2\./), thaigdc_version: '2.2.4', site_url: 'http://127.0.0.1' });
    expect(await ok('help_show', { name: 'package_search' })).toContain('fq');
    await refused('help_show', { name: 'nobody' }, 404);
    expect((await ok('user_list', {}, 'operator')).length).toBeGreaterThan(3);
    expect(await ok('user_list', { all_fields: false }, 'reader')).toEqual(['demo-reader']);
    expect(await ok('user_show', {}, 'steward')).toMatchObject({ name: 'demo-steward' });
    await refused('user_show', { id: 'demo-operator' }, 404, 'reader');
    await refused('user_list', {}, 403);
  });

  it('issue tokens to oneself that only do what this API does, and take them back', async () => {
    const { token } = await ok('api_token_create', { user: 'demo-steward', name: 'harvester', expires_in: 1, unit: 86_400 }, 'steward');
    const asked = (action: string, args: object) => house.post(`/api/3/action/${action}`, JSON.stringify(args), { 'x-ckan-api-key': token as string });
    expect((await asked('user_show', {})).body.result).toMatchObject({ name: 'demo-steward' });
    expect((await asked('package_create', { name: 'by-token', owner_org: 'rid', title: 'ด้วยโทเคน' })).status).toBe(200);
    const maker = await house.test.db.tx(async (tx) => {
      const { id, persona } = (await tx.query("select t.account_id as id, t.persona from identity.api_token t where t.name = 'harvester'")).rows[0] as { id: string; persona: string };
      return issueTokenTo(tx, { name: 'test', role: 'operator' }, { accountId: id, persona }, { name: 'narrow', scopes: ['ckan'], days: 2 });
    });
    const through = (action: string, args: object, by: string) => house.post(`/api/3/action/${action}`, JSON.stringify(args), { 'x-ckan-api-key': by });
    const child = (await through('api_token_create', { user: 'demo-steward', name: 'child', expires_in: 80 }, maker.token)).body.result;
    const grandchild = (await through('api_token_create', { user: 'demo-steward', name: 'grandchild' }, child.token)).body.result;
    for (const made of [child, grandchild]) expect(made.expires_at).toEqual(JSON.parse(JSON.stringify(maker.expiresAt)));
    expect((await house.test.db.tx((tx) => tx.query("select scopes from identity.api_token where name like '%child'"))).rows).toEqual([{ scopes: ['ckan'] }, { scopes: ['ckan'] }]);
    expect(await ok('api_token_revoke', { jti: child.jti }, 'steward')).toBeNull();
    for (const [by, status] of [[grandchild.token, 403], [child.token, 403], [maker.token, 200]] as const) expect((await through('package_create', { name: `made-${status}-${by.slice(-4).toLowerCase().replace(/[^a-z0-9]/g, '0')}`, owner_org: 'rid', title: 'x' }, by)).status).toBe(status);
    expect(await ok('api_token_revoke', { token }, 'steward')).toBeNull();
    expect((await asked('user_show', {})).status).toBe(403);
    await refused('api_token_create', { user: 'demo-operator', name: 'x' }, 403, 'steward');
    await refused('api_token_create', { user: 'demo-steward', name: 'x', expires_in: 400 }, 409, 'steward');
    await refused('api_token_revoke', { jti: crypto.randomUUID() }, 404, 'steward');
  });
});

describe('tables that programs fill', () => {
  it('are made, filled, asked, changed and taken away', async () => {
    const made = await ok('datastore_create', { resource: { package_id: 'rid-water', name: 'ระดับน้ำ' }, fields: [{ id: 'station', type: 'text' }, { id: 'at', type: 'date' }, { id: 'level', type: 'float' }, { id: 'n', type: 'int' }], primary_key: 'station', aliases: ['levels'],
      records: [{ station: 'ก', at: '2026-11-01', level: 1.5, n: '7' }, { station: 'ข', at: '2026-11-02', level: null, n: 8 }] }, 'operator');
    const { resource_id: id } = made;
    expect(made).toMatchObject({ primary_key: ['station'], fields: [{ id: 'station' }, { id: 'at' }, { id: 'level' }, { id: 'n' }] });
    expect((await ok('datastore_search', { resource_id: id })).records).toEqual([{ _id: 1, station: 'ก', at: '2026-11-01', level: 1.5, n: 7 }, { _id: 2, station: 'ข', at: '2026-11-02', level: null, n: 8 }]);
    expect(await ok('resource_show', { id })).toMatchObject({ datastore_active: true, url_type: 'datastore', url: `http://127.0.0.1/datastore/dump/${id}` });
    await ok('datastore_upsert', { resource_id: id, records: [{ station: 'ข', level: 2 }, { station: 'ค', n: 1 }] }, 'operator');
    await ok('datastore_upsert', { resource_id: id, method: 'update', records: [{ station: 'ก', level: 9 }] }, 'operator');
    expect((await ok('datastore_search', { resource_id: 'levels', filters: { level: { gte: 2 } }, sort: 'level desc' })).records).toMatchObject([{ _id: 1, level: 9 }, { _id: 2, at: '2026-11-02', level: 2 }]);
    expect((await ok('datastore_search_sql', { sql: `SELECT sum(level) AS s, max("at") AS d FROM "${id}"` })).records).toEqual([{ s: 11, d: '2026-11-02' }]);
    expect((await ok('datastore_info', { id })).meta).toMatchObject({ count: 3, aliases: ['levels'] });
    expect(await ok('datastore_records_delete', { resource_id: id, filters: { station: ['ก'] } }, 'operator')).toMatchObject({ filters: { station: ['ก'] } });
    expect((await ok('datastore_search', { resource_id: id })).total).toBe(2);
    expect((await house.get(`/datastore/dump/${id}`)).body).toBe('_id,station,at,level,n\n2,ข,2026-11-02,2,8\n4,ค,,,1\n');

    expect(await refused('datastore_upsert', { resource_id: id, method: 'update', records: [{ station: 'ไม่มี' }] }, 409, 'operator')).toHaveProperty('key');
    expect(await refused('datastore_upsert', { resource_id: id, records: [{ station: 'ง', at: '2569-01-01' }] }, 409, 'operator')).toMatchObject({ records: [expect.stringContaining('2026')] });
    expect(await refused('datastore_upsert', { resource_id: id, records: [{ station: 'ง', colour: 1 }] }, 409, 'operator')).toHaveProperty('records');
    expect(await refused('datastore_upsert', { resource_id: id, method: 'insert', records: [{ station: 'ค' }] }, 409, 'operator')).toHaveProperty('records');
    await refused('datastore_upsert', { resource_id: id, records: [] }, 403, 'reader');
    expect(await refused('datastore_upsert', { resource_id: known['csv'], records: [{}], force: true }, 409, 'operator')).toHaveProperty('read-only');
    expect(await refused('datastore_create', { resource_id: known['csv'], records: [{ a: 1 }] }, 409, 'operator')).toHaveProperty('read-only');
    expect(await refused('datastore_create', { resource_id: id, fields: [{ id: 'a"b', type: 'text' }] }, 409, 'operator')).toHaveProperty('fields');
    expect(await refused('datastore_records_delete', { resource_id: id }, 409, 'operator')).toMatchObject({ filters: ['Missing value'] });
    await refused('datastore_info', { id: crypto.randomUUID() }, 404);
    await refused('datastore_delete', { resource_id: id }, 403);
    await ok('datastore_delete', { resource_id: id }, 'operator');
    await refused('datastore_search', { resource_id: id }, 404);
    await refused('datastore_search_sql', { sql: 'drop table x' }, 409);
  });
});

it('every action was called', () => { expect([...actions.keys()].filter((name) => !tried.has(name))).toEqual([]); });

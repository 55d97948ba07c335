import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FastifyInstance } from 'fastify';
import { buildHttp } from '#kernel/http.ts';
import { openLog } from '#kernel/log.ts';
import type { Principal, Role } from '#kernel/policy.ts';
import { allowAll } from '#kernel/testing/deciders.ts';
import { hearAll } from '#kernel/testing/hear-all.ts';
import { principalOf } from '#kernel/testing/principals.ts';
import { hosting } from '../index.ts';
import { workOffSets } from '../fill/worker.ts';
import { farm, farmColumns, farms, farmsSql } from '../testing/farms.ts';
import { hostingHouse, idKey, type Asked, type HostingHouse } from '../testing/hosting-house.ts';

const HOST = '127.0.0.1';
const log = openLog('test', 'silent');
let house: HostingHouse;
let app: FastifyInstance;
let who: Principal = principalOf('steward', { agencies: ['rid'] });
const become = (role: Role, over: Partial<Principal> = {}) => { who = principalOf(role, over); };
beforeAll(async () => {
  house = await hostingHouse();
  app = await buildHttp({ db: house.test.db, log, version: 'test', routes: hosting(house.ports).routes, authenticate: async () => who, decider: allowAll, hosts: [HOST] });
  await house.release(await house.dataset('rid-farms'), farmColumns, farmsSql(farms(120), idKey));
  await house.dataset('rid-empty');
});
afterAll(async () => { await app?.close(); await house?.close(); });

const send = async (method: 'GET' | 'POST' | 'PUT', url: string, payload?: object) => {
  const reply = await app.inject({ method, url: `/api/v1${url}`, headers: { host: HOST }, ...(payload && { payload }) });
  return { status: reply.statusCode, body: reply.json() as any };
};
const offer = (body: object) => send('POST', '/exchange/hosted-services', { dataset: 'rid-farms', ...body });
const settle = async () => { await hearAll(house.test.db, hosting(house.ports).consumers, log); await workOffSets(house.ports); };
const rowOf = async (slug: string) => (await house.test.db.read((tx) => tx.query('select * from registry.data_service_v1 where slug = $1', [slug]))).rows[0];
const documentOf = async (slug: string) => (await house.test.db.read((tx) => tx.query('select v.document from registry.data_service_version v join registry.data_service d on d.id = v.service_id where d.slug = $1 order by v.version desc limit 1', [slug]))).rows[0].document;
const ask = async (slug: string, operationId: string, query: string, more: Asked = {}) => house.ask((await rowOf(slug)).id, query, { operationId, ...more });

describe('offering a dataset as a service', () => {
  it('takes its kind alone: columns that name nobody, the primary key, open at once', async () => {
    const { status, body } = await offer({ kind: 'rows' });
    expect([status, body]).toEqual([201, { slug: 'rid-farms-rows', version: 1 }]);
    expect(await rowOf('rid-farms-rows')).toMatchObject({ kind: 'hosted', hosted_kind: 'rows', state: 'live', version: 1, is_personal: false, evidence: 'required', title_th: 'ชุด rid-farms (แถวข้อมูล)' });
    const { json } = await ask('rid-farms-rows', 'listRows', 'limit=1');
    expect(Object.keys(json[0])).toEqual(['id', 'province', 'crop', 'area_rai', 'irrigated', 'registered_on', 'updated_at']);
    const document = await documentOf('rid-farms-rows');
    expect(document.openapi).toBe('3.1.0');
    expect(JSON.stringify(document)).not.toContain(farm(1).crop);
    expect((await offer({ kind: 'rows' })).body.slug).toBe('rid-farms-rows-2');
  });

  it('of each kind answers as its document says', async () => {
    for (const kind of ['lookup', 'predicate', 'aggregate', 'bulk']) expect([kind, (await offer({ kind })).status]).toEqual([kind, 201]);
    await settle();
    expect((await ask('rid-farms-lookup', 'readRecord', '', { path: { key: '5' } })).json.id).toBe(5);
    expect((await ask('rid-farms-predicate', 'askPredicate', '', { body: { key: 5, condition: 'registered' } })).json).toEqual({ answer: true });
    expect((await ask('rid-farms-predicate', 'askPredicate', '', { body: { key: 999 } })).json).toEqual({ answer: false });
    const { rows } = (await ask('rid-farms-aggregate', 'readAggregate', 'group_by=province')).json;
    expect(rows.reduce((sum: number, { count }: { count: number }) => sum + count, 0)).toBe(120);
    expect((await ask('rid-farms-bulk', 'getBulkManifest', '')).json.rows).toBe(120);
    await expect(ask('rid-farms-bulk', 'listRows', '')).rejects.toMatchObject({ code: 'hosting.operation-unknown' });
    const { body } = await send('GET', '/exchange/hosted-services/rid-farms-lookup');
    expect(body).toMatchObject({ kind: 'lookup', key: ['id'], version: 1, release: { number: 1 }, served: { state: 'ready', rows: 120, of: 120, problem: null } });
  });

  it('of questions shows one that is answered for each condition, with the values of that one alone', async () => {
    const conditions = [{ name: 'registered', titleTh: 'มีอยู่', titleEn: 'is there', all: [] }, { name: 'grows-in', titleTh: 'ปลูกในจังหวัด', titleEn: 'grows in', all: [{ column: 'province', op: 'eq', values: [{ param: 'province' }] }] }];
    const { body: { slug } } = await offer({ kind: 'predicate', conditions });
    await settle();
    const { examples } = (await documentOf(slug)).paths['/ask'].post.requestBody.content['application/json'];
    expect(Object.keys(examples)).toEqual(['registered', 'grows-in']);
    expect(examples['registered'].value).not.toHaveProperty('with');
    for (const { value } of Object.values<{ value: object }>(examples)) expect(await ask(slug, 'askPredicate', '', { body: value })).toMatchObject({ json: { answer: expect.any(Boolean) } });
  });

  it('with personal columns is personal, says where the citizen id stands, and takes it in the body alone', async () => {
    const { body } = await offer({ kind: 'lookup', slug: 'farmers', key: ['citizen_id'], columns: ['id', 'phone'] });
    expect(await rowOf(body.slug)).toMatchObject({ is_personal: true, min_assurance: 3, subject_selectors: ['json:/key'] });
    const { paths } = await documentOf('farmers');
    expect(Object.keys(paths)).toEqual(['/lookup']);
    await settle();
    expect((await ask('farmers', 'lookupRecord', '', { body: { key: farm(4).citizen }, grant: { fields: ['phone'], rowFilter: null } })).json).toEqual({ phone: farm(4).phone });
  });

  it.each<[string, object, string]>([
    ['an unknown column', { kind: 'rows', columns: ['id', 'nope'] }, '/columns/1'], ['an unknown key', { kind: 'lookup', key: ['nope'] }, '/key/0'], ['a key that is no name', { kind: 'lookup', key: ['area_rai'] }, '/key/0'], ['grouping by a person', { kind: 'aggregate', groupColumns: ['phone'] }, '/groupColumns/0'],
    ['a condition of another column', { kind: 'predicate', conditions: [{ name: 'a', titleTh: 'ก', titleEn: 'a', all: [{ column: 'nope', op: 'eq', values: ['1'] }] }] }, '/conditions/0/all/0/column'],
    ['a bound that the caller names', { kind: 'predicate', conditions: [{ name: 'a', titleTh: 'ก', titleEn: 'a', all: [{ column: 'area_rai', op: 'gt', values: [{ param: 'rai' }] }] }] }, '/conditions/0/all/0/values/0'],
    ['a value of another type', { kind: 'predicate', conditions: [{ name: 'a', titleTh: 'ก', titleEn: 'a', all: [{ column: 'registered_on', op: 'gt', values: ['2569-01-01'] }] }] }, '/conditions/0/all/0/values/0'], ['no condition', { kind: 'predicate', conditions: [] }, '/conditions'],
  ])('refuses %s and says where', async (_what, body, pointer) => {
    const told = await offer(body);
    expect([told.status, told.body.code, told.body.errors[0].pointer, told.body.errors[0].th]).toEqual([422, 'hosting.offer-refused', pointer, expect.stringMatching(/[ก-๙]/)]);
  });

  it('needs a release, and a dataset of one’s own', async () => {
    expect((await offer({ dataset: 'rid-empty', kind: 'rows' })).body.code).toBe('hosting.no-release');
    become('steward', { agencies: ['doae'] });
    expect((await offer({ kind: 'rows' })).body.code).toBe('hosting.not-own-dataset');
    expect((await send('GET', '/datasets/rid-farms/hosting')).body.code).toBe('hosting.not-own-dataset');
    expect((await send('GET', '/exchange/hosted-services/rid-farms-rows')).body.code).toBe('hosting.not-own-dataset');
    become('reader', { agencies: ['rid'] });
    expect((await offer({ kind: 'rows' })).status).toBe(403);
    become('operator', { agencies: ['*'] });
    expect((await send('GET', '/datasets/rid-farms/hosting')).body).toMatchObject({ key: ['id'], release: { number: 1, rows: 120 }, services: expect.arrayContaining([expect.objectContaining({ slug: 'farmers', kind: 'lookup' })]) });
    become('steward', { agencies: ['rid'] });
  });
});

describe('changing a hosted service', () => {
  const change = (body: object) => send('PUT', '/exchange/hosted-services/rid-farms-rows-2', { version: 1, reason: 'ลดคอลัมน์', ...body });

  it('makes a version of it and of its document; what breaks is said first, and whoever comes too late is told who was first', async () => {
    const breaking = await change({ columns: ['id', 'crop'] });
    expect([breaking.status, breaking.body.code]).toEqual([409, 'registry.breaking-change']);
    expect(await change({ columns: ['id', 'crop'], acceptBreaking: true })).toMatchObject({ status: 200, body: { version: 2 } });
    const { id } = await rowOf('rid-farms-rows-2');
    expect((await house.test.db.read((tx) => tx.query('select columns from hosting.offer_v1 where service_id = $1', [id]))).rows[0].columns.map(({ name }: { name: string }) => name)).toEqual(['id', 'crop']);
    expect(await change({ columns: ['id'], acceptBreaking: true })).toMatchObject({ status: 409, body: { code: 'hosting.changed-meanwhile', by: 'test-steward', version: 2 } });
  });

  it('happens by itself when a release has another contract: columns that are gone leave the service', async () => {
    const dataset = await house.dataset('rid-follows');
    await house.release(dataset, farmColumns, farmsSql(farms(20), idKey));
    await offer({ dataset: 'rid-follows', kind: 'lookup' });
    await settle();
    const fewer = farmColumns.filter(({ name }) => name !== 'crop');
    await house.release(dataset, fewer, `select * exclude (crop) from (${farmsSql(farms(30), idKey)})`, 2);
    await settle();
    const { body } = await send('GET', '/exchange/hosted-services/rid-follows-lookup');
    expect(body).toMatchObject({ version: 2, contractVersion: 2, served: { state: 'ready', release: 2, rows: 30 } });
    const { json } = await ask('rid-follows-lookup', 'lookupRecord', '', { body: { key: 25 } });
    expect([json.id, 'crop' in json]).toEqual([25, false]);
    expect((await rowOf('rid-follows-lookup')).version).toBe(2);
  });
});

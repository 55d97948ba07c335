import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { moduleFolders } from '../../../app/module-folders.ts';
import { buildHttp } from '#kernel/http.ts';
import { openLog } from '#kernel/log.ts';
import { theHouse, visitor, type Principal } from '#kernel/policy.ts';
import { scopedDatabase } from '#kernel/reach.ts';
import { testDatabase, type TestDatabase } from '#kernel/testing/database.ts';
import { allowAll } from '#kernel/testing/deciders.ts';
import { hearAll } from '#kernel/testing/hear-all.ts';
import { principalOf } from '#kernel/testing/principals.ts';
import { createRecord } from '../metadata/operations/create-record.ts';
import { moveRecord } from '../metadata/operations/move-record.ts';
import { saveRecord } from '../metadata/operations/save-record.ts';
import { completeDraft } from '../metadata/testing/complete-draft.ts';
import { hearRecords, reindexAll } from './follow-records.ts';
import { forgetRecords } from './index-records.ts';
import { searchRoutes } from './routes.ts';

const HOST = '127.0.0.1:8080';
const log = openLog('test', 'silent');
const askers: Record<string, Principal> = { operator: principalOf('operator'), secretariat: principalOf('secretariat'), steward: principalOf('steward', { name: 'somchai' }) };
let test: TestDatabase;
let app: Awaited<ReturnType<typeof buildHttp>>;

beforeAll(async () => {
  test = await testDatabase(moduleFolders);
  app = await buildHttp({ db: test.db, log, version: '0', hosts: [HOST], routes: searchRoutes, decider: allowAll, authenticate: async ({ headers }) => askers[String(headers['x-test-who'])] ?? visitor });
  await test.db.tx((tx) => tx.query(`insert into kernel.consumer (name) values ($1) on conflict do nothing`, [hearRecords.name]));
});
afterAll(async () => { await app?.close(); await test?.close(); });

async function ask(url: string, { who = 'visitor', method = 'GET', payload }: { who?: string; method?: 'GET' | 'POST' | 'PUT' | 'DELETE'; payload?: object } = {}): Promise<{ status: number; body: any }> {
  const reply = await app.inject({ method, url: `/api/v1/catalogue${url}`, headers: { host: HOST, 'x-test-who': who }, ...(payload && { payload }) });
  return { status: reply.statusCode, body: reply.body ? JSON.parse(reply.body) : null };
}
const search = async (query: string | Record<string, string>, who?: string) => ask(`/search?${new URLSearchParams(query)}`, who ? { who } : {});

async function publish(slug: string, titleTh: string, audience: 'open' | 'government' = 'open'): Promise<void> {
  const who = askers['operator'] as Principal;
  const open = audience === 'open' ? { data_category: '1', data_classification: '01' } : {};
  await scopedDatabase(test.db, who).tx(async (tx) => {
    await createRecord(tx, who, { ...completeDraft, audience, metadata: { ...completeDraft.metadata, ...open }, slug, agencyId: 'rid', titleTh, titleEn: slug });
    for (const verb of ['submit', 'check', 'approve', 'publish'] as const) await moveRecord(tx, who, slug, verb);
  });
}

describe('the search of the catalogue', () => {
  it('follows records: published, changed, taken back', async () => {
    await publish('rid-water', 'ปริมาณน้ำท่าในลำน้ำสายหลัก');
    await hearAll(test.db, [hearRecords], log);
    const found = await search({ q: 'น้ำท่าสายหลัก', facets: 'organization,tags,license_id' });
    expect(found).toMatchObject({ status: 200, body: { total: 1, matched: 'all', didYouMean: null, hits: [{ slug: 'rid-water', score: 1, agency: { id: 'rid' }, tags: ['น้ำ', 'อ่างเก็บน้ำ'], dataType: '1' }], facets: { organization: [{ value: 'rid', count: 1 }] } } });
    await test.db.tx((tx) => saveRecord(tx, theHouse, 'rid-water', { tags: ['ชลมาศ'] }));
    await hearAll(test.db, [hearRecords], log);
    expect((await search({ q: 'ชลมาศ' })).body.total).toBe(1);
    // Its words are read again later; who may find it is settled in the same transaction.
    await scopedDatabase(test.db, askers['operator'] as Principal).tx((tx) => moveRecord(tx, askers['operator'] as Principal, 'rid-water', 'return', 'แก้ชื่อ'));
    expect((await search({ q: 'น้ำท่าสายหลัก', facets: 'organization' })).body).toMatchObject({ total: 0, facets: {} });
    expect((await search({ q: 'ลำน้ำสายหลัก' }, 'steward')).body.total).toBe(1);
  });

  it('enters what no event told of', async () => {
    await test.db.tx(async (tx) => forgetRecords(tx, (await tx.query('select doc_id from catalog.search_doc')).rows.map(({ doc_id }) => doc_id as number)));
    expect((await search({ q: 'ลำน้ำสายหลัก' }, 'steward')).body.total).toBe(0);
    await reindexAll(test.db);
    expect((await search({ q: 'ลำน้ำสายหลัก' }, 'steward')).body.total).toBe(1);
    await reindexAll(test.db);
  });

  it('filters, sorts and pages', async () => {
    await publish('rid-dam', 'ความจุเขื่อน');
    await publish('rid-officers', 'บัญชีเขื่อนสำหรับเจ้าหน้าที่', 'government');
    await hearAll(test.db, [hearRecords], log);
    expect((await ask('/search?filter=organization:rid&filter=organization:xx&filter=audience:open&sort=title')).body).toMatchObject({ total: 1, hits: [{ slug: 'rid-dam' }] });
    expect((await ask('/search?q=%E0%B9%80%E0%B8%82%E0%B8%B7%E0%B9%88%E0%B8%AD%E0%B8%99', { who: 'steward' })).body.total).toBe(2);
    expect((await search({ q: 'เขื่อน', changedTo: '2020-01-01' })).body.total).toBe(0);
    expect((await search({ q: 'เขื่อน', limit: '0' })).body).toMatchObject({ total: 1, hits: [] });
  });

  it.each([
    ['100,000 characters', `q=${'x'.repeat(100_000)}`, [400, 414, 431]], ['201 characters', `q=${'x'.repeat(201)}`, [400]], ['21 words', `q=${'x+'.repeat(21)}`, [400]], ['a filter without a field', 'filter=rid', [400]], ['an unknown argument', 'fulltext=1', [400]],
    ['a limit of thousands', 'limit=5000', [400]], ['a facet that is no name', 'facets=a;b', [400]], ['a day in B.E. that is none', 'changedFrom=2568-02-30', [400]],
  ])('refuses %s', async (_what, query, statuses) => { expect(statuses).toContain((await ask(`/search?${query}`)).status); });

  it('suggests while somebody types', async () => {
    expect((await ask(`/suggestions?${new URLSearchParams({ q: 'ความจุเข' })}`)).body.datasets).toEqual([{ slug: 'rid-dam', titleTh: 'ความจุเขื่อน', titleEn: 'rid-dam' }]);
    expect((await ask(`/suggestions?${new URLSearchParams({ q: 'บัญชี' })}`)).body.datasets).toEqual([]);
  });
});

describe('the dictionary', () => {
  const add = (payload: object, who = 'secretariat') => ask('/dictionary', { who, method: 'POST', payload });

  it('takes words of the secretariat, which search then finds under both names', async () => {
    expect((await add({ term: 'ฝายมีชีวิต' }, 'steward')).status).toBe(403);
    const { status, body } = await add({ term: 'ทำนบ', sameAs: 'เขื่อน' });
    expect([status, body]).toEqual([200, expect.objectContaining({ term: 'ทำนบ', sameAs: 'เขื่อน', addedBy: 'test-secretariat' })]);
    await reindexAll(test.db);
    expect((await search({ q: 'ทำนบ' })).body.hits.map(({ slug }: { slug: string }) => slug)).toEqual(['rid-dam']);
    const other = { term: 'ทำนบดิน', sameAs: 'เขื่อน' };
    expect((await ask(`/dictionary/${body.id}`, { who: 'steward', method: 'PUT', payload: other })).status).toBe(403);
    expect((await ask(`/dictionary/${body.id}`, { who: 'secretariat', method: 'PUT', payload: other })).body).toMatchObject(other);
    expect((await ask('/dictionary', { who: 'secretariat' })).body.waiting).toBeGreaterThan(0);
    await reindexAll(test.db);
    expect((await ask('/dictionary', { who: 'secretariat' })).body.waiting).toBe(0);
    expect((await ask(`/dictionary/${body.id}`, { who: 'secretariat', method: 'DELETE' })).status).toBe(204);
    expect((await ask(`/dictionary/${body.id}`, { who: 'secretariat', method: 'DELETE' })).body.code).toBe('catalog.dictionary-term-unknown');
  });

  it('tells what a word would bring before it is added', async () => {
    await reindexAll(test.db);
    const tried = (payload: object) => ask('/dictionary/trials', { who: 'steward', method: 'POST', payload });
    expect((await tried({ q: 'ความจุพนัง', term: 'พนัง', sameAs: 'เขื่อน' })).body).toMatchObject({ totalBefore: 0, totalAfter: 1, added: [{ slug: 'rid-dam' }], touches: true });
    expect((await tried({ q: 'อื่น', term: 'พนัง', sameAs: 'เขื่อน' })).body).toMatchObject({ added: [], touches: false });
  });

  it('refuses a word twice, one of the house, and what is no word', async () => {
    await add({ term: 'ฝายมีชีวิต' });
    for (const term of ['ฝายมีชีวิต', 'กรมชลประทาน', 'ชป']) expect((await add({ term })).body.code).toBe('catalog.dictionary-term-taken');
    for (const term of ['!!', '<b>', 'ก']) expect([400, 422]).toContain((await add({ term })).status);
    expect((await add({ term: 'คูน้ำ', sameAs: 'คูน้ำ' })).body.code).toBe('catalog.dictionary-term-refused');
  });

  it('is read by those who work with it', async () => {
    expect((await ask('/dictionary')).status).toBe(401);
    const { terms } = (await ask('/dictionary', { who: 'steward' })).body as { terms: { term: string; sameAs: string | null }[] };
    expect(terms).toContainEqual(expect.objectContaining({ term: 'ชป.', sameAs: 'กรมชลประทาน' }));
  });
});

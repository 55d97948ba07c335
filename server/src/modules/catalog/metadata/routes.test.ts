import type { FastifyInstance } from 'fastify';
import { Value } from 'typebox/value';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { moduleFolders } from '../../../app/module-folders.ts';
import { buildHttp } from '#kernel/http.ts';
import { openLog } from '#kernel/log.ts';
import type { Principal } from '#kernel/policy.ts';
import { testDatabase, type TestDatabase } from '#kernel/testing/database.ts';
import { allowAll } from '#kernel/testing/deciders.ts';
import { principalOf } from '#kernel/testing/principals.ts';
import { metadataPart } from './part.ts';
import { definitionSchema, historySchema, inboxSchema, recordListSchema, recordSchema, workSchema } from './schemas.ts';
import { completeDraft } from './testing/complete-draft.ts';

const host = '127.0.0.1';
const people = {
  somchai: principalOf('steward', { name: 'somchai', agencies: ['rid'] }), malee: principalOf('steward', { name: 'malee', agencies: ['rid'] }), other: principalOf('steward', { name: 'other', agencies: ['doae'] }),
  siriporn: principalOf('secretariat', { name: 'siriporn' }), visitor: principalOf('visitor'),
} satisfies Record<string, Principal>;
let test: TestDatabase;
let app: FastifyInstance;
let who: Principal = people.somchai;
beforeAll(async () => {
  test = await testDatabase(moduleFolders);
  app = await buildHttp({ db: test.db, log: openLog('test', 'silent'), version: 'test', routes: metadataPart.routes ?? [], authenticate: async () => who, decider: allowAll, hosts: [host] });
});
afterAll(async () => { await app?.close(); await test?.close(); });

const ask = async (name: keyof typeof people, method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', url: string, payload?: object) => {
  who = people[name];
  const reply = await app.inject({ method, url: `/api/v1/catalogue${url}`, headers: { host }, ...(payload && { payload }) });
  return { status: reply.statusCode, body: reply.body === '' ? null : reply.json() };
};
const one = '/records/rid-water';

describe('the routes of records', () => {
  it('tell the standard to everybody', async () => {
    const { status, body } = await ask('visitor', 'GET', '/definition');
    expect([status, Value.Check(definitionSchema, body)]).toEqual([200, true]);
  });

  it('take a record from its first word to everybody who searches, and answer as their schemas say', async () => {
    const made = await ask('somchai', 'POST', '/records', { ...completeDraft, agencyId: 'rid', slug: 'rid-water', metadata: { data_type: 'ข้อมูลระเบียน' } });
    expect([made.status, Value.Check(recordSchema, made.body)]).toEqual([201, true]);
    expect(await ask('somchai', 'POST', `${one}/submit`, {})).toMatchObject({ status: 422, body: { code: 'catalog.record-incomplete', errors: expect.arrayContaining([{ pointer: '/metadata/maintainer', code: 'missing:4', th: expect.stringContaining('รายการที่ 4'), en: expect.any(String) }]) } });
    const saved = await ask('somchai', 'PATCH', one, { audience: 'open', metadata: { ...completeDraft.metadata, data_category: '1', data_classification: '01', license_id: 'odc' }, expectVersion: 1 });
    expect([saved.status, Value.Check(workSchema, saved.body), saved.body.verbs, saved.body.problems]).toEqual([200, true, ['submit', 'archive'], []]);
    expect((await ask('somchai', 'PATCH', one, { tags: ['ฝน'], expectVersion: 1 })).body.code).toBe('catalog.record-changed-meanwhile');
    expect((await ask('somchai', 'POST', `${one}/submit`, {})).body.verbs).toEqual(['return', 'archive']);
    const inbox = await ask('malee', 'GET', '/inbox');
    expect([Value.Check(inboxSchema, inbox.body), inbox.body.waiting, inbox.body.items[0].verbs]).toEqual([true, 1, ['check', 'return', 'archive']]);
    expect((await ask('somchai', 'GET', '/inbox')).body).toMatchObject({ waiting: 0, items: [{ mine: false }] });
    expect((await ask('somchai', 'POST', `${one}/check`, {})).body.code).toBe('catalog.own-submission');
    expect((await ask('malee', 'POST', `${one}/check`, {})).body.record.state).toBe('checked');
    for (const step of ['approve', 'publish']) expect((await ask('siriporn', 'POST', `${one}/${step}`, {})).status).toBe(200);
    const list = await ask('visitor', 'GET', '/records?limit=10');
    expect([Value.Check(recordListSchema, list.body), list.body.records.map(({ slug }: { slug: string }) => slug)]).toEqual([true, ['rid-water']]);
  });

  it('tell what changed field by field, to those who work on it only', async () => {
    const history = await ask('siriporn', 'GET', `${one}/history`);
    expect(Value.Check(historySchema, history.body)).toBe(true);
    expect(history.body.map(({ what }: { what: string }) => what)).toEqual(['published', 'approved', 'checked', 'submitted', 'saved', 'created']);
    expect(history.body[0].changes).toMatchObject([{ field: 'level', beforeTh: 'ชั้นเผยแพร่ภายในองค์กร', afterTh: 'เปิดเผย' }]);
    expect(history.body[4].changes).toContainEqual({ field: 'data_format', th: 'รูปแบบการเก็บข้อมูล', en: 'Data Format', beforeTh: null, beforeEn: null, afterTh: 'CSV', afterEn: 'CSV' });
    expect((await ask('other', 'GET', `${one}/history`)).body).toEqual([]);
  });

  it('keep comments until they are settled', async () => {
    const comment = await ask('siriporn', 'POST', `${one}/comments`, { field: 'notes', body: 'บอกช่วงเวลาด้วย' });
    expect(comment).toMatchObject({ status: 201, body: { field: 'notes', settledAt: null } });
    expect((await ask('siriporn', 'POST', `${one}/comments`, { field: 'nope', body: 'x' })).body.code).toBe('catalog.field-unknown');
    expect((await ask('somchai', 'POST', `${one}/comments/${comment.body.id}/settle`)).body).toMatchObject([{ settledBy: 'somchai' }]);
    expect((await ask('other', 'GET', `${one}/work`)).body.comments).toEqual([]);
  });

  it('add, change and remove links', async () => {
    const added = await ask('somchai', 'POST', `${one}/resources`, { nameTh: 'คู่มือ', format: 'PDF', url: 'https://example.go.th/a.pdf' });
    expect(added.status).toBe(201);
    expect((await ask('somchai', 'PATCH', `/resources/${added.body.id}`, { format: 'HTML' })).body.format).toBe('HTML');
    expect((await ask('other', 'DELETE', `/resources/${added.body.id}`)).body.code).toBe('catalog.dataset-not-yours');
    expect((await ask('somchai', 'DELETE', `/resources/${added.body.id}`)).status).toBe(204);
    expect((await ask('somchai', 'DELETE', `/resources/${added.body.id}`)).body.code).toBe('catalog.resource-not-found');
  });
});

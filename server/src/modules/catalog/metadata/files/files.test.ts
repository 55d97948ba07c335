import type { FastifyInstance } from 'fastify';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { moduleFolders } from '../../../../app/module-folders.ts';
import { buildHttp } from '#kernel/http.ts';
import { openLog } from '#kernel/log.ts';
import { openObjectStore, type ObjectStore } from '#kernel/objects.ts';
import type { Principal } from '#kernel/policy.ts';
import { testDatabase, type TestDatabase } from '#kernel/testing/database.ts';
import { allowAll } from '#kernel/testing/deciders.ts';
import { principalOf } from '#kernel/testing/principals.ts';
import { metadataPart } from '../part.ts';
import { completeDraft } from '../testing/complete-draft.ts';
import { fileRoutes } from './file-routes.ts';

const host = '127.0.0.1';
const people = { somchai: principalOf('steward', { name: 'somchai', agencies: ['rid'] }), other: principalOf('steward', { name: 'other', agencies: ['doae'] }), reader: principalOf('reader', { agencies: ['doae'] }), visitor: principalOf('visitor') } satisfies Record<string, Principal>;
const folder = mkdtempSync(join(tmpdir(), 'saphan-files-'));
let test: TestDatabase;
let app: FastifyInstance;
let objects: ObjectStore;
let who: Principal = people.somchai;
beforeAll(async () => {
  test = await testDatabase(moduleFolders);
  objects = await openObjectStore(folder, { cacheFolder: folder });
  const routes = [...metadataPart.routes ?? [], ...fileRoutes({ objects, maxFileBytes: 10_000 })];
  app = await buildHttp({ db: test.db, log: openLog('test', 'silent'), version: 'test', routes, authenticate: async () => who, decider: allowAll, hosts: [host] });
  await ask('somchai', 'POST', '/records', { ...completeDraft, agencyId: 'rid', slug: 'rid-water' });
});
afterAll(async () => { await app?.close(); await test?.close(); rmSync(folder, { recursive: true, force: true }); });

const ask = async (name: keyof typeof people, method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', url: string, payload?: object) => {
  who = people[name];
  const isFile = Buffer.isBuffer(payload);
  const reply = await app.inject({ method, url: url.startsWith('/api') ? url : `/api/v1/catalogue${url}`, headers: { host, ...(isFile && { 'content-type': 'application/octet-stream' }) }, ...(payload && { payload }) });
  return { status: reply.statusCode, headers: reply.headers, text: reply.body, body: String(reply.headers['content-type']).includes('json') ? reply.json() : null };
};
const send = (name: string, bytes: Buffer, person: keyof typeof people = 'somchai') => ask(person, 'POST', `/records/rid-water/files?name=${encodeURIComponent(name)}`, bytes);
const keptObjects = async () => { let count = 0; for await (const _ of objects.list('catalogue/')) count += 1; return count; };

describe('files of a record', () => {
  it('are kept, saved by whoever sees the record and by nobody else, and never shown as a page', async () => {
    const made = await send('../../น้ำ ปี 2568.csv', Buffer.from('ก,ข\n1,2\n'));
    expect([made.status, made.body]).toEqual([201, expect.objectContaining({ kind: 'file', nameTh: 'น้ำ ปี 2568.csv', format: 'CSV', mediaType: 'text/csv', bytes: 12 })]);
    const file = await ask('somchai', 'GET', made.body.url);
    expect([file.status, file.text, file.headers['content-length']]).toEqual([200, 'ก,ข\n1,2\n', '12']);
    expect(file.headers).toMatchObject({ 'content-disposition': expect.stringMatching(/^attachment/), 'x-content-type-options': 'nosniff', 'content-security-policy': "default-src 'none'; sandbox" });
    for (const stranger of ['visitor', 'other', 'reader'] as const) expect((await ask(stranger, 'GET', made.body.url)).status).toBe(404);
    const page = await send('page.html', Buffer.from('<html><script>alert(1)</script></html>'));
    expect((await ask('somchai', 'GET', page.body.url)).headers['content-type']).toBe('application/octet-stream');
    await ask('somchai', 'DELETE', `/resources/${page.body.id}`);
  });

  it('are refused with a reason when they are no data, too large, or of another agency; nothing is kept of them', async () => {
    const before = await keptObjects();
    expect((await send('น้ำ.csv', Buffer.from('<html>ลงชื่อเข้าใช้</html>'))).body).toMatchObject({ status: 422, code: 'catalog.file-refused', detailEn: expect.stringContaining('web page'), detailTh: expect.stringContaining('หน้าเว็บ') });
    expect((await send('empty.csv', Buffer.alloc(0))).body.code).toBe('catalog.file-refused');
    expect((await send('big.csv', Buffer.from('a,b\n'.repeat(4_000)))).body).toMatchObject({ status: 413, code: 'catalog.file-too-large' });
    expect((await send('a.csv', Buffer.from('a,b\nc,d\n'), 'other')).status).toBe(404);
    expect(await keptObjects()).toBeLessThanOrEqual(before + 1);
  });

  it('are replaced in place, renamed, put in order and taken away; each is in the history', async () => {
    const { body: { record } } = await ask('somchai', 'GET', '/records/rid-water/work');
    const [first] = record.resources;
    const link = (await ask('somchai', 'POST', '/records/rid-water/resources', { nameTh: 'แผนที่', format: 'WMS', url: 'https://maps.example/wms' })).body;
    const replaced = await ask('somchai', 'PUT', `/resources/${first.id}/file?name=b.json`, Buffer.from('{"a":1}'));
    expect(replaced.body).toMatchObject({ id: first.id, nameTh: first.nameTh, format: 'JSON', bytes: 7, position: first.position });
    expect((await ask('somchai', 'GET', replaced.body.url)).text).toBe('{"a":1}');
    expect((await ask('somchai', 'PUT', `/resources/${link.id}/file?name=b.json`, Buffer.from('{"a":1}'))).body.code).toBe('catalog.resource-not-a-file');
    expect((await ask('somchai', 'PATCH', `/resources/${first.id}`, { url: 'https://elsewhere.example/x' })).body.code).toBe('catalog.resource-refused');
    expect((await ask('somchai', 'PATCH', `/resources/${link.id}`, { url: '/api/v1/me' })).body.code).toBe('catalog.resource-refused');
    expect((await ask('somchai', 'PATCH', `/resources/${first.id}`, { nameTh: 'ปริมาณน้ำ' })).body.nameTh).toBe('ปริมาณน้ำ');
    expect((await ask('somchai', 'PUT', '/records/rid-water/resources/order', { ids: [link.id] })).body.code).toBe('catalog.resources-changed-meanwhile');
    const ordered = await ask('somchai', 'PUT', '/records/rid-water/resources/order', { ids: [link.id, first.id] });
    expect(ordered.body.record.resources.map(({ id }: { id: string }) => id)).toEqual([link.id, first.id]);
    const third = (await send('c.csv', Buffer.from('x\n1\n'))).body;
    expect(third.position).toBeGreaterThan(2);
    expect((await ask('somchai', 'DELETE', `/resources/${first.id}`)).status).toBe(204);
    expect((await ask('somchai', 'GET', replaced.body.url)).status).toBe(404);
    const history = await ask('somchai', 'GET', '/records/rid-water/history');
    expect(history.body.map(({ what }: { what: string }) => what)).toEqual(expect.arrayContaining(['resource-added', 'resource-changed', 'resources-ordered', 'resource-removed']));
  });
});

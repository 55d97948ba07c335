import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildHttp } from '#kernel/http.ts';
import { openLog } from '#kernel/log.ts';
import { theHouse } from '#kernel/policy.ts';
import { allowAll, denyAll } from '#kernel/testing/deciders.ts';
import { principalOf } from '#kernel/testing/principals.ts';
import { testDatabase, type TestDatabase } from '#kernel/testing/database.ts';
import { lake as lakeModule } from './index.ts';
import { publishRelease } from './operations/publish-release.ts';
import { headVersion } from './reads/releases.ts';
import { stageFarmers } from './testing/farmers.ts';
import { lakeBench, type LakeBench } from './testing/lake-bench.ts';

const host = '127.0.0.1:8080';
let database: TestDatabase;
let lake: LakeBench;
let app: FastifyInstance;
beforeAll(async () => {
  lake = await lakeBench();
  const module = lakeModule(lake.ports);
  database = await testDatabase([{ name: 'ledger', migrations: new URL('../ledger/migrations/', import.meta.url) }, module]);
  app = await buildHttp({ db: database.db, log: openLog('test', 'silent'), version: '0', routes: module.routes, authenticate: async () => principalOf('operator'), decider: allowAll, hosts: [host] });
  let previous = null;
  for (const rows of [5, 8]) {
    await stageFarmers(lake.engine, rows);
    const prepared = await lake.prepare(previous);
    if (prepared.kind === 'same') throw new TypeError('unexpected');
    const { number, id } = await database.db.tx(async (tx) => publishRelease(tx, theHouse, prepared.draft, await headVersion(tx, 7)));
    previous = { ...prepared.draft, id, number, publishedAt: '', publishedBy: '', withdrawn: null, purgedAt: null };
  }
});
afterAll(async () => { await app.close(); await lake.close(); await database.close(); });

const ask = (method: 'GET' | 'POST', path: string, payload?: Record<string, unknown>) => app.inject({ method, url: `/api/v1/datasets/${path}`, headers: { host }, ...(payload && { payload }) });
const get = async (path: string) => { const reply = await ask('GET', path); return { status: reply.statusCode, body: reply.json() }; };

describe('the releases over HTTP', () => {
  it('are listed newest first and told one by one', async () => {
    const { body } = await get('farmers/releases');
    expect(body.items.map((item: any) => [item.number, item.state, item.counts.added])).toEqual([[2, 'current', 3], [1, 'superseded', 5]]);
    expect((await get('farmers/releases?limit=1')).body.nextCursor).toBe('2');
    const detail = (await get('farmers/releases/current')).body;
    expect(detail).toMatchObject({ number: 2, rowCount: 8, diff: { added: 3, unchanged: 5 }, lineage: { source: 'a test', files: [{ rows: 8 }] } });
    expect(detail.profile.find((each: any) => each.column === 'citizen_id')).toMatchObject({ nulls: 0, min: null, top: [] });
    expect(detail.profile.find((each: any) => each.column === 'amphoe')).toMatchObject({ nulls: 1, nullShare: 0.125 });
    expect(detail.columns.map((column: any) => column.name)).not.toContain('citizen_id_masked');
  });

  it('give rows with filters, sort and cursor', async () => {
    const first = (await get('farmers/releases/2/rows?filter=id:gte:2&filter=amphoe:notnull&sort=-id&limit=4')).body;
    expect(first.items.map((row: any) => row.id)).toEqual([7, 6, 5, 4]);
    const second = (await get(`farmers/releases/2/rows?filter=id:gte:2&filter=amphoe:notnull&sort=-id&limit=4&cursor=${first.nextCursor}`)).body;
    expect(second.items.map((row: any) => row.id)).toEqual([3, 2]);
    expect(second.nextCursor).toBeNull();
    expect((await get('farmers/rows?asOf=2999-01-01')).body.items.length).toBe(8);
    expect(await get('farmers/rows?asOf=2001-01-01')).toMatchObject({ status: 404, body: { code: 'lake.no-release' } });
  });

  it('give changes and files', async () => {
    expect((await get('farmers/changes?from=1&to=2')).body.items.map((item: any) => [item.op, item.key.id])).toEqual([['added', 5], ['added', 6], ['added', 7]]);
    const file = await ask('GET', 'farmers/releases/1/download?format=ndjson');
    expect(file.headers).toMatchObject({ 'content-disposition': 'attachment; filename="farmers-r1.ndjson"', 'content-type': 'application/x-ndjson' });
    expect(file.payload.trimEnd().split('\n').length).toBe(5);
  });

  it('refuse what does not exist, each with its code', async () => {
    expect(await get('nothing/releases')).toMatchObject({ status: 404, body: { code: 'lake.dataset-not-found' } });
    expect(await get('farmers/releases/9')).toMatchObject({ status: 404, body: { code: 'lake.release-not-found' } });
    expect(await get('farmers/releases/1/rows?filter=x:eq:1')).toMatchObject({ status: 400, body: { code: 'lake.filter-refused', errors: [{ pointer: '/querystring/filter/0' }] } });
    expect((await get('farmers/releases/1/download?format=pdf')).status).toBe(400);
  });

  it('are there only as far as the catalogue tells, for whoever holds no office', async () => {
    const module = lakeModule({ ...lake.ports, isTold: async (_tx, slug) => slug === 'open' });
    for (const [role, code] of [['visitor', 'lake.dataset-not-found'], ['citizen', 'lake.dataset-not-found'], ['reader', 'kernel.decision-refused']] as const) {
      const closed = await buildHttp({ db: database.db, log: openLog('test', 'silent'), version: '0', routes: module.routes, authenticate: async () => principalOf(role), decider: denyAll, hosts: [host] });
      for (const path of ['releases', 'releases/current', 'releases/1/rows', 'rows', 'releases/1/download', 'changes?from=1&to=2']) {
        expect((await closed.inject({ url: `/api/v1/datasets/farmers/${path}`, headers: { host } })).json().code).toBe(code);
      }
      await closed.close();
    }
  });

  it('are withdrawn and gone back to; withdrawn rows are not read', async () => {
    expect((await ask('POST', 'farmers/rollback', { to: 1, reason: 'ตรวจใหม่' })).json()).toEqual({ current: 1 });
    expect((await ask('POST', 'farmers/releases/1/withdraw', { reason: 'ผิดไฟล์' })).json()).toEqual({ current: 2 });
    expect((await get('farmers/releases/1')).body).toMatchObject({ state: 'withdrawn', withdrawn: { reason: 'ผิดไฟล์' } });
    expect(await get('farmers/releases/1/rows')).toMatchObject({ status: 410, body: { code: 'lake.release-withdrawn' } });
    expect((await get('farmers/changes?from=1&to=2')).status).toBe(410);
    expect((await ask('POST', 'farmers/releases/2/withdraw', {})).statusCode).toBe(400);
  });
});

import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { moduleFolders } from '../../app/module-folders.ts';
import { buildHttp } from '#kernel/http.ts';
import { openLog } from '#kernel/log.ts';
import { theHouse, type Role } from '#kernel/policy.ts';
import { testDatabase, type TestDatabase } from '#kernel/testing/database.ts';
import { principalOf } from '#kernel/testing/principals.ts';
import { createDataset } from '#modules/catalog/index.ts';
import { routesOf } from './routes.ts';

const host = '127.0.0.1';
let test: TestDatabase;
let app: FastifyInstance;
let role: Role = 'secretariat';
beforeAll(async () => {
  test = await testDatabase(moduleFolders);
  const routes = routesOf({ policiesDir: new URL('../../../../definitions/policies/', import.meta.url), publicUrl: 'https://saphan.example' });
  app = await buildHttp({ db: test.db, log: openLog('test', 'silent'), version: 'test', routes, authenticate: async () => principalOf(role, role === 'secretariat' ? {} : { aal: 1 }), hosts: [host] });
  await test.db.tx((tx) => createDataset(tx, theHouse, { slug: 'rid-secret', agencyId: 'rid', titleTh: 'ลับ', titleEn: 'Secret', level: 2 }));
});
afterAll(async () => { await app?.close(); await test?.close(); });

const ask = (method: 'GET' | 'POST', url: string, payload?: object) => app.inject({ method, url: `/api/v1${url}`, headers: { host }, ...(payload && { payload }) });
const agreement = { dataset: 'rid-secret', consumerAgencyId: 'doae', purposes: ['research'], since: '2026-01-01', until: '2099-12-31', documentNo: 'กษ 1/2569' };

describe('the routes of access', () => {
  it('show every policy with its sentence and text', async () => {
    const { items } = (await ask('GET', '/policies')).json();
    expect(items).toContainEqual(expect.objectContaining({ id: 'above-clearance', effect: 'forbid', text: expect.stringContaining('principal.clearance') }));
  });

  it('make an agreement, show it, tell the catalogue, and end it once', async () => {
    const made = await ask('POST', '/agreements', agreement);
    expect([made.statusCode, made.json()]).toMatchObject([201, { dataset: { slug: 'rid-secret', agencyId: 'rid' }, state: 'active', columns: null }]);
    const { id } = made.json();
    expect((await ask('GET', '/agreements')).json().items).toMatchObject([{ id }]);
    expect((await ask('POST', `/agreements/${id}/end`, { reason: 'เลิกใช้' })).json()).toMatchObject({ id, state: 'ended' });
    expect((await ask('POST', `/agreements/${id}/end`, { reason: 'เลิกใช้' })).json()).toMatchObject({ code: 'access.agreement-not-found' });
    const told = await test.db.tx((tx) => tx.query(`select payload from kernel.outbox where topic = 'access.agreement-changed' order by id`));
    expect(told.rows.map(({ payload }) => payload.reaches)).toEqual([true, false]);
  });

  it('let an agreement rest and go on, each once', async () => {
    const { id } = (await ask('POST', '/agreements', agreement)).json();
    const turn = async (word: string) => (await ask('POST', `/agreements/${id}/${word}`, { reason: 'ตรวจสอบ' })).json();
    expect(await turn('resume')).toMatchObject({ code: 'access.agreement-state' });
    expect(await turn('suspend')).toMatchObject({ id, state: 'suspended' });
    expect(await turn('suspend')).toMatchObject({ code: 'access.agreement-state' });
    expect(await turn('resume')).toMatchObject({ id, state: 'active' });
    expect(await turn('end')).toMatchObject({ id, state: 'ended' });
    expect(await turn('resume')).toMatchObject({ code: 'access.agreement-state' });
    expect((await ask('POST', `/agreements/${id}/suspend`, { reason: ' ' })).statusCode).toBe(400);
  });

  it.each([
    [{ ...agreement, rowFilter: [{ column: 'a"; drop table x; --', op: 'eq', value: 1 }] }, 400], [{ ...agreement, purposes: [] }, 400], [{ ...agreement, consumerAgencyId: 'rid' }, 422], [{ ...agreement, dataset: 'nothing' }, 404],
  ])('refuse %j', async (body, status) => { expect((await ask('POST', '/agreements', body)).statusCode).toBe(status); });

  it('ask for a second proof before agreements change', async () => {
    role = 'operator';
    expect((await ask('POST', '/agreements', agreement)).json()).toMatchObject({ code: 'kernel.step-up-needed' });
    role = 'secretariat';
  });
});

import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { moduleFolders } from '../../../app/module-folders.ts';
import { buildHttp } from '#kernel/http.ts';
import { openLog } from '#kernel/log.ts';
import { theHouse, type Principal } from '#kernel/policy.ts';
import { testDatabase, type TestDatabase } from '#kernel/testing/database.ts';
import { principalOf } from '#kernel/testing/principals.ts';
import { createDataset } from '#modules/catalog/index.ts';
import { createDemoAccounts } from '#modules/identity/index.ts';
import { createAgreement } from '../agreements/create-agreement.ts';
import { routesOf } from '../routes.ts';

const host = '127.0.0.1';
let test: TestDatabase;
let app: FastifyInstance;
let who: Principal;
const accounts: Record<string, string> = {};
beforeAll(async () => {
  test = await testDatabase(moduleFolders);
  app = await buildHttp({
    db: test.db, log: openLog('test', 'silent'), version: 'test', hosts: [host], authenticate: async () => who,
    routes: routesOf({ policiesDir: new URL('../../../../../definitions/policies/', import.meta.url), publicUrl: 'https://saphan.example' }),
  });
  await test.db.tx(async (tx) => {
    await createDemoAccounts(tx);
    for (const { id, user_name: name } of (await tx.query(`select id, user_name from identity.account_v1`)).rows) accounts[String(name).replace('demo-', '')] = id;
    await createDataset(tx, theHouse, { slug: 'doae-secret', agencyId: 'doae', level: 2, titleTh: 'ลับ', titleEn: 'Secret' });
    await createAgreement(tx, theHouse, { dataset: 'doae-secret', consumerAgencyId: 'rid', purposes: ['research'], since: '2026-01-01', until: '2026-12-31', documentNo: 'กษ 1' });
  });
});
afterAll(async () => { await app?.close(); await test?.close(); });

const explain = async (body: object) => { const reply = await app.inject({ method: 'POST', url: '/api/v1/decisions/explain', headers: { host }, payload: body }); return { status: reply.statusCode, body: reply.json() }; };
const reading = { action: 'lake.read-releases', resource: { kind: 'dataset', id: 'doae-secret' } };

describe('an explanation', () => {
  it('says why one may or may not, from which facts, and as of when', async () => {
    who = principalOf('reader');
    expect(await explain(reading)).toMatchObject({ status: 200, body: {
      allowed: false, reasons: [{ policy: 'purpose-missing-or-other', th: expect.stringMatching(/วัตถุประสงค์/), en: expect.stringMatching(/purpose/) }],
      facts: { who: { roles: ['reader'], agencies: ['rid'], clearance: 2 }, what: { agency: 'doae', level: 2, personal: false }, agreement: { purposes: ['research'], active: true, until: '2026-12-31T17:00:00.000Z' } },
    } });
    expect((await explain({ ...reading, purpose: 'research', at: '2026-12-31T16:59:59Z' })).body).toMatchObject({ allowed: true, reasons: [{ policy: 'read-by-agreement' }] });
    expect((await explain({ ...reading, purpose: 'research', at: '2026-12-31T17:00:00Z' })).body).toMatchObject({ allowed: false, reasons: [{ policy: 'agreement-ended' }] });
  });

  it('about somebody else is for system administrators and auditors', async () => {
    const about = { ...reading, accountId: accounts['citizen'] };
    who = principalOf('steward');
    expect(await explain(about)).toMatchObject({ status: 403, body: { code: 'access.not-yours-to-ask' } });
    for (const role of ['operator', 'auditor'] as const) {
      who = principalOf(role);
      expect((await explain(about)).body).toMatchObject({ allowed: false, facts: { who: { roles: ['citizen'], agencies: [], clearance: 0 } } });
    }
    expect((await explain({ ...reading, accountId: 'nobody' })).body.code).toBe('access.account-not-found');
    expect((await explain({ ...reading, resource: { kind: 'dataset', id: 'nothing' } })).body.code).toBe('access.resource-not-found');
  });

  it('as another of the own personas shows that one, never more than it holds', async () => {
    who = principalOf('operator', { accountId: accounts['citizen'] as string });
    expect((await explain({ ...reading, persona: 'appointment:987654' })).body.facts.who).toMatchObject({ roles: ['citizen'], clearance: 0 });
  });

  it.each<[string, object]>([['an action', { resource: reading.resource }], ['a kind it knows', { action: 'read', resource: { kind: 'todo', id: '1' } }], ['a moment', { ...reading, at: 'tomorrow' }]])('is refused without %s', async (_what, body) => {
    who = principalOf('reader');
    expect((await explain(body)).status).toBe(400);
  });
});

describe('the matrix of rights', () => {
  it('names every permission once, with sentence, roles and demands, and is for everyone who signed in', async () => {
    who = principalOf('citizen');
    const get = () => app.inject({ method: 'GET', url: '/api/v1/rights', headers: { host } });
    const { roles, items } = (await get()).json();
    expect(roles).toContain('agency-admin');
    expect(items.length).toBe(new Set(items.map(({ policy }: { policy: string }) => policy)).size);
    expect(items).toContainEqual(expect.objectContaining({ policy: 'access.manage-agreements', roles: ['operator', 'secretariat'], demands: { aal: 2, ial: null, freshMinutes: 15, phishingResistant: false, best: true, notByToken: true } }));
    who = principalOf('visitor');
    expect((await get()).statusCode).toBe(401);
  });
});

import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { moduleFolders } from '../../../app/module-folders.ts';
import { buildHttp } from '#kernel/http.ts';
import { openLog } from '#kernel/log.ts';
import { theHouse, type Principal } from '#kernel/policy.ts';
import { testDatabase, type TestDatabase } from '#kernel/testing/database.ts';
import { principalOf } from '#kernel/testing/principals.ts';
import { createDataset } from '#modules/catalog/index.ts';
import { createDemoAccounts, suspendAccount } from '#modules/identity/index.ts';
import { createAgreement } from '../agreements/create-agreement.ts';
import { routesOf } from '../routes.ts';

const host = '127.0.0.1';
let test: TestDatabase;
let app: FastifyInstance;
let asker: Principal = principalOf('service', { scopes: ['access.evaluate'] });
const accounts: Record<string, string> = {};

beforeAll(async () => {
  test = await testDatabase(moduleFolders);
  app = await buildHttp({
    db: test.db, log: openLog('test', 'silent'), version: 'test', hosts: [host], authenticate: async () => asker,
    routes: routesOf({ policiesDir: new URL('../../../../../definitions/policies/', import.meta.url), publicUrl: 'https://saphan.example' }),
  });
  await test.db.tx(async (tx) => {
    await createDemoAccounts(tx);
    for (const { id, user_name: name } of (await tx.query(`select id, user_name from identity.account_v1`)).rows) accounts[String(name).replace('demo-', '')] = id;
    for (const [slug, agencyId, level] of [['open', 'rid', 0], ['internal', 'doae', 1], ['own-secret', 'rid', 2], ['their-secret', 'doae', 2]] as const) {
      await createDataset(tx, theHouse, { slug, agencyId, level, titleTh: 'ชุด', titleEn: 'Set' });
    }
    await tx.query("update catalog.record set state = 'published', published_at = now(), audience = 'open' where level = 0");
    await createAgreement(tx, theHouse, { dataset: 'their-secret', consumerAgencyId: 'rid', purposes: ['research'], since: '2026-01-01', until: '2099-12-31', documentNo: 'กษ 1', columns: ['area'], rowFilter: [{ column: 'area', op: 'gt', value: 1 }] });
  });
});
afterAll(async () => { await app?.close(); await test?.close(); });

const post = (url: string, payload: object, headers: Record<string, string> = {}) => app.inject({ method: 'POST', url, headers: { host, ...headers }, payload });
const subject = (role: string, properties: object = {}) => ({ type: 'user', id: accounts[role], properties });
const question = (role: string, action: string, dataset: string, more: object = {}) => ({ subject: subject(role), action: { name: action }, resource: { type: 'dataset', id: dataset }, ...more });
const decided = async (...asked: Parameters<typeof question>) => (await post('/access/v1/evaluation', question(...asked))).json().decision;

describe('one evaluation', () => {
  // As the interop of 1.0 tries it: who may, with which action, on which thing. Viewer, officer and administrator are our citizen, steward and operator.
  it.each<[string, string, string, boolean]>([
    ['citizen', 'read', 'open', true], ['citizen', 'read', 'internal', false], ['citizen', 'change', 'open', false], ['citizen', 'decide', 'open', false],
    ['reader', 'read', 'internal', true], ['reader', 'read', 'own-secret', true], ['reader', 'read', 'their-secret', false], ['reader', 'change', 'own-secret', false],
    ['steward', 'lake.withdraw-release', 'own-secret', true], ['steward', 'lake.withdraw-release', 'internal', false], ['steward', 'linkage.decide-run', 'own-secret', false],
    ['operator', 'change', 'their-secret', true], ['operator', 'read', 'own-secret', false], ['secretariat', 'linkage.decide-run', 'internal', true],
    ['auditor', 'read', 'internal', true], ['auditor', 'change', 'internal', false], ['agency-admin', 'change', 'open', false],
    ['operator', 'lake.burn', 'open', false], ['operator', 'constructor', 'open', false],
  ])('%s may %s %s: %s', async (role, action, dataset, expected) => { expect(await decided(role, action, dataset)).toBe(expected); });

  it('believes the purpose, and says how much is covered and why', async () => {
    const reply = await post('/access/v1/evaluation', question('reader', 'lake.read-releases', 'their-secret', { context: { purpose: 'research', time: 'ignored' } }));
    expect(reply.json()).toMatchObject({ decision: true, context: { columns: ['area'], rows_limited: true, reason_admin: { policies: ['read-by-agreement'] }, reason_user: { th: expect.stringMatching(/[ก-๙]/), en: expect.stringMatching(/agreement/) } } });
    expect(await decided('reader', 'lake.read-releases', 'their-secret', { context: { purpose: 'tax' } })).toBe(false);
    expect(await decided('reader', 'lake.read-releases', 'their-secret', { context: { purpose: 7 } })).toBe(false);
  });

  it('reads over members it does not know, and takes no right from them', async () => {
    const boasting = { ...question('citizen', 'change', 'open'), subject: subject('citizen', { roles: ['operator'], agencies: ['rid'], clearance: 9, persona: 'appointment:999999', aal: 3 }), resource: { type: 'dataset', id: 'open', properties: { level: 0, agency: 'rid' } }, extra: { a: 1 } };
    expect((await post('/access/v1/evaluation', boasting)).json()).toMatchObject({ decision: false });
  });

  it.each<[string, object]>([
    ['a subject nobody knows', { subject: { type: 'user', id: '01998000-0000-7000-8000-00000000dead' } }], ['a subject whose id is none', { subject: { type: 'user', id: "x' or 1=1" } }], ['another type of subject', { subject: { type: 'robot', id: 'r2' } }],
    ['a resource nobody knows', { resource: { type: 'dataset', id: 'nothing' } }], ['another type of resource', { resource: { type: 'todo', id: '1' } }],
  ])('denies %s', async (_what, over) => {
    const reply = await post('/access/v1/evaluation', { ...question('operator', 'read', 'open'), ...over });
    expect([reply.statusCode, reply.json().decision]).toEqual([200, false]);
    expect(reply.json().context.reason_admin.policies[0]).toMatch(/^unknown-(subject|resource)$/);
  });

  it('denies an account from the moment it is suspended', async () => {
    expect(await decided('reader', 'read', 'open')).toBe(true);
    await test.db.tx((tx) => suspendAccount(tx, theHouse, accounts['auditor'] as string, 'ทดสอบ'));
    expect(await decided('auditor', 'read', 'open')).toBe(false);
  });

  it.each<[string, object]>([
    ['subject', { subject: undefined }], ['action', { action: undefined }], ['resource', { resource: undefined }], ['id of the subject', { subject: { type: 'user' } }], ['name of the action', { action: {} }], ['type of the resource', { resource: { id: 'open' } }],
  ])('refuses a question without %s', async (_what, over) => {
    expect((await post('/access/v1/evaluation', { ...question('operator', 'read', 'open'), ...over })).statusCode).toBe(400);
  });

  it('answers with the id of the request, and not with what is none', async () => {
    expect((await post('/access/v1/evaluation', question('reader', 'read', 'open'), { 'x-request-id': 'bfe9eb29-ab87' })).headers['x-request-id']).toBe('bfe9eb29-ab87');
    expect((await post('/access/v1/evaluation', question('reader', 'read', 'open'), { 'x-request-id': 'x'.repeat(201) })).headers['x-request-id']).toBeUndefined();
  });

  it('is for systems with the scope, and for nobody else', async () => {
    for (const [who, code] of [[principalOf('service', { scopes: ['lake:read'] }), 'kernel.scope-missing'], [principalOf('steward'), 'kernel.not-allowed'], [principalOf('visitor'), 'kernel.sign-in-needed']] as const) {
      asker = who;
      expect((await post('/access/v1/evaluation', question('reader', 'read', 'open'))).json().code).toBe(code);
    }
    asker = principalOf('service', { scopes: ['access.evaluate'] });
  });
});

describe('several evaluations', () => {
  const list = [{ resource: { type: 'dataset', id: 'open' } }, { resource: { type: 'dataset', id: 'their-secret' } }, { resource: { type: 'dataset', id: 'internal' } }];
  const ask = (options: object | undefined, evaluations: object[] = list) => post('/access/v1/evaluations', { subject: subject('reader'), action: { name: 'read' }, ...(options && { options }), evaluations });

  it.each<[object | undefined, boolean[]]>([
    [undefined, [true, false, true]], [{ evaluations_semantic: 'execute_all' }, [true, false, true]], [{ evaluations_semantic: 'deny_on_first_deny' }, [true, false]], [{ evaluations_semantic: 'permit_on_first_permit' }, [true]], [{ another_option: 1 }, [true, false, true]],
  ])('with %j are answered in order', async (options, expected) => {
    expect((await ask(options)).json().evaluations.map(({ decision }: { decision: boolean }) => decision)).toEqual(expected);
  });

  it('take what each says before what is said for all, and nothing of it is mixed', async () => {
    const { evaluations } = (await ask(undefined, [{ resource: { type: 'dataset', id: 'own-secret' }, action: { name: 'change' } }, { resource: { type: 'dataset', id: 'own-secret' }, action: { name: 'change' }, subject: subject('steward') }])).json();
    expect(evaluations.map(({ decision }: { decision: boolean }) => decision)).toEqual([false, true]);
  });

  it('without a list are one evaluation', async () => {
    expect((await post('/access/v1/evaluations', question('reader', 'read', 'open'))).json()).toMatchObject({ decision: true });
  });

  it.each<[string, object]>([['lacks a resource', { evaluations: [{}] }], ['names another semantic', { evaluations: list, options: { evaluations_semantic: 'guess' } }], ['is too long', { evaluations: Array.from({ length: 201 }, () => list[0]) }]])('are refused when one %s', async (_how, over) => {
    expect((await post('/access/v1/evaluations', { subject: subject('reader'), action: { name: 'read' }, ...over })).statusCode).toBe(400);
  });
});

it('is found where the standard says, by anybody', async () => {
  asker = principalOf('visitor');
  expect((await app.inject({ method: 'GET', url: '/.well-known/authzen-configuration', headers: { host } })).json()).toEqual({
    policy_decision_point: 'https://saphan.example', access_evaluation_endpoint: 'https://saphan.example/access/v1/evaluation', access_evaluations_endpoint: 'https://saphan.example/access/v1/evaluations',
  });
});

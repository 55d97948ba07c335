import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allowAll } from '#kernel/testing/deciders.ts';
import { buildHttp } from '#kernel/http.ts';
import { openLog } from '#kernel/log.ts';
import { visitor, type Principal } from '#kernel/policy.ts';
import { testDatabase, type TestDatabase } from '#kernel/testing/database.ts';
import { principalOf } from '#kernel/testing/principals.ts';
import type { IdentityPorts } from '../ports.ts';
import { adminPart } from './part.ts';

const HOST = '127.0.0.1:8080';
const reason = 'ลาออก';
let test: TestDatabase;
let app: Awaited<ReturnType<typeof buildHttp>>;
const ids: Record<string, string> = {};
const run = (text: string, values: unknown[] = []) => test.db.tx(async (tx) => (await tx.query(text, values)).rows);

const askers: Record<string, Principal> = {
  operator: principalOf('operator'), rid: principalOf('agency-admin', { name: 'rid-admin' }), doae: principalOf('agency-admin', { name: 'doae-admin', agencies: ['doae'] }),
  token: principalOf('operator', { scopes: ['*'] }), weak: principalOf('operator', { aal: 1, bestAal: 1 }),
};

async function ask(who: string, method: string, url: string, payload?: object): Promise<{ status: number; body: any }> {
  const reply = await app.inject({ method: method as 'GET', url: `/api/v1${url}`, headers: { host: HOST, 'x-test-who': who }, ...(payload && { payload }) });
  return { status: reply.statusCode, body: reply.body ? JSON.parse(reply.body) : null };
}

async function addPerson(givenTh: string, agencyId?: string): Promise<string> {
  const [{ id }] = await run("insert into organisations.person (given_th, family_th, created_by) values ($1, 'ทดสอบ', 'test') returning id", [givenTh]) as [{ id: string }];
  if (agencyId) {
    await run(`with u as (insert into organisations.unit (agency_id, code, name_th, name_en, since) values ($1, $2, 'กอง', 'unit', '2020-01-01') returning id),
      p as (insert into organisations.post (unit_id, title_th, title_en, roles, since) select id, 'นัก', 'officer', '{steward}', '2020-01-01' from u returning id)
      insert into organisations.appointment (post_id, person_id, kind, since, document_no, document_on, created_by) select id, $3, 'holder', '2020-01-01', 'ที่ 1', '2020-01-01', 'test' from p`, [agencyId, givenTh, id]);
  }
  return id;
}

async function addAccount(name: string, agencyId?: string): Promise<string> {
  const { status, body } = await ask('operator', 'POST', '/accounts', { personId: await addPerson(name, agencyId), userName: name });
  expect([status, body]).toEqual([201, expect.objectContaining({ state: 'invited', userName: name })]);
  await run("update identity.account set state = 'active' where id = $1", [body.id]);
  return body.id;
}

const signIn = (accountId: string) => run(`insert into identity.session (secret_hash, account_id, epoch, aal, methods, idle_until, ends_at)
  select sha256(gen_random_uuid()::text::bytea), id, security_epoch, 1, '{password}', now() + interval '1 hour', now() + interval '1 hour' from identity.account where id = $1`, [accountId]);

beforeAll(async () => {
  const at = (name: string) => ({ name, migrations: new URL(`../../${name}/migrations/`, import.meta.url) });
  test = await testDatabase([at('organisations'), at('ledger'), at('identity')]);
  const ports: IdentityPorts = { masterKey: Buffer.alloc(32, 1), publicUrl: 'http://localhost:8080', mode: 'demo', breachedFile: null, vault: false, fetch, log: openLog('test', 'silent') };
  app = await buildHttp({
    db: test.db, log: ports.log, version: '0', hosts: [HOST], routes: adminPart(ports).routes ?? [], decider: allowAll, authenticate: async ({ headers }) => askers[String(headers['x-test-who'])] ?? visitor,
  });
  for (const [name, agencyId] of [['officer-rid', 'rid'], ['officer-doae', 'doae'], ['boss', undefined], ['second', undefined]] as const) ids[name] = await addAccount(name, agencyId);
  Object.assign(askers, { boss: principalOf('operator', { accountId: ids['boss'] as string }) });
});
afterAll(async () => { await app.close(); await test.close(); });

describe('opening an account', () => {
  it('takes one per person, by a name that cannot be taken for another', async () => {
    const personId = await addPerson('ใหม่');
    expect(await ask('operator', 'POST', '/accounts', { personId, userName: 'аdmin' })).toMatchObject({ status: 422, body: { code: 'identity.user-name-refused' } });
    expect(await ask('operator', 'POST', '/accounts', { personId, userName: 'BOSS' })).toMatchObject({ status: 409, body: { code: 'identity.user-name-taken' } });
    expect(await ask('rid', 'POST', '/accounts', { personId, userName: 'New.One' })).toMatchObject({ status: 201, body: { userName: 'new.one', displayName: 'ใหม่ ทดสอบ' } });
    expect(await ask('operator', 'POST', '/accounts', { personId })).toMatchObject({ status: 409, body: { code: 'identity.person-has-account' } });
  });

  it('invites by a code that is stored as a hash, one at a time, with a slip to print', async () => {
    const first = await ask('operator', 'POST', `/accounts/${ids['second']}/invite`);
    const slip = await ask('operator', 'POST', `/accounts/${ids['second']}/slip`);
    expect(slip).toMatchObject({ status: 201, body: { url: `http://localhost:8080/th/welcome#${slip.body.code}`, qrSvg: expect.stringContaining('<svg') } });
    expect(await run('select count(*)::int as open from identity.invitation where account_id = $1 and expires_at > now()', [ids['second']])).toEqual([{ open: 1 }]);
    const kept = JSON.stringify([await run("select encode(code_hash, 'escape') from identity.invitation"), await run('select * from kernel.audit'), await run('select * from kernel.outbox')]);
    for (const { body } of [first, slip]) expect(kept).not.toContain(body.code);
  });
});

describe('slips of many', () => {
  it('are made for all of the own agency, or for none', async () => {
    const own = [await addAccount('many-1', 'rid'), await addAccount('many-2', 'rid')];
    const slips = await ask('rid', 'POST', '/account-slips', { accountIds: own });
    expect(slips).toMatchObject({ status: 201, body: { items: [{ accountId: own[0], userName: 'many-1', qrSvg: expect.stringContaining('<svg') }, { accountId: own[1], userName: 'many-2' }] } });
    const open = () => run('select count(*)::int as n from identity.invitation where account_id = any($1) and expires_at > now()', [own]);
    const codes = await run('select id from identity.invitation where account_id = any($1) order by id', [own]);
    expect(await ask('rid', 'POST', '/account-slips', { accountIds: [...own, ids['officer-doae']] })).toMatchObject({ status: 404 });
    expect([await open(), await run('select id from identity.invitation where account_id = any($1) order by id', [own])]).toEqual([[{ n: 2 }], codes]);
    for (const accountIds of [[], [own[0], own[0]], ['x'], Array.from({ length: 101 }, () => crypto.randomUUID())]) expect((await ask('rid', 'POST', '/account-slips', { accountIds })).status).toBe(400);
    expect(await ask('weak', 'POST', '/account-slips', { accountIds: own })).toMatchObject({ status: 401, body: { code: 'kernel.step-up-needed' } });
  });
});

describe('suspending', () => {
  it('ends every session at once, tells, and is undone by reinstating', async () => {
    const id = ids['officer-rid'] as string;
    await signIn(id);
    await signIn(id);
    expect((await ask('rid', 'GET', `/accounts/${id}`)).body).toMatchObject({ sessions: [{ aal: 1 }, { aal: 1 }], mandates: [{ agencyId: 'rid', roles: ['steward'] }] });
    expect(await ask('rid', 'POST', `/accounts/${id}/suspend`, { reason })).toMatchObject({ status: 200, body: { sessions: 2 } });
    expect(await run('select id from identity.session_v1 where account_id = $1', [id])).toEqual([]);
    expect(await run("select payload from kernel.outbox where topic = 'identity.account-suspended'")).toEqual([{ payload: { accountId: id } }]);
    expect(await ask('rid', 'POST', `/accounts/${id}/suspend`, { reason })).toMatchObject({ status: 409, body: { code: 'identity.account-state' } });
    expect(await ask('rid', 'POST', `/accounts/${id}/reinstate`, { reason })).toMatchObject({ status: 204 });
    expect((await ask('rid', 'GET', `/accounts/${id}`)).body.state).toBe('invited');
  });

  it('needs a person who just proved who they are twice over', async () => {
    expect(await ask('token', 'POST', `/accounts/${ids['second']}/suspend`, { reason })).toMatchObject({ status: 403, body: { code: 'kernel.scope-missing' } });
    expect(await ask('weak', 'POST', `/accounts/${ids['second']}/suspend`, { reason })).toMatchObject({ status: 401, body: { code: 'kernel.step-up-needed' } });
  });
});

describe('closing', () => {
  it('ends sessions, tokens, roles and every way in, and never gives the user name again', async () => {
    const id = await addAccount('leaver', 'rid');
    await signIn(id);
    await run("insert into identity.password (account_id, hash) values ($1, 'x')", [id]);
    await run("insert into identity.api_token (hash, hint, account_id, name, scopes, expires_at, created_by) values ('\\x01', 'abcd', $1, 'x', '{x}', now() + interval '1 day', 'test')", [id]);
    await ask('rid', 'POST', `/accounts/${id}/roles`, { role: 'reader', agencyId: 'rid' });
    expect(await ask('doae', 'POST', `/accounts/${id}/close`, { reason })).toMatchObject({ status: 404 });
    expect(await ask('token', 'POST', `/accounts/${id}/close`, { reason })).toMatchObject({ status: 403, body: { code: 'kernel.scope-missing' } });
    expect(await ask('rid', 'POST', `/accounts/${id}/close`, { reason })).toEqual({ status: 200, body: { sessions: 1, tokens: 1, grants: 1 } });
    expect((await ask('rid', 'GET', `/accounts/${id}`)).body).toMatchObject({ state: 'closed', sessions: [], tokens: [], grants: [] });
    expect(await run('select 1 from identity.password where account_id = $1', [id])).toEqual([]);
    expect(await run("select topic from kernel.outbox where payload->>'accountId' = $1 order by id desc limit 3", [id])).toEqual([{ topic: 'identity.account-changed' }, { topic: 'identity.account-suspended' }, { topic: 'identity.session-ended' }]);
    for (const [verb, payload] of [['close', { reason }], ['suspend', { reason }], ['reinstate', { reason }], ['invite', undefined], ['roles', { role: 'reader', agencyId: 'rid' }]] as const) {
      expect([verb, (await ask('operator', 'POST', `/accounts/${id}/${verb}`, payload)).body.code]).toEqual([verb, 'identity.account-state']);
    }
    expect(await ask('operator', 'POST', '/accounts', { personId: await addPerson('คนใหม่'), userName: 'leaver' })).toMatchObject({ status: 409, body: { code: 'identity.user-name-taken' } });
  });

  it('spares the last system administrator and whoever asks', async () => {
    const { body } = await ask('operator', 'POST', `/accounts/${ids['boss']}/roles`, { role: 'operator' });
    expect(await ask('operator', 'POST', `/accounts/${ids['boss']}/close`, { reason })).toMatchObject({ status: 409, body: { code: 'identity.last-operator' } });
    expect(await ask('boss', 'POST', `/accounts/${ids['boss']}/close`, { reason })).toMatchObject({ status: 403, body: { code: 'identity.not-to-oneself' } });
    await run('update identity.role_grant set revoked_at = now() where id = $1', [body.id]);
  });
});

describe('roles', () => {
  it('leave one system administrator, and nobody gives one to themselves', async () => {
    const first = await ask('operator', 'POST', `/accounts/${ids['boss']}/roles`, { role: 'operator' });
    expect(first.status).toBe(201);
    expect(await ask('operator', 'DELETE', `/role-grants/${first.body.id}?reason=x`)).toMatchObject({ status: 409, body: { code: 'identity.last-operator' } });
    expect(await ask('operator', 'POST', `/accounts/${ids['boss']}/suspend`, { reason })).toMatchObject({ status: 409, body: { code: 'identity.last-operator' } });
    expect(await ask('boss', 'POST', `/accounts/${ids['boss']}/roles`, { role: 'auditor' })).toMatchObject({ status: 403, body: { code: 'identity.not-to-oneself' } });
    expect(await ask('operator', 'POST', `/accounts/${ids['second']}/roles`, { role: 'operator' })).toMatchObject({ status: 201 });
    expect(await ask('operator', 'POST', `/accounts/${ids['second']}/roles`, { role: 'operator' })).toMatchObject({ status: 409, body: { code: 'identity.role-held' } });
    expect(await ask('operator', 'DELETE', `/role-grants/${first.body.id}?reason=x`)).toMatchObject({ status: 204 });
    expect(await ask('operator', 'POST', `/accounts/${ids['second']}/roles`, { role: 'operator', agencyId: 'rid' })).toMatchObject({ status: 422, body: { code: 'identity.role-place' } });
  });

  it('of an agency are given by its administrator, ordinary ones only', async () => {
    const url = `/accounts/${ids['officer-rid']}/roles`;
    for (const role of ['operator', 'secretariat', 'auditor']) expect(await ask('rid', 'POST', url, { role })).toMatchObject({ status: 403, body: { code: 'identity.role-refused' } });
    expect(await ask('rid', 'POST', url, { role: 'agency-admin', agencyId: 'rid' })).toMatchObject({ status: 403 });
    expect(await ask('rid', 'POST', url, { role: 'reader', agencyId: 'doae' })).toMatchObject({ status: 403 });
    expect(await ask('rid', 'POST', url, { role: 'reader' })).toMatchObject({ status: 403 });
    const { status, body } = await ask('rid', 'POST', url, { role: 'reader', agencyId: 'rid' });
    expect(status).toBe(201);
    expect(await ask('rid', 'DELETE', `/role-grants/${body.id}?reason=x`)).toMatchObject({ status: 204 });
    expect(await ask('rid', 'DELETE', `/role-grants/${body.id}?reason=x`)).toMatchObject({ status: 404 });
  });
});

describe('an agency administrator', () => {
  it('reaches accounts of the own agency and no other, whatever is asked of them', async () => {
    const accounts = await run('select id, user_name from identity.account') as { id: string; user_name: string }[];
    for (const { id, user_name } of accounts) expect([user_name, (await ask('doae', 'GET', `/accounts/${id}`)).status]).toEqual([user_name, user_name === 'officer-doae' ? 200 : 404]);
    const others = accounts.filter(({ user_name }) => user_name !== 'officer-doae');
    for (const { id } of others) {
      for (const [method, verb, payload] of [['POST', 'suspend', { reason }], ['POST', 'reinstate', { reason }], ['POST', 'sign-out', undefined], ['POST', 'invite', undefined], ['POST', 'slip', undefined], ['PUT', 'name', { displayName: 'x' }], ['POST', 'roles', { role: 'reader', agencyId: 'doae' }]] as const) {
        expect([verb, (await ask('doae', method, `/accounts/${id}/${verb}`, payload)).status]).toEqual([verb, 404]);
      }
    }
    expect((await ask('doae', 'GET', '/accounts')).body.items.map((account: { userName: string }) => account.userName)).toEqual(['officer-doae']);
    expect((await ask('doae', 'GET', '/accounts?agency=rid')).body.items).toEqual([]);
  });

  it('does not change an account that serves the ministry too', async () => {
    await run("insert into identity.role_grant (account_id, role, granted_by) values ($1, 'auditor', 'test')", [ids['officer-doae']]);
    expect(await ask('doae', 'POST', `/accounts/${ids['officer-doae']}/suspend`, { reason })).toMatchObject({ status: 403, body: { code: 'identity.account-elsewhere' } });
    expect(await ask('doae', 'POST', `/accounts/${ids['officer-doae']}/invite`)).toMatchObject({ status: 403 });
  });
});

describe('a service account', () => {
  it('belongs to an agency and has tokens that are shown once', async () => {
    expect(await ask('doae', 'POST', '/service-accounts', { agencyId: 'rid', displayName: 'ระบบ' })).toMatchObject({ status: 403 });
    const { body: account } = await ask('rid', 'POST', '/service-accounts', { agencyId: 'rid', displayName: 'ระบบบุคคล' });
    const issued = await ask('rid', 'POST', `/service-accounts/${account.id}/tokens`, { name: 'scim', scopes: ['scim'], days: 90 });
    expect(issued).toMatchObject({ status: 201, body: { token: expect.stringMatching(/^spn_/) } });
    expect(JSON.stringify([await run('select * from identity.api_token'), await run('select * from kernel.audit')])).not.toContain(issued.body.token);
    expect(await ask('rid', 'POST', `/service-accounts/${account.id}/tokens`, { name: 'all', scopes: ['*'], days: 90 })).toMatchObject({ status: 400 });
    expect(await ask('rid', 'POST', `/service-accounts/${ids['officer-rid']}/tokens`, { name: 'scim', scopes: ['scim'], days: 90 })).toMatchObject({ status: 409 });
    expect((await ask('rid', 'GET', '/service-accounts')).body.items).toMatchObject([{ id: account.id, kind: 'service', ownerAgencyId: 'rid' }]);
    expect(await ask('rid', 'POST', `/service-accounts/${account.id}/invite`)).toMatchObject({ status: 404 });
    expect(await ask('doae', 'DELETE', `/service-accounts/${account.id}/tokens/${issued.body.id}`)).toMatchObject({ status: 404 });
    expect(await ask('rid', 'DELETE', `/service-accounts/${account.id}/tokens/${issued.body.id}`)).toMatchObject({ status: 204 });
    expect(await run('select revoked_at is not null as gone from identity.api_token where id = $1', [issued.body.id])).toEqual([{ gone: true }]);
    expect(await ask('rid', 'DELETE', `/service-accounts/${account.id}/tokens/${issued.body.id}`)).toMatchObject({ status: 404 });
  });
});

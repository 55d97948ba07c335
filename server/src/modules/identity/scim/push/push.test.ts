import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openLog } from '#kernel/log.ts';
import { fetchWithin } from '#kernel/net/fetch-within.ts';
import { hearAll } from '#kernel/testing/hear-all.ts';
import { theHouse } from '#kernel/policy.ts';
import { principalOf } from '#kernel/testing/principals.ts';
import { openAskers } from '#modules/organisations/testing/house.ts';
import { closeAccount } from '../../admin/close-account.ts';
import { updateAccountName } from '../../admin/create-account.ts';
import { createServiceAccount, issueServiceToken } from '../../admin/service-account.ts';
import { reinstateAccount, suspendAccount } from '../../admin/suspend-account.ts';
import { identityHouse, type IdentityHouse } from '../../testing/house.ts';
import { pushScim, scimConsumers, scimJobs } from './push.ts';
import { targetRoutes } from './routes.ts';

/** The house that tells, the one that hears, and the wire between: it may be cut, and remembers what passed. */
let here: IdentityHouse;
let there: IdentityHouse;
let wire: Server;
let cut: number | null = null;
let passed: string[] = [];
let api: Awaited<ReturnType<typeof openAskers>>;
let url = '';
let token = '';
let targetId = 0;
const log = openLog('test', 'silent');

/** A target that never spoke before is asked at once. */
const push = async (): Promise<string[]> => {
  passed = [];
  await hearAll(here.test.db, scimConsumers, log);
  await here.run('update identity.scim_target set next_at = now()');
  await pushScim(here.test.db, here.ports, new AbortController().signal);
  return passed;
};
const told = async () => (await there.run("select a.user_name, a.display_name, a.state, a.external_id, p.email from identity.account a join organisations.person p on p.id = a.person_id where a.source like 'scim:%' order by a.user_name"));
const at = async (userName: string) => (await told()).find((row) => row.user_name === userName);
const target = async () => (await api.ask('operator', 'GET', '/scim-targets')).body.items[0];

async function officer(userName: string, agencyId: string | null): Promise<string> {
  const [{ id }] = await here.run(`with p as (insert into organisations.person (given_th, family_th, email, created_by) values ($1, 'ทดสอบ', $1 || '@example.go.th', 'test') returning id)
    insert into identity.account (kind, person_id, user_name, display_name, owner_agency_id, state_changed_by, created_by) select 'person', id, $1, $1, $2, 'test', 'test' from p returning id`, [userName, agencyId]);
  await here.test.db.tx((tx) => updateAccountName(tx, theHouse, id, userName));
  return id;
}

beforeAll(async () => {
  [here, there] = [await identityHouse({ fetch: fetchWithin({ allow: ['127.0.0.1'] }) }), await identityHouse()];
  token = await there.test.db.tx(async (tx) => (await issueServiceToken(tx, theHouse, (await createServiceAccount(tx, theHouse, { agencyId: 'rid', displayName: 'other house' })).id, { name: 'scim', scopes: ['scim'], days: 1 })).token);
  wire = createServer(async (request, response) => {
    passed.push(`${request.method} ${cut ?? ''}`.trim());
    if (cut !== null) { response.writeHead(cut).end('{"detail":"personal data of somebody"}'); return; }
    const { 'content-type': type, authorization } = request.headers;
    const answer = await there.app.inject({ method: request.method as 'GET', url: request.url ?? '', payload: await text(request), headers: { host: 'localhost:8080', ...(authorization && { authorization }), ...(type && { 'content-type': type }) } });
    response.writeHead(answer.statusCode, { 'content-type': 'application/scim+json' }).end(answer.body);
  });
  await new Promise<void>((resolve) => { wire.listen(0, '127.0.0.1', resolve); });
  url = `http://127.0.0.1:${(wire.address() as AddressInfo).port}/scim/v2`;
  api = await openAskers(here.test, targetRoutes(here.ports), { operator: principalOf('operator'), auditor: principalOf('auditor'), rid: principalOf('agency-admin'), weak: principalOf('operator', { aal: 1, bestAal: 1 }) });
  await here.run("insert into kernel.consumer (name) values ('identity.note-scim-changes')");
});
beforeEach(() => { cut = null; });
afterAll(async () => { await api.close(); await new Promise((resolve) => { wire.close(resolve); }); await here.close(); await there.close(); });

describe('a target', () => {
  it('is added by a system administrator; its token is sealed and never shown', async () => {
    await officer('anan', 'rid');
    for (const [who, status] of [['rid', 403], ['auditor', 403], ['weak', 401]] as const) expect([who, (await api.ask(who, 'POST', '/scim-targets', { name: 'x', url, token })).status]).toEqual([who, status]);
    for (const wrong of [{ name: 'x', url: 'ftp://x', token }, { name: 'x', url: `${url}?a=b`, token }, { name: 'x', url, token: 'a b' }, { name: 'x', url }]) expect([wrong, (await api.ask('operator', 'POST', '/scim-targets', wrong)).status]).toEqual([wrong, 400]);
    expect(await api.ask('operator', 'POST', '/scim-targets', { name: 'x', url, token, agencyId: 'no-such' })).toMatchObject({ status: 422 });
    const made = await api.ask('operator', 'POST', '/scim-targets', { name: 'บ้านอื่น', url: `${url}/`, token, agencyId: 'rid' });
    expect(made).toMatchObject({ status: 201, body: { name: 'บ้านอื่น', url, agencyId: 'rid', enabled: true, waiting: 1, told: 0, failing: 0, lastError: null } });
    targetId = made.body.id;
    expect(await api.ask('operator', 'POST', '/scim-targets', { name: 'บ้านอื่น', url, token })).toMatchObject({ status: 409 });
    expect(await api.ask('auditor', 'GET', '/scim-targets')).toMatchObject({ status: 200 });
    expect(JSON.stringify([made.body, await here.run('select * from identity.scim_target'), await here.run('select * from kernel.audit')])).not.toContain(token);
    expect(await api.ask('operator', 'POST', `/scim-targets/${targetId}/test`)).toMatchObject({ body: { ok: true, answer: '200' } });
  });

  it('in production is reached by https only', async () => {
    const strict = await openAskers(here.test, targetRoutes({ ...here.ports, mode: 'production' }), { operator: principalOf('operator') });
    expect(await strict.ask('operator', 'POST', '/scim-targets', { name: 'plain', url, token })).toMatchObject({ status: 422, body: { code: 'identity.scim-target-refused' } });
    await strict.close();
  });
});

describe('accounts', () => {
  it('of its agency are told once, and again only when they change', async () => {
    const id = (await here.run("select id from identity.account where user_name = 'anan'"))[0].id;
    await officer('doae-officer', 'doae');
    await officer('citizen', null);
    expect(await push()).toEqual(['GET', 'POST']);
    expect(await told()).toEqual([{ user_name: 'anan', display_name: 'anan', state: 'invited', external_id: id, email: 'anan@example.go.th' }]);
    expect(await push()).toEqual([]);
    await scimJobs(here.ports)[1]?.run(here.test.db, new AbortController().signal);
    expect([(await target()).waiting, await push()]).toEqual([1, []]);
    await here.test.db.tx((tx) => updateAccountName(tx, theHouse, id, 'อนันต์'));
    expect(await push()).toEqual(['PUT']);
    expect(await at('anan')).toMatchObject({ display_name: 'อนันต์' });
  });

  it('that are suspended, reinstated or leave the agency are so there', async () => {
    const id = await officer('busaba', 'rid');
    await push();
    await here.test.db.tx((tx) => suspendAccount(tx, theHouse, id, 'ลาออก'));
    await push();
    expect(await at('busaba')).toMatchObject({ state: 'suspended' });
    await here.test.db.tx((tx) => reinstateAccount(tx, theHouse, id, 'กลับ'));
    await push();
    expect(await at('busaba')).toMatchObject({ state: 'invited' });
    await here.run("update identity.account set owner_agency_id = 'doae' where id = $1", [id]);
    await scimJobs(here.ports)[1]?.run(here.test.db, new AbortController().signal);
    await push();
    expect(await at('busaba')).toMatchObject({ state: 'suspended' });
    await here.test.db.tx((tx) => closeAccount(tx, theHouse, id, 'ลาออก'));
    expect(await push()).toEqual(['DELETE']);
    expect(await at('busaba')).toMatchObject({ state: 'closed' });
    expect(await push()).toEqual([]);
  });

  it('that were made there without an answer are found, not made twice', async () => {
    const id = await officer('chalee', 'rid');
    await push();
    await here.run('update identity.scim_push set remote_id = null, sent_hash = null, due_at = now() where account_id = $1', [id]);
    expect(await push()).toEqual(['GET', 'PUT']);
    await there.run("delete from identity.account where user_name = 'chalee'");
    await here.test.db.tx((tx) => updateAccountName(tx, theHouse, id, 'ชาลี'));
    expect(await push()).toEqual(['PUT', 'POST']);
  });

  it('that the target refuses are noted and asked again later; the others go on', async () => {
    await there.account('dara');
    await officer('dara', 'rid');
    await officer('ekachai', 'rid');
    await push();
    expect(await at('ekachai')).toBeTruthy();
    expect(await here.run("select attempts, last_error, due_at > now() as later from identity.scim_push p join identity.account a on a.id = p.account_id where a.user_name = 'dara'")).toEqual([{ attempts: 1, last_error: 'POST 409 uniqueness', later: true }]);
    expect(await target()).toMatchObject({ failing: 1, waiting: 1, failures: 0 });
  });
});

describe('a target that cannot be reached', () => {
  it('is left alone for a while, then told everything', async () => {
    cut = 503;
    for (const name of ['fon', 'gaew', 'han']) await officer(name, 'rid');
    expect(await push()).toHaveLength(1);
    expect(await target()).toMatchObject({ failures: 1, lastError: expect.stringContaining('503') });
    await pushScim(here.test.db, here.ports, new AbortController().signal);
    expect(passed).toHaveLength(1);
    await push();
    expect((await here.run('select failures, next_at > now() + interval \'15 seconds\' as "waitsLonger", last_error from identity.scim_target'))[0]).toEqual({ failures: 2, waitsLonger: true, last_error: 'GET 503' });
    cut = null;
    await push();
    expect((await told()).map((row) => row.user_name)).toEqual(expect.arrayContaining(['fon', 'gaew', 'han']));
    expect(await target()).toMatchObject({ failures: 0, lastError: null });
  });

  it('in time gives back what it was not told, and goes on in the next round', async () => {
    for (const name of ['late-1', 'late-2', 'late-3']) await officer(name, 'rid');
    await hearAll(here.test.db, scimConsumers, log);
    await here.run('update identity.scim_target set next_at = now()');
    const stop = new AbortController();
    const fetchOnce: typeof fetch = (...asked) => { stop.abort(); return here.ports.fetch(...asked); };
    await pushScim(here.test.db, { ...here.ports, fetch: fetchOnce }, stop.signal);
    expect((await told()).filter((row) => row.user_name.startsWith('late-'))).toHaveLength(1);
    expect((await here.run('select count(*)::int as n from identity.scim_push where due_at <= now()'))[0].n).toBeGreaterThanOrEqual(2);
    await push();
    expect((await told()).filter((row) => row.user_name.startsWith('late-'))).toHaveLength(3);
  });

  it('because its token ended is told so, and nothing it says is kept', async () => {
    cut = 401;
    await officer('jai', 'rid');
    await push();
    expect(await api.ask('operator', 'POST', `/scim-targets/${targetId}/test`)).toMatchObject({ body: { ok: false, answer: 'GET 401' } });
    expect(JSON.stringify([await here.run('select * from identity.scim_push'), await here.run('select * from identity.scim_target')])).not.toContain('personal data');
  });

  it('because it lies in a network that is not allowed is never asked', async () => {
    passed = [];
    await here.run('update identity.scim_push set due_at = now()');
    await here.run('update identity.scim_target set next_at = now()');
    await pushScim(here.test.db, { ...here.ports, fetch: fetchWithin({ allow: [] }) }, new AbortController().signal);
    expect([passed, (await target()).lastError]).toEqual([[], 'kernel.host-refused']);
  });

  it('is told nothing while suspended, and everything when resumed', async () => {
    expect(await api.ask('operator', 'POST', `/scim-targets/${targetId}/suspend`)).toMatchObject({ status: 200, body: { enabled: false } });
    expect(await push()).toEqual([]);
    expect(await api.ask('operator', 'POST', `/scim-targets/${targetId}/resume`)).toMatchObject({ status: 200, body: { enabled: true, failures: 0 } });
    await push();
    expect(await at('jai')).toBeTruthy();
    expect(await api.ask('operator', 'POST', '/scim-targets/999/resume')).toMatchObject({ status: 404 });
  });
});

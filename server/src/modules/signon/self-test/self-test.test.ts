import type { Server } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { principalOf } from '#kernel/testing/principals.ts';
import { buildEService } from '../../../../../sample/e-service/service.ts';
import { buildCarelessService } from '../testing/careless-service.ts';
import { freePort, openWorld, type World } from '../testing/world.ts';
import { allCases, logoutCases, signInCases } from './cases.ts';
import { lyingIssuer } from './provider-that-lies.ts';
import { readSelfTest } from './read-self-tests.ts';
import { finishSelfTest, startSelfTest } from './start-self-test.ts';

let world: World;
const servers: Server[] = [];
beforeAll(async () => { world = await openWorld(); });
afterAll(async () => {
  for (const server of servers) server.close();
  await world?.close();
});

const operator = principalOf('operator');
const SECRET = 'a-secret-of-the-test-suite';
type Build = (settings: { issuer: string; clientId: string; clientSecret: string; baseUrl: string }) => Server;

/** Registers a service in the sandbox and lets it listen, pointed at the provider that lies. */
async function join(id: string, build: Build, over: { secret?: string; backchannel?: boolean; issuer?: string } = {}) {
  const baseUrl = `http://localhost:${await freePort()}`;
  const metadata = { redirect_uris: [`${baseUrl}/callback`], ...(over.backchannel !== false && { backchannel_logout_uri: `${baseUrl}/backchannel-logout` }) };
  await world.client(id, { state: 'sandbox', agency: 'rid', metadata });
  const server = build({ issuer: over.issuer ?? lyingIssuer(world.url, id), clientId: id, clientSecret: over.secret ?? SECRET, baseUrl });
  await new Promise<void>((resolve) => { server.listen(Number(new URL(baseUrl).port), 'localhost', resolve); });
  servers.push(server);
  return { id, baseUrl, addresses: { loginUrl: `${baseUrl}/sign-in`, checkUrl: `${baseUrl}/me` } };
}

async function test({ id, addresses }: { id: string; addresses: { loginUrl: string; checkUrl: string } }) {
  const run = await world.test.db.tx((tx) => startSelfTest(tx, operator, id, addresses));
  await finishSelfTest(world.ports, operator, { ...run, keyCacheMs: 10 });
  return world.test.db.tx((tx) => readSelfTest(tx, operator, id, run.id));
}
const failed = (result: Awaited<ReturnType<typeof test>>) => result.rows.filter(({ ok }) => ok === false).map((row) => row.case);
const stateOf = async (id: string) => (await world.test.db.tx((tx) => tx.query('select state from signon.client where id = $1', [id]))).rows[0]?.state;

describe('the self-test', () => {
  it('has every case once, in both languages', () => {
    expect(new Set(allCases.map(({ name }) => name)).size).toBe(allCases.length);
    expect(allCases.length).toBe(signInCases.length + logoutCases.length + 5);
    expect(allCases.length).toBeGreaterThan(30);
  });

  it('finds nothing against the sample service and lets it on', async () => {
    const service = await join('pirunrat', (settings) => buildEService({ ...settings, issuer: world.issuer, testIssuer: settings.issuer }));
    const result = await test(service);
    expect(failed(result)).toEqual([]);
    expect(result).toMatchObject({ state: 'passed', rows: allCases.map(({ name }) => ({ case: name, ok: true, ended: true, evidenceTh: expect.any(String), evidenceEn: expect.any(String) })) });
    expect(await stateOf('pirunrat')).toBe('tested');
  });

  it('sees through a careless service, case by case', async () => {
    const result = await test(await join('careless', buildCarelessService));
    expect(result.state).toBe('failed');
    expect(failed(result)).toEqual([
      'pkce', 'state', 'nonce', 'wrong-issuer', 'wrong-audience', 'wrong-nonce', 'missing-nonce', 'expired', 'missing-subject', 'unsigned', 'other-signature', 'unknown-key', 'public-key-as-secret',
      'missing-state', 'other-state', 'other-browser', 'mixed-up-issuer', 'turned-back',
      'logout-wrong-issuer', 'logout-wrong-audience', 'logout-without-event', 'logout-with-nonce', 'logout-expired', 'logout-unsigned', 'logout-other-signature',
    ]);
    expect(await stateOf('careless')).toBe('sandbox');
  });

  it('takes no refusal for proof while honest people cannot come in', async () => {
    const result = await test(await join('wrong-secret', buildEService, { secret: 'another-secret' }));
    expect(failed(result)).toEqual(expect.arrayContaining(['sign-in', 'client-authentication', 'wrong-issuer', 'missing-state', 'logout']));
    expect(result.rows.find((row) => row.case === 'wrong-issuer')?.evidenceEn).toContain('proves nothing');
  });

  it('says so when the service leads elsewhere, or has no address for logouts', async () => {
    const elsewhere = await test(await join('elsewhere', buildEService, { issuer: 'https://127.0.0.1:9' }));
    expect(elsewhere.rows[0]).toMatchObject({ case: 'sign-in', ok: false, evidenceEn: expect.stringContaining('did not lead to the test provider') });
    const quiet = await test(await join('quiet', (settings) => buildEService({ ...settings, issuer: world.issuer, testIssuer: settings.issuer }), { backchannel: false }));
    expect(quiet).toMatchObject({ state: 'passed' });
    expect(quiet.rows.filter(({ ok }) => ok === null).map((row) => row.case)).toEqual(logoutCases.map(({ name }) => name));
  });

  it('says why a service cannot be reached', async () => {
    await world.client('away', { state: 'sandbox', agency: 'rid', metadata: { redirect_uris: ['http://10.1.2.3/callback'] } });
    const inside = await test({ id: 'away', addresses: { loginUrl: 'http://10.1.2.3/sign-in', checkUrl: 'http://10.1.2.3/me' } });
    expect(inside.rows[0]).toMatchObject({ case: 'sign-in', ok: false, evidenceTh: expect.stringContaining('ติดต่อบริการไม่ได้ (kernel.host-refused)') });
    const port = await freePort();
    await world.client('down', { state: 'sandbox', agency: 'rid', metadata: { redirect_uris: [`http://localhost:${port}/callback`] } });
    const down = await test({ id: 'down', addresses: { loginUrl: `http://localhost:${port}/sign-in`, checkUrl: `http://localhost:${port}/me` } });
    expect(down.rows[0]?.evidenceEn).toContain('could not be reached (ECONNREFUSED)');
  });

  it('runs once at a time, in the sandbox only, and against the registered host only', async () => {
    const service = await join('twice', buildEService);
    const start = (addresses = service.addresses) => world.test.db.tx((tx) => startSelfTest(tx, operator, 'twice', addresses));
    await expect(start({ ...service.addresses, checkUrl: 'http://localhost:5432/' })).rejects.toMatchObject({ code: 'signon.self-test-address' });
    await start();
    await expect(start()).rejects.toMatchObject({ code: 'signon.self-test-under-way' });
    await world.client('draft', { state: 'draft', agency: 'rid' });
    await expect(world.test.db.tx((tx) => startSelfTest(tx, operator, 'draft', service.addresses))).rejects.toMatchObject({ code: 'signon.client-state' });
    await expect(world.test.db.tx((tx) => startSelfTest(tx, principalOf('agency-admin', { agencies: ['doae'] }), 'twice', service.addresses))).rejects.toMatchObject({ code: 'signon.client-not-found' });
  });
});

describe('the provider that lies', () => {
  it('signs nobody in: no code without a running test, no sign-in page, no key of the house', async () => {
    await world.client('idle', { state: 'sandbox' });
    const ask = (path: string, init = {}) => world.browser().ask(`/self-test/idle${path}`, init);
    expect((await ask('/token', { method: 'POST', form: { grant_type: 'authorization_code', code: 'guessed' } })).status).toBe(400);
    expect((await ask('/userinfo', { headers: { authorization: 'Bearer guessed' } })).status).toBe(401);
    expect((await ask('/auth')).status).toBe(404);
    const keys = async (path: string) => (await (await world.browser().ask(path)).json() as { keys: { kid: string }[] }).keys.map(({ kid }) => kid);
    const [own, house] = [await keys('/self-test/idle/jwks'), await keys('/oidc/jwks')];
    expect(own).toHaveLength(1);
    expect(house).not.toContain(own[0]);
  });
});

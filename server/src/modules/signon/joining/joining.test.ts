import type { Server } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ensureConsumer } from '#kernel/outbox.sql.gen.ts';
import { hearAll } from '#kernel/testing/hear-all.ts';
import { buildEService } from '../../../../../sample/e-service/service.ts';
import { endSession } from '../../identity/index.ts';
import { logoutConsumers } from '../logout/hear.ts';
import { sendLogouts } from '../logout/send.ts';
import type { Browser } from '../testing/browser.ts';
import { followAndConsent } from '../testing/service.ts';
import { freePort, openWorld, type World } from '../testing/world.ts';

let world: World;
let administrator: Browser;
let service: { address: string; server: Server } | undefined;
beforeAll(async () => {
  world = await openWorld();
  const { browser, accountId } = await world.person({ aal: 2 });
  await world.test.db.tx(async (tx) => {
    await tx.query(`insert into identity.role_grant (account_id, role, granted_by) values ($1, 'operator', 'test')`, [accountId]);
    for (const { name } of logoutConsumers) await ensureConsumer(tx, { name });
  });
  administrator = browser;
});
afterAll(async () => {
  service?.server.close();
  await world?.close();
});

async function call(method: string, path: string, body?: unknown, who = administrator) {
  const response = await who.ask(`/api/v1${path}`, { method, ...(body !== undefined && { body }), headers: { accept: 'application/json' } });
  const text = await response.text();
  return { status: response.status, body: (text === '' ? null : JSON.parse(text)) as any };
}

/** A visitor of the e-service: its cookie only. */
class Guest {
  #cookie = '';
  async open(path: string): Promise<Response> {
    const response = await fetch(new URL(path, service?.address), { redirect: 'manual', headers: { cookie: this.#cookie } });
    this.#cookie = response.headers.getSetCookie()[0]?.split(';')[0] ?? this.#cookie;
    return response;
  }
  /** The whole sign-in with a browser of the house; the status of the page for signed-in people afterwards. */
  async signIn(browser: Browser): Promise<number> {
    const back = await followAndConsent(browser, (await this.open('/sign-in')).headers.get('location') as string);
    await this.open(`${back.pathname}${back.search}`);
    return (await this.open('/me')).status;
  }
}

describe('the Phirunrat service centre joins', () => {
  it('from the draft over sandbox and self-test, by the API alone', async () => {
    const address = `http://localhost:${await freePort()}`;
    const asked = {
      id: 'pirunrat', agencyId: 'rid', nameTh: 'ศูนย์บริการเกษตรพิรุณราช', nameEn: 'Phirunrat service centre', redirectUris: [`${address}/callback`], postLogoutRedirectUris: [`${address}/`], backchannelLogoutUri: `${address}/backchannel-logout`,
      authMethod: 'client_secret_basic', scopes: ['openid', 'profile'], allowedCidrs: ['127.0.0.0/8', '::1/128'], homeUrl: address,
    };
    const { status, body: { client, secret } } = await call('POST', '/clients', asked);
    expect([status, client.state, secret]).toEqual([201, 'draft', expect.stringMatching(/^sps_/)]);
    expect((await call('POST', '/clients/pirunrat/approve')).body.code).toBe('signon.client-state');
    const { body: { issuer, testIssuer } } = await call('GET', '/clients/pirunrat/snippets');
    service = { address, server: buildEService({ issuer, testIssuer, clientId: 'pirunrat', clientSecret: secret, baseUrl: address }) };
    await new Promise<void>((resolve) => { service?.server.listen(Number(new URL(address).port), 'localhost', resolve); });

    const addresses = { loginUrl: `${address}/sign-in`, checkUrl: `${address}/me` };
    expect((await call('POST', '/clients/pirunrat/self-tests', addresses)).body.code).toBe('signon.client-state');
    expect((await call('POST', '/clients/pirunrat/submit')).body.state).toBe('sandbox');
    const started = await call('POST', '/clients/pirunrat/self-tests', addresses);
    expect(started.status).toBe(202);
    const result = async () => (await call('GET', `/clients/pirunrat/self-tests/${started.body.id}`)).body;
    await expect.poll(async () => (await result()).state, { timeout: 30_000, interval: 200 }).toBe('passed');
    expect((await result()).rows.every(({ ok }: { ok: boolean }) => ok)).toBe(true);
    expect((await call('GET', '/clients/pirunrat/self-tests')).body).toMatchObject({ issuer: testIssuer, selfTests: [{ state: 'passed' }] });
    await expect.poll(async () => (await call('GET', '/clients/pirunrat')).body.state).toBe('tested');
  });

  it('and is approved and opened, by an administrator with two factors', async () => {
    expect((await call('POST', '/clients/pirunrat/approve')).body).toMatchObject({ state: 'approved', approvedBy: expect.any(String) });
    expect((await call('POST', '/clients/pirunrat/go-live')).body.state).toBe('live');
  });

  it('serves people who sign in, and hears of their leaving', async () => {
    const one = await world.person();
    const [guest, other] = [new Guest(), new Guest()];
    expect([(await guest.open('/me')).status, await guest.signIn(one.browser), await other.signIn((await world.person()).browser)]).toEqual([401, 200, 200]);
    await world.test.db.tx((tx) => endSession(tx, { name: 'test', role: 'operator' }, one.sessionId, 'signed-out'));
    await hearAll(world.test.db, logoutConsumers, world.ports.log);
    await sendLogouts(world.ports);
    expect([(await guest.open('/me')).status, (await other.open('/me')).status]).toEqual([401, 200]);
  });

  it('is suspended: whoever was signed in is out, and nobody comes in', async () => {
    const guest = new Guest();
    expect(await guest.signIn((await world.person()).browser)).toBe(200);
    expect((await call('POST', '/clients/pirunrat/suspend', { reason: 'trying it out' })).body.state).toBe('suspended');
    await sendLogouts(world.ports);
    expect((await guest.open('/me')).status).toBe(401);
    expect((await (await world.person()).browser.follow((await guest.open('/sign-in')).headers.get('location') as string)).searchParams.get('code')).toBe('invalid_client');
  });

  it('is nobody’s without the role, nor an administrator’s who proved too little', async () => {
    expect((await call('GET', '/clients/pirunrat/snippets', undefined, (await world.person()).browser)).body.code).toBe('kernel.not-allowed');
    const { browser, accountId } = await world.person();
    await world.test.db.tx((tx) => tx.query(`insert into identity.role_grant (account_id, role, granted_by) values ($1, 'operator', 'test')`, [accountId]));
    expect((await call('POST', '/agency-registrations', { agencyId: 'rid', days: 7 }, browser)).body.code).toBe('kernel.step-up-needed');
  });
});

describe('an agency’s limits and tokens, by the API', () => {
  it('are set, issued once and revoked', async () => {
    const limit = { maxClients: 3, redirectHosts: ['water.rid.go.th'], authMethods: ['client_secret_basic'], scopes: ['openid', 'profile'] };
    expect((await call('PUT', '/agency-limits/rid', limit)).status).toBe(204);
    expect((await call('GET', '/agency-limits')).body).toEqual([expect.objectContaining({ agencyId: 'rid', ...limit })]);
    const issued = await call('POST', '/agency-registrations', { agencyId: 'rid', days: 7 });
    expect(issued.body).toMatchObject({ token: expect.any(String), registrationUrl: `${world.issuer}/reg` });
    const [listed] = (await call('GET', '/agency-registrations')).body;
    expect([listed.agencyId, JSON.stringify(listed).includes(issued.body.token)]).toEqual(['rid', false]);
    expect((await call('DELETE', `/agency-registrations/${issued.body.id}`)).status).toBe(204);
    expect((await call('POST', '/agency-registrations', { agencyId: 'rid', days: 31 })).status).toBe(400);
  });
});

import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { hearAll } from '#kernel/testing/hear-all.ts';
import { ensureConsumer } from '#kernel/outbox.sql.gen.ts';
import { endSession } from '../../identity/index.ts';
import { Service } from '../testing/service.ts';
import { openWorld, type World } from '../testing/world.ts';
import { logoutConsumers } from './hear.ts';
import { sendLogouts } from './send.ts';

let world: World;
let receiver: Server;
let answer = 200;
const heard: { path: string; token: string }[] = [];
beforeAll(async () => {
  world = await openWorld();
  receiver = createServer((request, response) => {
    let body = '';
    request.on('data', (part) => { body += part; }).on('end', () => { heard.push({ path: request.url ?? '', token: new URLSearchParams(body).get('logout_token') ?? '' }); response.writeHead(answer).end(); });
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  await world.test.db.tx(async (tx) => { for (const { name } of logoutConsumers) await ensureConsumer(tx, { name }); });
});
afterAll(async () => {
  receiver?.close();
  await world?.close();
});
beforeEach(() => { heard.length = 0; answer = 200; });

const actor = { name: 'test', role: 'operator' } as const;
const hear = () => hearAll(world.test.db, logoutConsumers, world.ports.log);
const rows = async (sql: string) => (await world.test.db.tx((tx) => tx.query(sql))).rows;
async function service(id: string): Promise<Service> {
  const address = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/${id}`;
  return new Service(world, await world.client(id, { metadata: { backchannel_logout_uri: address, backchannel_logout_session_required: true, post_logout_redirect_uris: [`https://${id}.example/out`] } }));
}
async function signedIn(one: Service) {
  const person = await world.person();
  return { ...person, tokens: await one.tokens(person.browser) };
}

describe('when a session of ours ends', () => {
  it('its services are told with a logout token, and its tokens are dead', async () => {
    const one = await service('told');
    const { sessionId, tokens } = await signedIn(one);
    await world.test.db.tx((tx) => endSession(tx, actor, sessionId, 'signed-out'));
    await hear();
    await sendLogouts(world.ports);
    expect(heard.map(({ path }) => path)).toEqual(['/told']);
    const token = heard[0]!.token;
    expect(decodeProtectedHeader(token)).toMatchObject({ typ: 'logout+jwt', alg: 'ES256' });
    const claims = decodeJwt(token);
    expect(claims).toMatchObject({ iss: world.issuer, aud: 'told', sub: decodeJwt(tokens.id_token).sub, sid: decodeJwt(tokens.id_token)['sid'], jti: expect.any(String), events: { 'http://schemas.openid.net/event/backchannel-logout': {} } });
    expect(claims).not.toHaveProperty('nonce');
    expect((await one.refresh(tokens.refresh_token)).body.error).toBe('invalid_grant');
    expect(await rows("select status, delivered_at is not null as told from signon.logout_delivery where client_id = 'told'")).toEqual([{ status: 200, told: true }]);
    expect(await sendLogouts(world.ports)).toBe(0);
  });

  it('a dead service is tried again, with a fresh token of the same session', async () => {
    const one = await service('dead');
    const { sessionId } = await signedIn(one);
    answer = 503;
    await world.test.db.tx((tx) => endSession(tx, actor, sessionId, 'signed-out'));
    await hear();
    await sendLogouts(world.ports, { waitsS: [0] });
    answer = 204;
    await sendLogouts(world.ports, { waitsS: [0] });
    const [first, second] = heard.map(({ token }) => decodeJwt(token));
    expect([first?.['sid'] === second?.['sid'], first?.jti === second?.jti]).toEqual([true, false]);
    expect(await rows("select attempts, delivered_at is not null as told, given_up_at from signon.logout_delivery where client_id = 'dead'")).toEqual([{ attempts: 2, told: true, given_up_at: null }]);
  });

  it('a sender that died in the middle is followed by another: at least once', async () => {
    const one = await service('killed');
    const { sessionId } = await signedIn(one);
    await world.test.db.tx((tx) => endSession(tx, actor, sessionId, 'signed-out'));
    await hear();
    await rows("update signon.logout_delivery set leased_until = now() + interval '1 minute' where client_id = 'killed'");
    expect(await sendLogouts(world.ports)).toBe(0);
    await rows("update signon.logout_delivery set leased_until = now() - interval '1 second' where client_id = 'killed'");
    expect(await sendLogouts(world.ports)).toBe(1);
  });

  it('a service that answers 400 was told, and its refusal is kept', async () => {
    const one = await service('refusing');
    const { sessionId } = await signedIn(one);
    answer = 400;
    await world.test.db.tx((tx) => endSession(tx, actor, sessionId, 'signed-out'));
    await hear();
    await sendLogouts(world.ports);
    expect(await rows("select status, delivered_at is not null as told from signon.logout_delivery where client_id = 'refusing'")).toEqual([{ status: 400, told: true }]);
  });
});

describe('RpInitiated logout', () => {
  const leave = async (browser: Awaited<ReturnType<typeof signedIn>>['browser'], query: Record<string, string>) => {
    const page = await browser.ask(`/oidc/session/end?${new URLSearchParams(query)}`);
    const xsrf = /name="xsrf" value="(\w+)"/.exec(await page.text())?.[1];
    return { page, xsrf };
  };

  it('asks, ends our session too, and leads back with the state', async () => {
    const one = await service('leaving');
    const { browser, sessionId, tokens } = await signedIn(one);
    const { page, xsrf } = await leave(browser, { id_token_hint: tokens.id_token, post_logout_redirect_uri: 'https://leaving.example/out', state: 'abc' });
    expect(page.headers.get('content-security-policy')).toContain("form-action 'self' https://leaving.example");
    const out = await browser.ask('/oidc/session/end/confirm', { method: 'POST', form: { xsrf: xsrf as string, logout: 'yes' } });
    expect(out.headers.get('location')).toBe('https://leaving.example/out?state=abc');
    expect(await rows(`select state from identity.session where id = '${sessionId}'`)).toEqual([{ state: 'ended' }]);
    await hear();
    await sendLogouts(world.ports);
    expect(heard.map(({ path }) => path)).toEqual(['/leaving']);
  });

  it('BadPostLogoutUri and ModifiedHint are refused', async () => {
    const one = await service('modified');
    const { browser, tokens } = await signedIn(one);
    const bad = await browser.ask(`/oidc/session/end?${new URLSearchParams({ id_token_hint: tokens.id_token, post_logout_redirect_uri: 'https://evil.example/' })}`);
    const changed = await browser.ask(`/oidc/session/end?${new URLSearchParams({ id_token_hint: `${tokens.id_token.slice(0, -4)}AAAA` })}`);
    expect([bad, changed].map((each) => each.headers.get('location'))).toEqual(['/th/sign-in-problem?code=invalid_request', '/th/sign-in-problem?code=invalid_request']);
  });
});

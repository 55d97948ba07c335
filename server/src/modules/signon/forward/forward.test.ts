import { createRemoteJWKSet, jwtVerify } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { principalOf } from '#kernel/testing/principals.ts';
import { suspendClient } from '../clients/move.ts';
import type { Browser } from '../testing/browser.ts';
import { followAndConsent } from '../testing/service.ts';
import { openWorld, type World } from '../testing/world.ts';
import { removeForwardSite, setForwardSite } from './manage-sites.ts';
import { pathWithin } from './site.ts';

let world: World;
const operator = principalOf('operator');
beforeAll(async () => { world = await openWorld(undefined, ['127.0.0.1']); });
afterAll(() => world?.close());

/** Puts a site behind the sign-on. */
async function site(host: string, minAal: 1 | 2 = 1) {
  const id = host.replaceAll('.', '-');
  await world.client(id, { agency: 'rid', metadata: { redirect_uris: [`http://${host}/.saphan/callback`] } });
  await world.test.db.tx((tx) => setForwardSite(tx, operator, world.ports, host, { clientId: id, upstreamUrl: 'http://10.0.0.9:8080', minAal, enabled: true }));
  return id;
}
/** What a proxy of that host asks with the cookies that the browser has for it. */
const asProxy = (at: Browser, host: string, path: string, headers: Record<string, string> = {}) => at.ask(path, { headers: { 'x-forwarded-host': host, 'x-forwarded-uri': '/reports?year=2569', ...headers } });
async function enter(host: string, person: Browser, at = world.browser()) {
  const start = await asProxy(at, host, '/forward/start?to=%2Freports%3Fyear%3D2569');
  const back = await followAndConsent(person, start.headers.get('location') as string);
  return { at, back, end: await asProxy(at, host, `/forward/callback${back.search}`) };
}

describe('a site behind a proxy', () => {
  it('learns who comes: from 401 over the sign-in to a signed identity', async () => {
    const id = await site('old.example');
    const { browser } = await world.person();
    const first = await asProxy(world.browser(), 'old.example', '/forward/verify');
    expect([first.status, first.headers.get('location')]).toEqual([401, 'http://old.example/.saphan/start?to=%2Freports%3Fyear%3D2569']);
    const { at, back, end } = await enter('old.example', browser);
    expect(back.href).toMatch(/^http:\/\/old\.example\/\.saphan\/callback\?/);
    expect([end.status, end.headers.get('location')]).toEqual([303, 'http://old.example/reports?year=2569']);
    expect(end.headers.getSetCookie().find((line) => line.startsWith('__Host-saphan-forward='))).toMatch(/; Path=\/; Max-Age=28800; Secure; HttpOnly; SameSite=Lax$/);
    const let_in = await asProxy(at, 'old.example', '/forward/verify');
    expect(let_in.status).toBe(204);
    const { payload, protectedHeader } = await jwtVerify(let_in.headers.get('x-saphan-identity') as string, createRemoteJWKSet(new URL(`${world.url}/oidc/jwks`)), { issuer: world.issuer, audience: 'http://old.example', typ: 'saphan-identity+jwt' });
    expect(payload).toMatchObject({ sub: let_in.headers.get('x-saphan-subject'), name: 'สมหญิง ทดสอบ', acr: 'urn:saphan:aal1' });
    expect([protectedHeader.alg, (payload.exp as number) - (payload.iat as number)]).toEqual(['ES256', 60]);
    const { rows } = await world.test.db.tx((tx) => tx.query('select ended_at from signon.service_session where client_id = $1', [id]));
    expect(rows).toEqual([{ ended_at: null }]);
  });

  it('closes at the next request when the session ends, the service is suspended or the site removed', async () => {
    const id = await site('ending.example');
    const one = await world.person();
    const { at } = await enter('ending.example', one.browser);
    const status = async () => (await asProxy(at, 'ending.example', '/forward/verify')).status;
    expect(await status()).toBe(204);
    await world.test.db.tx((tx) => tx.query("update identity.session set state = 'ended' where id = $1", [one.sessionId]));
    expect(await status()).toBe(401);
    const again = await enter('ending.example', (await world.person()).browser);
    expect((await asProxy(again.at, 'ending.example', '/forward/verify')).status).toBe(204);
    await world.test.db.tx((tx) => suspendClient(tx, operator, id, 'trying it out'));
    expect((await asProxy(again.at, 'ending.example', '/forward/verify')).status).toBe(404);
    await world.test.db.tx((tx) => removeForwardSite(tx, operator, 'ending.example'));
    expect(await status()).toBe(404);
  });

  it('signs out', async () => {
    await site('leaving.example');
    const { at } = await enter('leaving.example', (await world.person()).browser);
    const out = await asProxy(at, 'leaving.example', '/forward/sign-out');
    expect(out.headers.get('location')).toBe(`${world.issuer}/session/end?client_id=leaving-example`);
    expect((await asProxy(at, 'leaving.example', '/forward/verify')).status).toBe(401);
  });

  it('that needs two factors sends the person to step up', async () => {
    await site('strong.example', 2);
    const weak = await world.person();
    const start = await asProxy(world.browser(), 'strong.example', '/forward/start?to=/');
    expect((await weak.browser.follow(start.headers.get('location') as string)).pathname).toBe('/th/sign-in');
    const { at } = await enter('strong.example', (await world.person({ aal: 2 })).browser);
    expect((await asProxy(at, 'strong.example', '/forward/verify')).status).toBe(204);
  });
});

describe('what is forged', () => {
  it('a cookie of one site opens no other, and a guessed one none', async () => {
    await site('one.example');
    await site('two.example');
    const { at } = await enter('one.example', (await world.person()).browser);
    expect((await asProxy(at, 'two.example', '/forward/verify')).status).toBe(401);
    const guess = world.browser();
    guess.set('__Host-saphan-forward', 'guessed');
    expect((await asProxy(guess, 'one.example', '/forward/verify')).status).toBe(401);
  });

  it.each([['x-saphan-identity', 'eyJ'], ['x-saphan-subject', 'somebody'], ['x-saphan-identity-extra', 'x']])('a client that brings %s is refused', async (name, value) => {
    await site(`forged-${name}.example`);
    expect((await asProxy(world.browser(), `forged-${name}.example`, '/forward/verify', { [name]: value })).status).toBe(400);
  });

  it.each([['unknown.example'], ['one.example, two.example'], ['one.example/../x'], ['']])('the host %j is nobody', async (host) => {
    expect((await asProxy(world.browser(), host, '/forward/verify')).status).toBe(404);
  });

  it('forwarded headers of anybody but a trusted proxy say nothing', async () => {
    const bare = await openWorld({ test: world.test, masterKey: world.ports.masterKey, port: Number(new URL(world.url).port) });
    await site('direct.example');
    expect((await asProxy(bare.browser(), 'direct.example', '/forward/verify')).status).toBe(404);
    await bare.close();
  });

  it('a code brought to another browser, with another state, or twice signs nobody in', async () => {
    await site('stolen.example');
    const { browser } = await world.person();
    const start = async (at: Browser) => followAndConsent(browser, (await asProxy(at, 'stolen.example', '/forward/start?to=/')).headers.get('location') as string);
    const finish = async (at: Browser, search: string) => (await asProxy(at, 'stolen.example', `/forward/callback${search}`)).status;
    const [own, other] = [world.browser(), world.browser()];
    const back = await start(own);
    expect(await finish(other, back.search)).toBe(409);
    await start(other);
    expect(await finish(other, back.search)).toBe(409);
    expect(await finish(own, back.search)).toBe(303);
    expect(await finish(own, back.search)).toBe(409);
  });

  it.each(['//evil.example/', '/\\evil.example', 'https://evil.example/', '/a\r\nx: y', '', undefined, 7])('leads nobody to %j', (to) => { expect(pathWithin(to)).toBe('/'); });

  it('a site needs a service that registered its return address', async () => {
    await world.client('no-callback', { agency: 'rid' });
    await expect(world.test.db.tx((tx) => setForwardSite(tx, operator, world.ports, 'x.example', { clientId: 'no-callback', upstreamUrl: 'http://10.0.0.9', minAal: 1, enabled: true }))).rejects.toMatchObject({ code: 'signon.forward-site-refused' });
  });
});

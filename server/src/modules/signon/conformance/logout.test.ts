import { SignJWT, generateKeyPair } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Browser } from '../testing/browser.ts';
import { Service } from '../testing/service.ts';
import { openWorld, type World } from '../testing/world.ts';

let world: World;
let service: Service;
let other: Service;
beforeAll(async () => {
  world = await openWorld();
  const metadata = (id: string) => ({ metadata: { post_logout_redirect_uris: [`https://${id}.example/out`, `https://${id}.example/other-out`] } });
  service = new Service(world, await world.client('leaving', metadata('leaving')));
  other = new Service(world, await world.client('staying', metadata('staying')));
});
afterAll(() => world?.close());

const OUT = 'https://leaving.example/out';
async function signedIn() {
  const person = await world.person();
  return { ...person, hint: (await service.tokens(person.browser)).id_token as string };
}
/** Asks to leave; presses the button when a page asks. */
async function leave(browser: Browser, query: Record<string, string>, press: 'yes' | 'no' | null = 'yes') {
  const page = await browser.ask(`/oidc/session/end?${new URLSearchParams(query)}`);
  const xsrf = /name="xsrf" value="(\w+)"/.exec(await page.text())?.[1];
  if (!xsrf || press === null) return { page, location: page.headers.get('location'), asked: xsrf !== undefined };
  const answer = await browser.ask('/oidc/session/end/confirm', { method: 'POST', form: { xsrf, ...(press === 'yes' && { logout: 'yes' }) } });
  return { page, location: answer.headers.get('location'), asked: true };
}
const stateOf = async (id: string) => (await world.test.db.tx((tx) => tx.query('select state from identity.session where id = $1', [id]))).rows[0].state as string;

describe('RpInitiatedLogout (intents of the oidcc-rp-initiated-logout plan)', () => {
  it('with a hint, an address and a state: asked, out, and led back with the state', async () => {
    const { browser, hint, sessionId } = await signedIn();
    expect(await leave(browser, { id_token_hint: hint, post_logout_redirect_uri: OUT, state: 's1' })).toMatchObject({ asked: true, location: `${OUT}?state=s1` });
    expect(await stateOf(sessionId)).toBe('ended');
    expect((await browser.follow(service.address({ prompt: 'none' }))).searchParams.get('error')).toBe('login_required');
  });
  it('NoState: led back without one', async () => {
    const { browser, hint } = await signedIn();
    expect((await leave(browser, { id_token_hint: hint, post_logout_redirect_uri: OUT })).location).toBe(OUT);
  });
  it('OtherPostLogoutUri: any registered address will do', async () => {
    const { browser, hint } = await signedIn();
    expect((await leave(browser, { id_token_hint: hint, post_logout_redirect_uri: 'https://leaving.example/other-out' })).location).toBe('https://leaving.example/other-out');
  });
  it('NoPostLogoutUri, OnlyState, NoParams: our own page says that it is done', async () => {
    for (const query of [(hint: string) => ({ id_token_hint: hint }), () => ({ state: 's2' }), () => ({})]) {
      const { browser, hint, sessionId } = await signedIn();
      const { location } = await leave(browser, query(hint) as Record<string, string>);
      expect(new URL(location ?? '', world.url).pathname).toMatch(/\/signed-out$|\/session\/end\/success$/);
      expect(await stateOf(sessionId)).toBe('ended');
    }
  });
  it('NoIdTokenHint: the client alone names its address', async () => {
    const { browser } = await signedIn();
    expect((await leave(browser, { client_id: 'leaving', post_logout_redirect_uri: OUT })).location).toBe(OUT);
  });
  it('asked and answered no: nobody is signed out of the house', async () => {
    const { browser, hint, sessionId } = await signedIn();
    await leave(browser, { id_token_hint: hint, post_logout_redirect_uri: OUT }, 'no');
    expect(await stateOf(sessionId)).toBe('active');
  });
  it('a page that nobody pressed signs nobody out, nor does a form without its secret', async () => {
    const { browser, hint, sessionId } = await signedIn();
    expect((await leave(browser, { id_token_hint: hint }, null)).asked).toBe(true);
    await browser.ask('/oidc/session/end/confirm', { method: 'POST', form: { xsrf: 'guessed', logout: 'yes' } });
    expect(await stateOf(sessionId)).toBe('active');
  });
  it.each([
    ['BadPostLogoutUri', { post_logout_redirect_uri: 'https://evil.example/' }], ['another host by user info', { post_logout_redirect_uri: 'https://leaving.example@evil.example/out' }], ['QueryAddedToPostLogoutUri', { post_logout_redirect_uri: `${OUT}?a=1` }],
    ['an address of another client', { post_logout_redirect_uri: 'https://staying.example/out' }],
  ])('%s is refused', async (_what, over) => {
    const { browser, hint, sessionId } = await signedIn();
    expect(await leave(browser, { id_token_hint: hint, ...over })).toMatchObject({ asked: false, location: '/th/sign-in-problem?code=invalid_request' });
    expect(await stateOf(sessionId)).toBe('active');
  });
  it('BadIdTokenHint: broken, of a stranger’s key, or of another client than named', async () => {
    const { browser, hint, sessionId } = await signedIn();
    const { privateKey } = await generateKeyPair('ES256');
    const forged = await new SignJWT({}).setProtectedHeader({ alg: 'ES256' }).setIssuer(world.issuer).setAudience('leaving').setSubject('x').setIssuedAt().setExpirationTime('5m').sign(privateKey);
    for (const query of [{ id_token_hint: 'not.a.token' }, { id_token_hint: forged }, { id_token_hint: hint, client_id: 'staying' }] as Record<string, string>[]) {
      expect((await leave(browser, query)).location).toBe('/th/sign-in-problem?code=invalid_request');
    }
    expect(await stateOf(sessionId)).toBe('active');
  });
  it('a hint is heard though it is expired: people leave after hours', async () => {
    const { browser, hint } = await signedIn();
    expect((await leave(browser, { id_token_hint: hint, post_logout_redirect_uri: OUT })).asked).toBe(true);
  });
  it('ends what the other services hold as well', async () => {
    const { browser, hint } = await signedIn();
    const { refresh_token } = await other.tokens(browser);
    await leave(browser, { id_token_hint: hint });
    expect((await other.refresh(refresh_token)).body.error).toBe('invalid_grant');
  });
});

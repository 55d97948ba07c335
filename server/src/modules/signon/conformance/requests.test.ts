import { randomBytes } from 'node:crypto';
import { decodeJwt, UnsecuredJWT } from 'jose';
import * as oidc from 'openid-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Service } from '../testing/service.ts';
import { openWorld, type World } from '../testing/world.ts';

let world: World;
let service: Service;
beforeAll(async () => {
  world = await openWorld();
  service = new Service(world, await world.client('requests'));
});
afterAll(() => world?.close());

const json = { accept: 'application/json' };
const signedIn = async (over: Record<string, string | undefined> = {}) => {
  const person = await world.person();
  return { ...person, back: await service.signIn(person.browser, over) };
};
const errorOf = (page: URL) => page.searchParams.get('error') ?? page.searchParams.get('code');

describe('an authorization request (intents of the oidcc-basic plan)', () => {
  it('Server: the answer brings code, state and issuer, and nothing else', async () => {
    const { back } = await signedIn();
    expect([...back.searchParams.keys()].sort()).toEqual(['code', 'iss', 'state']);
    expect(back.hash).toBe('');
  });
  it('NonceInvalid: the ID token repeats the nonce; NoNonceCode: without one it has none', async () => {
    const { browser } = await signedIn();
    expect(decodeJwt((await service.tokens(browser)).id_token)['nonce']).toBe(service.nonce);
    expect(decodeJwt((await service.tokens(browser, { nonce: undefined })).id_token)).not.toHaveProperty('nonce');
  });
  it('ScopeProfile: what was asked and nothing more', async () => {
    const { browser } = await signedIn();
    const me = async (scope: string) => {
      const { access_token } = await service.tokens(browser, { scope });
      return (await world.browser().ask('/oidc/me', { headers: { ...json, authorization: `Bearer ${access_token}` } })).json() as Promise<Record<string, unknown>>;
    };
    expect(Object.keys(await me('openid profile')).sort()).toEqual(['locale', 'name', 'name_th', 'sub']);
    expect(Object.keys(await me('openid'))).toEqual(['sub']);
  });
  it('ScopeAddress, ScopeEmail, ScopePhone: none of these is here to be had', async () => {
    const { browser } = await signedIn();
    const { access_token, scope } = await service.tokens(browser, { scope: 'openid profile email phone address' });
    expect(scope).toBe('openid profile');
    const me = await (await world.browser().ask('/oidc/me', { headers: { ...json, authorization: `Bearer ${access_token}` } })).json() as object;
    expect(Object.keys(me).filter((name) => /mail|phone|address|pid|birth/.test(name))).toEqual([]);
  });
  it('a request without openid gives no ID token', async () => {
    const { browser } = await signedIn();
    const { status, body } = await service.trade((await service.signIn(browser, { scope: 'profile' })).searchParams.get('code'));
    expect([status, 'id_token' in body]).toEqual([status === 200 ? 200 : 400, false]);
  });
  it('EnsureRequestWithoutNonStandardParameterSucceeds: what nobody knows changes nothing', async () => {
    expect((await signedIn({ extra: 'whatever', display: 'page', claims_locales: 'se' })).back.searchParams.get('code')).toBeTruthy();
  });
  it('ClaimsEssential: an essential name is given', async () => {
    const { browser } = await signedIn();
    const { access_token } = await service.tokens(browser, { scope: 'openid', claims: JSON.stringify({ userinfo: { name: { essential: true } } }) });
    expect(await (await world.browser().ask('/oidc/me', { headers: { ...json, authorization: `Bearer ${access_token}` } })).json()).toMatchObject({ name: 'Somying Thotsop' });
  });
  it('an essential acr that the session has not leads to the step-up', async () => {
    const { browser } = await signedIn();
    expect((await browser.follow(service.address({ claims: JSON.stringify({ id_token: { acr: { essential: true, values: ['urn:saphan:aal2'] } } }) }))).pathname).toBe('/th/sign-in');
  });
  it.each([
    ['no client', { client_id: undefined }, /invalid_request/], ['an unknown client', { client_id: 'nobody' }, /invalid_client/], ['no response type', { response_type: undefined }, /invalid_request/],
    ['an unsigned request object', { request: new UnsecuredJWT({ client_id: 'requests', state: 'x' }).encode() }, /request_not_supported|invalid_request/], ['a request by reference', { request_uri: 'https://evil.example/request' }, /request_uri_not_supported|invalid_request/],
    ['prompt none beside login', { prompt: 'none login' }, /invalid_request/], ['an unknown prompt', { prompt: 'dance' }, /invalid_request/], ['a negative age', { max_age: '-1' }, /invalid_request/], ['claims that are none', { claims: 'nonsense' }, /invalid_request/],
    ['a broken hint', { id_token_hint: 'not.a.token' }, /invalid_request/], ['an unknown response mode', { response_mode: 'carrier-pigeon' }, /unsupported_response_mode|invalid_request/],
  ])('with %s is refused', async (_what, over, error) => {
    const page = await world.browser().follow(service.address(over as Record<string, string | undefined>));
    expect(errorOf(page)).toMatch(error);
  });
  it('a parameter twice is refused', async () => {
    expect(errorOf(await world.browser().follow(`${service.address()}&state=other`))).toBe('invalid_request');
  });
});

describe('a token request', () => {
  it('ClientSecretPost, and not in two ways at once', async () => {
    const posted = new Service(world, await world.client('posted', { metadata: { token_endpoint_auth_method: 'client_secret_post' } }));
    const { browser } = await world.person();
    const code = (await posted.signIn(browser)).searchParams.get('code') ?? '';
    const form = { grant_type: 'authorization_code', code, redirect_uri: posted.redirect, code_verifier: posted.verifier, client_id: 'posted', client_secret: posted.secret };
    expect((await posted.token(form, { authorization: `Basic ${btoa(`posted:${posted.secret}`)}` })).body.error).toBe('invalid_request');
    expect((await posted.token(form)).status).toBe(200);
  });
  it('without the secret that was registered, or in the name of another, is refused', async () => {
    const form = { grant_type: 'authorization_code', code: 'x', redirect_uri: service.redirect };
    const bare = new Service(world, { client_id: 'requests', secret: '', redirect: service.redirect });
    expect((await bare.token(form)).body.error).toBe('invalid_client');
    expect((await service.token({ ...form, client_id: 'another' })).body.error).toMatch(/invalid_(client|request)/);
  });
  it('another client, another address, no verifier, no code: nothing', async () => {
    const other = new Service(world, await world.client('another'));
    const tries: ((code: string) => Promise<{ body: any }>)[] = [
      (code) => other.trade(code, { redirect_uri: service.redirect, code_verifier: service.verifier }), (code) => service.trade(code, { redirect_uri: 'https://requests.example/other' }), (code) => service.trade(code, { code_verifier: '' }), () => service.trade('guessed'), () => service.trade(''),
    ];
    for (const attempt of tries) {
      const { back } = await signedIn();
      expect((await attempt(back.searchParams.get('code') ?? '')).body.error).toMatch(/invalid_grant|invalid_request/);
    }
  });
  it('CodeReuseAfter30s ends what the code gave', async () => {
    const { back } = await signedIn();
    const code = back.searchParams.get('code');
    const { body } = await service.trade(code);
    await world.test.db.tx((tx) => tx.query("update signon.artifact set consumed_at = consumed_at - interval '30 seconds', payload = payload || jsonb_build_object('iat', (payload ->> 'iat')::int - 30) where kind = 'AuthorizationCode'"));
    expect((await service.trade(code)).body.error).toBe('invalid_grant');
    expect((await service.refresh(body.refresh_token)).body.error).toBe('invalid_grant');
    expect((await world.browser().ask('/oidc/me', { headers: { ...json, authorization: `Bearer ${body.access_token}` } })).status).toBe(401);
  });
  it('RefreshToken: same person, same issuer, no new authentication time', async () => {
    const { browser } = await signedIn();
    const first = await service.tokens(browser);
    const { body } = await service.refresh(first.refresh_token);
    const [before, after] = [decodeJwt(first.id_token), decodeJwt(body.id_token)];
    expect([after.sub, after.iss, after.aud, after['auth_time']]).toEqual([before.sub, before.iss, before.aud, before['auth_time']]);
    expect(body.refresh_token).not.toBe(first.refresh_token);
  });
  it('a refresh asks for no more than was agreed', async () => {
    const { browser } = await signedIn();
    const { refresh_token } = await service.tokens(browser, { scope: 'openid' });
    expect((await service.token({ grant_type: 'refresh_token', refresh_token, scope: 'openid organisation' })).body.error).toBe('invalid_scope');
  });
  it('answers are kept by nobody', async () => {
    const answer = await world.browser().ask('/oidc/token', { method: 'POST', form: { grant_type: 'authorization_code', client_id: 'requests' }, headers: json });
    expect(answer.headers.get('cache-control')).toContain('no-store');
  });
});

describe('userinfo', () => {
  const token = async () => (await service.tokens((await signedIn()).browser)).access_token as string;
  it('UserinfoGet, UserinfoPostHeader and UserinfoPostBody', async () => {
    const bearer = await token();
    const asked = [{ headers: { ...json, authorization: `Bearer ${bearer}` } }, { method: 'POST', headers: { ...json, authorization: `Bearer ${bearer}` } }, { method: 'POST', form: { access_token: bearer }, headers: json }];
    for (const init of asked) expect((await world.browser().ask('/oidc/me', init)).status).toBe(200);
  });
  it('not with a token in the address, twice, or none', async () => {
    const bearer = await token();
    expect((await world.browser().ask(`/oidc/me?access_token=${bearer}`, { headers: json })).status).toBeGreaterThanOrEqual(400);
    expect((await world.browser().ask('/oidc/me', { method: 'POST', form: { access_token: bearer }, headers: { ...json, authorization: `Bearer ${bearer}` } })).status).toBe(400);
    expect((await world.browser().ask('/oidc/me', { headers: json })).status).toBeGreaterThanOrEqual(400);
  });
  it('is the same person as in the ID token', async () => {
    const { browser } = await signedIn();
    const { access_token, id_token } = await service.tokens(browser);
    expect(await (await world.browser().ask('/oidc/me', { headers: { ...json, authorization: `Bearer ${access_token}` } })).json()).toMatchObject({ sub: decodeJwt(id_token).sub });
  });
});

describe('a token is the affair of the service that holds it', () => {
  it('nobody else revokes it or learns of it', async () => {
    const { browser } = await signedIn();
    const { refresh_token, access_token } = await service.tokens(browser);
    const other = new Service(world, await world.client('curious'));
    const ask = async (who: Service, path: string, token: string) => (await world.browser().ask(path, { method: 'POST', form: { token }, headers: { ...json, authorization: `Basic ${btoa(`${who.id}:${who.secret}`)}` } })).text();
    expect(JSON.parse(await ask(other, '/oidc/token/introspection', access_token))).toEqual({ active: false });
    expect(JSON.parse(await ask(service, '/oidc/token/introspection', access_token))).toMatchObject({ active: true, client_id: 'requests' });
    await ask(other, '/oidc/token/revocation', refresh_token);
    expect((await service.refresh(refresh_token)).status).toBe(200);
  });
});

describe('a client that minds the rules (openid-client)', () => {
  const discover = (clientId = 'requests') => oidc.discovery(new URL(world.issuer), clientId, { id_token_signed_response_alg: 'ES256' }, oidc.ClientSecretBasic('a-secret-of-the-test-suite'), { execute: [oidc.allowInsecureRequests, oidc.enableNonRepudiationChecks] });
  it('signs somebody in, reads who it is and revokes', async () => {
    const config = await discover();
    const { browser } = await world.person();
    const back = await service.signIn(browser);
    const tokens = await oidc.authorizationCodeGrant(config, back, { pkceCodeVerifier: service.verifier, expectedState: service.state, expectedNonce: service.nonce, idTokenExpected: true });
    expect(await oidc.fetchUserInfo(config, tokens.access_token, tokens.claims()?.sub ?? '')).toMatchObject({ name: 'Somying Thotsop' });
    await oidc.tokenRevocation(config, tokens.refresh_token as string);
    await expect(oidc.refreshTokenGrant(config, tokens.refresh_token as string)).rejects.toMatchObject({ error: 'invalid_grant' });
  });
  it('mixed-up issuers are refused by what the answer says', async () => {
    const config = await discover();
    const { browser } = await world.person();
    const back = await service.signIn(browser);
    back.searchParams.set('iss', 'https://other.example');
    await expect(oidc.authorizationCodeGrant(config, back, { pkceCodeVerifier: service.verifier, expectedState: service.state, expectedNonce: service.nonce })).rejects.toThrow();
  });
  it('a code from elsewhere meets another verifier', async () => {
    const config = await discover();
    const { browser } = await world.person();
    const back = await service.signIn(browser);
    await expect(oidc.authorizationCodeGrant(config, back, { pkceCodeVerifier: randomBytes(32).toString('base64url'), expectedState: service.state, expectedNonce: service.nonce })).rejects.toMatchObject({ error: 'invalid_grant' });
  });
});

import { createHash, createHmac } from 'node:crypto';
import { decodeJwt, decodeProtectedHeader, exportJWK, generateKeyPair, SignJWT, UnsecuredJWT, type JWTHeaderParameters } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Service } from '../testing/service.ts';
import { openWorld, type World } from '../testing/world.ts';

const API = 'https://records.example/api';
const TEN_MB = 10 * 1024 * 1024;
let world: World;
let service: Service;
let keys: Awaited<ReturnType<typeof generateKeyPair>>;
beforeAll(async () => {
  world = await openWorld();
  service = new Service(world, await world.client('tokens'));
  await world.client('records', { metadata: { saphan_resource: API, saphan_resource_scopes: 'read' } });
  await world.client('machine', { metadata: { grant_types: ['client_credentials'], redirect_uris: [], response_types: [] } });
  keys = await generateKeyPair('ES256', { extractable: true });
  await world.client('prover', { secret: null, metadata: { grant_types: ['client_credentials'], redirect_uris: [], response_types: [], token_endpoint_auth_method: 'private_key_jwt', jwks: { keys: [{ ...await exportJWK(keys.publicKey), kid: 'one', alg: 'ES256', use: 'sig' }] } } });
});
afterAll(() => world?.close());

const json = { accept: 'application/json' };
const rows = async (sql: string) => (await world.test.db.tx((tx) => tx.query(sql))).rows;
const machine = () => new Service(world, { client_id: 'machine', secret: 'a-secret-of-the-test-suite', redirect: '' });
const own = (bearer: string) => world.browser().ask('/api/v1/me/services', { headers: { ...json, authorization: `Bearer ${bearer}` } });

describe('a code', () => {
  it('lives a minute, and no longer', async () => {
    const { browser } = await world.person();
    const code = (await service.signIn(browser)).searchParams.get('code');
    expect(await rows("select extract(epoch from expires_at - created_at)::int as seconds from signon.artifact where kind = 'AuthorizationCode' and consumed_at is null")).toEqual([{ seconds: 60 }]);
    await rows("update signon.artifact set expires_at = now() - interval '1 second', payload = payload || jsonb_build_object('exp', extract(epoch from now())::int - 1) where kind = 'AuthorizationCode'");
    expect((await service.trade(code)).body.error).toBe('invalid_grant');
  });
});

describe('a refresh token', () => {
  it('of a program ends thirty days after the sign-in, however often it refreshes', async () => {
    const { browser } = await world.person();
    const form = (rest: Record<string, string>) => ({ method: 'POST', form: { client_id: 'saphan-cli', ...rest }, headers: json });
    const begun = await (await world.browser().ask('/oidc/device/auth', form({ scope: 'openid offline_access' }))).json() as Record<string, string>;
    await browser.ask('/api/v1/device', { method: 'POST', body: { userCode: begun['user_code'], approve: true } });
    let { refresh_token: token } = await (await world.browser().ask('/oidc/token', form({ grant_type: 'urn:ietf:params:oauth:grant-type:device_code', device_code: begun['device_code']! }))).json() as { refresh_token: string };
    const life = async () => Number((await rows("select extract(epoch from expires_at - now())::int as seconds from signon.artifact where kind = 'RefreshToken' and client_id = 'saphan-cli' and consumed_at is null"))[0]?.seconds);
    expect(Math.abs(await life() - 30 * 86_400)).toBeLessThan(60);
    await rows("update signon.artifact set expires_at = now() + interval '1 day', payload = payload || jsonb_build_object('exp', extract(epoch from now())::int + 86400) where kind = 'RefreshToken' and client_id = 'saphan-cli'");
    ({ refresh_token: token } = await (await world.browser().ask('/oidc/token', form({ grant_type: 'refresh_token', refresh_token: token }))).json() as { refresh_token: string });
    expect([token, Math.abs(await life() - 86_400) < 60]).toEqual([expect.any(String), true]);
  });
});

describe('a signed access token', () => {
  it('says for whom it is, of which kind, and lives five minutes', async () => {
    const { body } = await machine().token({ grant_type: 'client_credentials', resource: API, scope: 'read' });
    expect(decodeProtectedHeader(body.access_token)).toMatchObject({ typ: 'at+jwt', alg: 'ES256', kid: expect.any(String) });
    const claims = decodeJwt(body.access_token);
    expect(claims).toMatchObject({ iss: world.issuer, aud: API, client_id: 'machine', scope: 'read' });
    expect((claims.exp ?? 0) - (claims.iat ?? 0)).toBe(300);
  });

  it('is issued for no audience that nobody registered, and for no scope that it does not have', async () => {
    expect((await machine().token({ grant_type: 'client_credentials', resource: 'https://nobody.example/api' })).body.error).toBe('invalid_target');
    expect((await machine().token({ grant_type: 'client_credentials', resource: API, scope: 'write' })).body).not.toMatchObject({ scope: 'write' });
  });

  it('of another service opens nothing here, nor does an ID token, a forged or an unsigned one', async () => {
    const { browser, accountId } = await world.person();
    const { id_token } = await service.tokens(browser);
    const { body } = await machine().token({ grant_type: 'client_credentials', resource: API, scope: 'read' });
    const forged = await new SignJWT({ scope: '*' }).setProtectedHeader({ alg: 'ES256', typ: 'at+jwt' }).setIssuer(world.issuer).setAudience(`${world.url}/api/v1`).setSubject(accountId).setExpirationTime('5m').sign(keys.privateKey);
    const unsigned = new UnsecuredJWT({ scope: '*' }).setIssuer(world.issuer).setAudience(`${world.url}/api/v1`).setSubject(accountId).setExpirationTime('5m').encode();
    for (const bearer of [body.access_token, id_token, forged, unsigned]) expect((await own(bearer)).status).toBe(401);
    for (const bearer of [id_token, forged, unsigned]) expect((await world.browser().ask('/oidc/me', { headers: { ...json, authorization: `Bearer ${bearer}` } })).status).toBe(401);
  });
});

describe('ten megabytes of token', () => {
  it('are refused unread in a header, an address and a form, and the house goes on', async () => {
    const huge = `eyJhbGciOiJFUzI1NiJ9.${'A'.repeat(TEN_MB)}.${'A'.repeat(86)}`;
    const outcome = (asked: Promise<Response>) => asked.then(({ status }) => status, (error: NodeJS.ErrnoException) => error.code);
    expect([431, 'ECONNRESET', 'EPIPE']).toContain(await outcome(own(huge)));
    expect([431, 414, 'ECONNRESET', 'EPIPE']).toContain(await outcome(world.browser().ask(`/oidc/session/end?id_token_hint=${huge}`)));
    const form = { grant_type: 'client_credentials', client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer', client_assertion: huge };
    expect([400, 413, 'ECONNRESET', 'EPIPE']).toContain(await outcome(world.browser().ask('/oidc/token', { method: 'POST', form, headers: json })));
    expect((await machine().token({ grant_type: 'client_credentials', resource: API, scope: 'read' })).status).toBe(200);
  });
});

describe('a client that proves itself by a key', () => {
  const claims = (over: Record<string, unknown> = {}) => ({ iss: 'prover', sub: 'prover', aud: world.issuer, jti: crypto.randomUUID(), iat: Math.floor(Date.now() / 1000), exp: Math.floor(Date.now() / 1000) + 60, ...over });
  const sign = (payload: object, header: JWTHeaderParameters = { alg: 'ES256', kid: 'one' }, key: typeof keys.privateKey = keys.privateKey) => new SignJWT(payload as never).setProtectedHeader(header).sign(key);
  const show = (assertion: string) => world.browser().ask('/oidc/token', {
    method: 'POST', headers: json, form: { grant_type: 'client_credentials', resource: API, scope: 'read', client_id: 'prover', client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer', client_assertion: assertion },
  });
  const status = async (assertion: string) => (await show(assertion)).status;

  it('is let in once by one proof', async () => {
    const proof = await sign(claims());
    expect([await status(proof), await status(proof)]).toEqual([200, expect.toSatisfy((given: number) => given === 400 || given === 401)]);
  });

  it.each([['expired', { exp: 1_700_000_000 }], ['not valid yet', { nbf: 4_000_000_000 }], ['for another server', { aud: 'https://evil.example' }], ['of another client', { iss: 'machine', sub: 'machine' }], ['without a name of its own', { jti: undefined }]])('is refused when the proof is %s', async (_what, over) => {
    expect(await status(await sign(claims(over)))).not.toBe(200);
  });

  it('is refused when the proof is unsigned, by a shared secret, by a stranger’s key, or by one that it brings along', async () => {
    const strange = await generateKeyPair('ES256', { extractable: true });
    const jwk = await exportJWK(strange.publicKey);
    const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
    const open = `${encode({ alg: 'HS256' })}.${encode(claims())}`;
    const confused = `${open}.${createHmac('sha256', JSON.stringify(await exportJWK(keys.publicKey))).update(open).digest('base64url')}`;
    const proofs = [
      new UnsecuredJWT(claims()).encode(), confused, await sign(claims(), { alg: 'ES256', kid: 'one' }, strange.privateKey), await sign(claims(), { alg: 'ES256', jwk } as never, strange.privateKey),
      await sign(claims(), { alg: 'ES256', jku: 'http://127.0.0.1:1/keys', kid: 'one' } as never, strange.privateKey),
    ];
    for (const proof of proofs) expect(await status(proof)).not.toBe(200);
  });
});

describe('a client', () => {
  it('is given no grant that it does not have, and the password grant is nobody’s', async () => {
    const refused = { status: 400, body: { error: expect.stringMatching(/^(unauthorized_client|invalid_request|unsupported_grant_type)$/) } };
    expect(await service.token({ grant_type: 'client_credentials', resource: API })).toMatchObject(refused);
    expect(await service.token({ grant_type: 'password', username: 'a', password: 'b' })).toMatchObject(refused);
    expect(await machine().token({ grant_type: 'authorization_code', code: 'x', redirect_uri: 'https://x.example', code_verifier: 'x'.repeat(43) })).toMatchObject(refused);
  });

  it('is given no scope that was not agreed for it', async () => {
    const narrow = new Service(world, await world.client('narrow', { metadata: { scope: 'openid' } }));
    const { browser } = await world.person();
    const back = await narrow.signIn(browser, { scope: 'openid profile organisation' });
    const given = back.searchParams.get('error') ?? (await narrow.trade(back.searchParams.get('code'))).body.scope;
    expect(['invalid_scope', 'openid']).toContain(given);
  });

  it('must show its secret to revoke and to ask about a token', async () => {
    for (const path of ['/oidc/token/revocation', '/oidc/token/introspection', '/oidc/request']) {
      expect((await world.browser().ask(path, { method: 'POST', form: { client_id: 'tokens', token: 'x' }, headers: json })).status).not.toBe(200);
    }
  });

  it('of the exchange tier pushes its request and proves that it holds the key of its tokens', async () => {
    const exchange = new Service(world, await world.client('exchange', { tier: 'exchange', secret: null, metadata: { token_endpoint_auth_method: 'private_key_jwt', jwks: { keys: [{ ...await exportJWK(keys.publicKey), kid: 'one', alg: 'ES256', use: 'sig' }] } } }));
    const { browser } = await world.person();
    const refused = await browser.follow(exchange.address());
    expect(refused.searchParams.get('error') ?? refused.searchParams.get('code')).toBe('invalid_request');
    const pushed = await world.browser().ask('/oidc/request', { method: 'POST', headers: json, form: { ...exchange.params, client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer', client_assertion: await sign({ iss: 'exchange', sub: 'exchange' }) } });
    const { request_uri } = await pushed.json() as { request_uri: string };
    expect(request_uri).toMatch(/^urn:ietf:params:oauth:request_uri:/);
    const met = await browser.follow(`/oidc/auth?${new URLSearchParams({ client_id: 'exchange', request_uri })}`);
    const consent = await browser.ask(`/api/v1/interactions/${met.pathname.split('/').at(-1)}/consent`, { method: 'POST' });
    const back = await browser.follow((await consent.json() as { location: string }).location);
    const form = { grant_type: 'authorization_code', code: back.searchParams.get('code') ?? '', redirect_uri: exchange.redirect, code_verifier: exchange.verifier, client_id: 'exchange', client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer', client_assertion: await sign({ iss: 'exchange', sub: 'exchange' }) };
    const bare = await world.browser().ask('/oidc/token', { method: 'POST', form, headers: json });
    expect([bare.status, await bare.json()]).toEqual([400, expect.objectContaining({ error: expect.stringMatching(/^(invalid_request|invalid_grant|use_dpop_nonce|invalid_dpop_proof)$/) })]);
  });

  const sign = async (payload: object) => new SignJWT({ ...payload, jti: crypto.randomUUID() } as never).setProtectedHeader({ alg: 'ES256', kid: 'one' }).setAudience(world.issuer).setIssuedAt().setExpirationTime('1m').sign(keys.privateKey);
});

describe('what the provider keeps of a client secret', () => {
  it('is its hash', async () => {
    const hash = `sha256:${createHash('sha256').update('a-secret-of-the-test-suite').digest('base64url')}`;
    expect(await rows("select secret_hash from signon.client where id = 'tokens'")).toEqual([{ secret_hash: hash }]);
  });
});

import { X509Certificate } from 'node:crypto';
import { decodeJwt, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { certificates, escapedPem } from '../testing/certificates.ts';
import { ExchangeClient, newPair, thumbprintOf } from '../testing/exchange.ts';
import { followAndConsent, Service } from '../testing/service.ts';
import { openWorld, type World } from '../testing/world.ts';

const API = 'https://exchange-api.example';
let world: World;
let client: ExchangeClient;
beforeAll(async () => {
  world = await openWorld(undefined, ['127.0.0.1']);
  client = await ExchangeClient.open(world, 'exchange');
  await world.client('exchange-api', { metadata: { saphan_resource: API, saphan_resource_scopes: 'read' } });
});
afterAll(() => world?.close());

const person = async () => (await world.person()).browser;

describe('a pushed request (RFC 9126, FAPI 2.0 §5.3.2)', () => {
  it('is the only way in: parameters in the address are refused', async () => {
    const back = await (await person()).follow(`/oidc/auth?${new URLSearchParams(client.request)}`);
    expect([back.searchParams.get('error'), back.searchParams.get('code')]).toEqual(['invalid_request', null]);
  });
  it('gives a request_uri of this server that soon ends', async () => {
    const { status, body } = await client.push();
    expect([status, body]).toEqual([201, { request_uri: expect.stringMatching(/^urn:ietf:params:oauth:request_uri:/), expires_in: expect.any(Number) }]);
    expect(body['expires_in']).toBeLessThanOrEqual(600);
  });
  it('counts once', async () => {
    const browser = await person();
    const { body } = await client.push();
    const address = `/oidc/auth?${new URLSearchParams({ client_id: 'exchange', request_uri: body['request_uri'] as string })}`;
    expect((await followAndConsent(browser, address)).searchParams.get('code')).toBeTruthy();
    expect((await (await person()).follow(address)).searchParams.get('code')).toBe('invalid_request_uri');
  });
  it('of another client is nobody’s', async () => {
    const other = await ExchangeClient.open(world, 'exchange-other');
    const { body } = await other.push();
    const page = await (await person()).follow(`/oidc/auth?${new URLSearchParams({ client_id: 'exchange', request_uri: body['request_uri'] as string })}`);
    expect([page.pathname, page.searchParams.get('code')]).toEqual(['/th/sign-in-problem', expect.stringMatching(/^invalid_request/)]);
  });
  it.each([
    ['an address that is not registered', { redirect_uri: 'https://evil.example/callback' }, /invalid_(request|redirect_uri)/], ['no PKCE', { code_challenge: '', code_challenge_method: '' }, /invalid_request/],
    ['PKCE plain', { code_challenge_method: 'plain' }, /invalid_request/], ['a request_uri within', { request_uri: 'urn:ietf:params:oauth:request_uri:x' }, /invalid_request|request_uri_not_supported/],
    ['tokens in the address', { response_type: 'code id_token' }, /unsupported_response_type/],
  ])('with %s is refused', async (_what, over, error) => {
    expect((await client.push(over)).body['error']).toMatch(error);
  });
  it('without proof of the client is refused', async () => {
    const { status, body } = await client.send('/oidc/request', { method: 'POST', form: client.request });
    expect([status, body['error']]).toEqual([401, 'invalid_client']);
  });
});

describe('private_key_jwt', () => {
  it('is addressed to the issuer (FAPI 2.0 §5.3.2.1): neither to an endpoint nor to somebody else', async () => {
    for (const aud of [`${world.issuer}/token`, 'https://evil.example', [world.issuer, 'https://evil.example']]) expect((await client.push({ client_assertion: await client.assertion({ aud }) })).body['error']).toBe('invalid_client');
  });
  it.each([['issuer', { iss: 'exchange-other' }], ['subject', { sub: 'somebody' }], ['no jti', { jti: undefined }]])('with another %s is refused', async (_what, over) => {
    expect((await client.push({ client_assertion: await client.assertion(over) })).body['error']).toMatch(/invalid_(client|request)/);
  });
  it('of a stranger’s key, or shown a second time, is refused', async () => {
    expect((await client.push({ client_assertion: await client.assertion({}, await newPair()) })).body['error']).toBe('invalid_client');
    const assertion = await client.assertion();
    expect([(await client.push({ client_assertion: assertion })).status, (await client.push({ client_assertion: assertion })).status]).toEqual([201, 401]);
  });
});

describe('DPoP (RFC 9449)', () => {
  it('asks for its nonce, then binds the token to the key', async () => {
    const fresh = await ExchangeClient.open(world, 'exchange-fresh');
    const code = await fresh.code(await person());
    const first = await fresh.trade(code);
    expect([first.status, first.body['error'], first.nonce]).toEqual([400, 'use_dpop_nonce', expect.any(String)]);
    const { status, body } = await fresh.trade(code);
    expect([status, body['token_type']]).toEqual([200, 'DPoP']);
    expect((await fresh.userinfo(body['access_token'], {})).status).toBe(200);
  });
  it('names the key in a signed token of another service', async () => {
    const pushed = await client.push({ resource: API, scope: 'openid read' });
    const back = await followAndConsent(await person(), `/oidc/auth?${new URLSearchParams({ client_id: 'exchange', request_uri: pushed.body['request_uri'] as string })}`);
    const code = back.searchParams.get('code') ?? '';
    await client.trade('none');
    const { body } = await client.trade(code, {}, { resource: API });
    expect(decodeJwt(body['access_token'] as string)).toMatchObject({ aud: API, cnf: { jkt: await thumbprintOf(client.proofKey) } });
  });
  it.each([
    ['no proof', null], ['another method', { htm: 'GET' }], ['another address', { htu: 'https://evil.example/oidc/token' }], ['no nonce', { nonce: null }], ['an invented nonce', { nonce: 'invented' }],
    ['another type', { header: { typ: 'jwt' } }], ['the private key within', { header: { jwk: { kty: 'EC', crv: 'P-256', x: 'AA', y: 'AA', d: 'AA' } } }], ['no key', { header: { jwk: undefined } }],
  ] as const)('%s is refused at the token endpoint', async (_what, parts) => {
    const code = await client.code(await person());
    await client.trade('none');
    expect((await client.trade(code, parts)).body['error']).toMatch(/invalid_dpop_proof|use_dpop_nonce|invalid_grant|invalid_request/);
  });
  it('signed with a shared secret is refused', async () => {
    const proof = await new SignJWT({ htm: 'POST', htu: `${world.issuer}/token`, jti: 'x', nonce: client.nonce }).setProtectedHeader({ alg: 'HS256', typ: 'dpop+jwt', jwk: client.proofKey.jwk }).setIssuedAt().sign(new Uint8Array(32));
    expect((await client.post('/oidc/token', { grant_type: 'authorization_code', code: 'x', redirect_uri: client.redirect, code_verifier: client.verifier }, { dpop: proof })).body['error']).toBe('invalid_dpop_proof');
  });
  it('a proof is seen once', async () => {
    const token = (await client.tokens(await person()))['access_token'] as string;
    const jti = 'the-same-twice';
    expect([(await client.userinfo(token, { jti })).status, (await client.userinfo(token, { jti })).status]).toEqual([200, 401]);
  });
  it.each([['no proof', null], ['another key', 'other-key'], ['the hash of another token', { ath: 'A'.repeat(43) }], ['no hash', { ath: undefined }], ['another method', { htm: 'POST' }]] as const)('a token with %s opens nothing', async (_what, parts) => {
    const token = (await client.tokens(await person()))['access_token'] as string;
    const given = parts === 'other-key' ? { key: await newPair() } : parts;
    expect((await client.userinfo(token, given as never)).status).toBeOneOf([400, 401]);
    expect((await client.userinfo(token, null, 'Bearer')).status).toBe(401);
  });
  it('a refresh token is worth nothing with another key of a stolen client', async () => {
    const { refresh_token } = await client.tokens(await person());
    const form = { grant_type: 'refresh_token', refresh_token: refresh_token as string };
    const withKey = async (key = client.proofKey) => client.post('/oidc/token', form, { dpop: await client.proof('/oidc/token', { key }) });
    expect((await client.post('/oidc/token', form)).body['error']).toBe('invalid_grant');
    expect((await withKey()).status).toBe(200);
  });
});

describe('certificates (RFC 8705)', () => {
  const bound = { tls_client_certificate_bound_access_tokens: true };
  const shown = (der: string, how: (text: string) => string = escapedPem) => ({ 'x-forwarded-tls-client-cert': how(der) });
  const verified = (der: string) => ({ ...shown(der), 'x-forwarded-tls-client-verify': 'SUCCESS' });
  const machine = { grant_types: ['client_credentials'], redirect_uris: [], response_types: [] };
  const ask = async (id: string, headers: Record<string, string>, at = world) => {
    const response = await at.browser().ask('/oidc/token', { method: 'POST', form: { grant_type: 'client_credentials', client_id: id, resource: API, scope: 'read' }, headers: { accept: 'application/json', ...headers } });
    return { status: response.status, body: await response.json() as Record<string, any> };
  };
  beforeAll(async () => {
    await world.client('self-signed', { secret: null, metadata: { ...machine, ...bound, token_endpoint_auth_method: 'self_signed_tls_client_auth', jwks: { keys: [certificateKey()] } } });
    await world.client('vouched', { secret: null, metadata: { ...machine, ...bound, token_endpoint_auth_method: 'tls_client_auth', tls_client_auth_san_dns: 'one.exchange.example' } });
  });

  it.each([['nginx', escapedPem], ['Traefik', (der: string) => der]])('as %s forwards them prove a client, and its token is bound to them', async (_proxy, how) => {
    const { status, body } = await ask('self-signed', shown(certificates.one, how));
    expect(status).toBe(200);
    expect(decodeJwt(body['access_token'] as string)).toMatchObject({ aud: API, cnf: { 'x5t#S256': expect.any(String) } });
  });
  it.each([['none', {}], ['another', shown(certificates.two)], ['a broken one', shown('bm90IGEgY2VydGlmaWNhdGU=')], ['words', { 'x-forwarded-tls-client-cert': '%E0%A4%A' }]])('%s proves nothing', async (_what, headers) => {
    expect((await ask('self-signed', headers as Record<string, string>)).body['error']).toBe('invalid_client');
  });
  it('from anybody but a trusted proxy count for nothing', async () => {
    const bare = await openWorld({ test: world.test, masterKey: world.ports.masterKey, port: Number(new URL(world.url).port) });
    expect((await ask('self-signed', shown(certificates.one), bare)).body['error']).toBe('invalid_client');
    expect((await ask('vouched', verified(certificates.one), bare)).body['error']).toBe('invalid_client');
    await bare.close();
  });
  it('of an authority count when it vouches, and for the registered name', async () => {
    expect((await ask('vouched', verified(certificates.one))).status).toBe(200);
    expect((await ask('vouched', shown(certificates.one))).body['error']).toBe('invalid_client');
    expect((await ask('vouched', { ...shown(certificates.one), 'x-forwarded-tls-client-verify': 'FAILED:self signed' })).body['error']).toBe('invalid_client');
    expect((await ask('vouched', verified(certificates.two))).body['error']).toBe('invalid_client');
  });
  it('bind a token of a person: without the certificate it opens nothing', async () => {
    await world.client('bound', { metadata: bound });
    const service = new Service(world, { client_id: 'bound', secret: 'a-secret-of-the-test-suite', redirect: 'https://bound.example/callback' });
    const code = (await service.signIn(await person())).searchParams.get('code') ?? '';
    const form = { grant_type: 'authorization_code', code, redirect_uri: service.redirect, code_verifier: service.verifier };
    const { body } = await service.token(form, shown(certificates.one));
    const me = async (headers: Record<string, string>) => (await world.browser().ask('/oidc/me', { headers: { accept: 'application/json', authorization: `Bearer ${body.access_token}`, ...headers } })).status;
    expect([await me(shown(certificates.one)), await me({}), await me(shown(certificates.two))]).toEqual([200, 401, 401]);
  });
});

/** The public key of the first certificate as its owner registers it. */
function certificateKey() {
  const certificate = new X509Certificate(Buffer.from(certificates.one, 'base64'));
  return { ...certificate.publicKey.export({ format: 'jwk' }), x5c: [certificates.one], kid: 'certificate' };
}

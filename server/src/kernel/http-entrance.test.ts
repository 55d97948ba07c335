import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Type } from 'typebox';
import type { FastifyInstance } from 'fastify';
import { writeCookie } from './cookies.ts';
import type { Decider } from './decider.ts';
import { buildHttp } from './http.ts';
import { openLog } from './log.ts';
import { definePolicies, roles } from './policy.ts';
import { route } from './route.ts';
import { testDatabase, type TestDatabase } from './testing/database.ts';
import { actingAs } from './testing/principals.ts';

const host = 'localhost:8080';
const policies = definePolicies('tries', {
  write: { roles, th: 'ทดสอบ', en: 'test' },
  change: { roles, th: 'ทดสอบ', en: 'test', on: 'dataset' },
});
const answer = Type.Object({ reach: Type.String(), agencies: Type.String() });
const decider: Decider = { decide: async (_tx, _who, _action, { id }, told) => ({ allowed: id === 'open' || told?.purpose === id, reasons: [{ policy: 'p', th: 'เหตุผล', en: 'reason' }], policyVersion: '1' }) };
let test: TestDatabase;
let app: FastifyInstance;

beforeAll(async () => {
  test = await testDatabase([]);
  const settings = "select current_setting('saphan.reach', true) as reach, coalesce(current_setting('saphan.agencies', true), '') as agencies";
  app = await buildHttp({
    db: test.db, log: openLog('test', 'silent'), version: '0', hosts: [host], publicUrl: 'https://localhost:8080', decider, authenticate: actingAs(),
    mounts: [{ prefix: '/oidc', handle: (request, response) => response.end(JSON.stringify({ url: request.url, originalUrl: (request as { originalUrl?: string }).originalUrl, proto: request.headers['x-forwarded-proto'], forwarded: request.headers['x-forwarded-host'] })) }],
    routes: [
      route({ method: 'POST', path: '/things', operationId: 'writeThing', summary: 's', policy: policies.write, response: { 200: answer },
        handler: async ({ db, reply }) => { writeCookie(reply, 'a', '1', 60); writeCookie(reply, 'b', '2', 0); return (await db.tx((tx) => tx.query(settings))).rows[0]; } }),
      route({ method: 'GET', path: '/scim/v2/Things', at: 'root', operationId: 'listThings', summary: 's', policy: policies.write, response: { 200: answer },
        handler: async ({ db }) => (await db.read((tx) => tx.query(settings))).rows[0] }),
      route({ method: 'PUT', path: '/datasets/:slug', operationId: 'changeThing', summary: 's', policy: policies.change, params: Type.Object({ slug: Type.String() }),
        consumes: ['application/scim+json'], body: Type.Object({ n: Type.Integer() }), resource: async ({ params }) => ({ kind: 'dataset', id: params.slug }), response: { 200: Type.Object({ version: Type.String() }) },
        handler: async ({ decision }) => ({ version: decision?.policyVersion }) }),
      route({ method: 'POST', path: '/open/things', at: 'root', aliases: ['/old/things'], operationId: 'writeOpenThing', summary: 's', policy: policies.write, stream: 'any', openToSites: true, response: { 200: Type.Unknown() },
        showToken: ({ headers }) => { if (headers['x-key']) headers.authorization = `Bearer ${headers['x-key']}`; },
        handler: async ({ request, decide }) => ({
          body: await text(request.raw), shown: request.headers.authorization ?? null, cookie: request.headers.cookie ?? null,
          version: (await decide(policies.change, { kind: 'dataset', id: String(request.headers['x-about'] ?? 'open') })).policyVersion,
        }) }),
    ],
  });
});
afterAll(async () => { await app.close(); await test.close(); });

const ask = (method: 'GET' | 'POST' | 'PUT', url: string, headers: Record<string, string> = {}, payload?: string) => app.inject({ method, url, headers: { host, ...headers }, ...(payload && { payload }) });
const status = async (...given: Parameters<typeof ask>) => (await ask(...given)).statusCode;
const cookie = '__Host-saphan=abc';

describe('a change asked with our cookie', () => {
  it.each<[string, Record<string, string>, number]>([
    ['from our page', { cookie, 'x-saphan': '1', 'sec-fetch-site': 'same-origin' }, 200],
    ['by a program', { cookie, 'x-saphan': '1' }, 200],
    ['without the header', { cookie, 'sec-fetch-site': 'same-origin' }, 403],
    ['from a neighbour port', { cookie, 'x-saphan': '1', 'sec-fetch-site': 'same-site' }, 403],
    ['with the cookie twice', { cookie: `${cookie}; ${cookie}` }, 403],
    ['with a token beside it, which counts alone', { cookie, authorization: 'Bearer x' }, 200],
    ['with another cookie only', { cookie: 'a=b' }, 200],
  ])('%s', async (_how, headers, expected) => { expect(await status('POST', '/api/v1/things', headers)).toBe(expected); });
});

describe('another site', () => {
  const led = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' };
  it.each<['GET' | 'POST' | 'PUT', string, Record<string, string>, boolean]>([
    ['GET', '/oidc/auth?x=1', led, true], ['GET', '/api/v1/interactions/abc', led, true], ['GET', '/api/v1/upstream/thaid/callback?code=1', led, true], ['GET', '/th/sign-in', led, true],
    ['GET', '/oidc/auth', { ...led, 'sec-fetch-mode': 'cors' }, false], ['POST', '/oidc/auth', led, false],
    ['POST', '/api/v1/upstream/rid/acs', { ...led, origin: 'https://idp.example' }, true], ['POST', '/api/v1/upstream/rid/acs', { ...led, origin: 'null' }, true], ['POST', '/api/v1/upstream/rid/acs', { ...led, 'sec-fetch-mode': 'cors' }, false],
    ['POST', '/api/v1/upstream/rid/acs/more', led, false], ['POST', '/api/v1/upstream/rid/callback', led, false], ['PUT', '/api/v1/upstream/rid/acs', led, false], ['GET', '/api/v1/interactions/abc/details', led, false],
    ['GET', '/scim/v2/Things', led, false], ['POST', '/api/v1/things', led, false], ['GET', '/api/openapi.json', led, false],
  ])('%s %s', async (method, url, headers, let_in) => { expect(await status(method, url, headers) !== 403).toBe(let_in); });
});

describe('every answer', () => {
  it('carries the guard’s headers, below a mount as well, and is not kept', async () => {
    for (const url of ['/oidc/jwks', '/scim/v2/Things', '/api/v1/none']) {
      const { headers } = await ask('GET', url);
      expect(headers['content-security-policy']).toContain("script-src 'self'");
      expect(headers).toMatchObject({ 'cache-control': 'no-store', 'strict-transport-security': expect.stringContaining('max-age'), 'permissions-policy': expect.stringContaining('publickey-credentials-get=(self)') });
    }
  });

  it('of a mount sees its own path, our scheme, and no forwarded header that nobody vouches for', async () => {
    const reply = await ask('GET', '/oidc/auth?a=b', { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'http' });
    expect(reply.json()).toEqual({ url: '/auth?a=b', originalUrl: '/oidc/auth?a=b', proto: 'https' });
  });

  it('sets cookies one beside another, out of reach of scripts', async () => {
    const set = [(await ask('POST', '/api/v1/things')).headers['set-cookie']].flat();
    expect(set).toEqual(['__Host-a=1; Path=/; Max-Age=60; Secure; HttpOnly; SameSite=Lax', '__Host-b=2; Path=/; Max-Age=0; Secure; HttpOnly; SameSite=Lax']);
  });
});

describe('the register behind a request', () => {
  it.each([['operator', 'ministry', ''], ['steward', 'request', 'rid'], ['visitor', 'open', ''], ['citizen', 'open', ''], ['service', 'request', 'rid']])('reaches as far as a %s', async (role, reach, agencies) => {
    expect((await ask('POST', '/api/v1/things', { 'x-test-role': role })).json()).toEqual({ reach, agencies });
    expect((await ask('GET', '/scim/v2/Things', { 'x-test-role': role })).json()).toEqual({ reach, agencies });
    expect((await test.db.tx((tx) => tx.query("select current_setting('saphan.reach') as reach"))).rows).toEqual([{ reach: 'house' }]);
  });
});

describe('the decider', () => {
  const put = (slug: string, purpose?: string) => ask('PUT', `/api/v1/datasets/${slug}`, { 'content-type': 'application/scim+json', ...(purpose !== undefined && { 'x-saphan-purpose': purpose }) }, '{"n":1}');
  it('is asked before the handler, and its reasons are told', async () => {
    expect((await put('open')).json()).toEqual({ version: '1' });
    expect([(await put('shut')).statusCode, (await put('shut')).json()]).toMatchObject([403, { code: 'kernel.decision-refused', reasons: [{ th: 'เหตุผล' }] }]);
  });
  it('hears for what purpose, in Thai too; what cannot be read is no purpose', async () => {
    expect((await put('research', 'research')).statusCode).toBe(200);
    expect((await put(encodeURIComponent('วิจัย'), encodeURIComponent('วิจัย'))).statusCode).toBe(200);
    for (const purpose of ['', 'tax', '%E0%B8', '%']) expect((await put('research', purpose)).statusCode).toBe(403);
    expect((await put('research', 'x'.repeat(1001))).statusCode).toBe(400);
  });
  it('must be told about what', async () => {
    const bare = route({ method: 'GET', path: '/x', operationId: 'getX', summary: 's', policy: policies.change, response: { 200: answer }, handler: async () => ({}) });
    await expect(buildHttp({ db: test.db, log: openLog('test', 'silent'), version: '0', hosts: [host], authenticate: actingAs(), routes: [bare] })).rejects.toThrow(/about which dataset/);
  });
});

describe('an address that is open to sites', () => {
  const abroad = { origin: 'https://elsewhere.example', 'sec-fetch-site': 'cross-site', cookie };

  it('answers pages of every site, reads any body and knows nobody by a cookie', async () => {
    const answered = await ask('POST', '/open/things', { ...abroad, 'content-type': 'text/odd' }, 'สวัสดี');
    expect([answered.statusCode, answered.headers['access-control-allow-origin']]).toEqual([200, '*']);
    expect(answered.json()).toEqual({ body: 'สวัสดี', shown: null, cookie: null, version: '1' });
    expect(await status('POST', '/things', abroad, '{}')).toBe(403);
  });

  it('has other addresses that the description leaves out, and other ways to show a token', async () => {
    expect((await ask('POST', '/old/things', { 'x-key': 'abc' })).json()).toMatchObject({ shown: 'Bearer abc' });
    const paths = Object.keys(app.swagger().paths ?? {});
    expect([paths.includes('/open/things'), paths.includes('/old/things')]).toEqual([true, false]);
  });

  it('asks the decider about what it finds behind the address', async () => {
    expect((await ask('POST', '/open/things', { 'x-about': 'closed' })).json()).toMatchObject({ code: 'kernel.decision-refused' });
  });
});

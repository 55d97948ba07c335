import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Type } from 'typebox';
import type { FastifyInstance } from 'fastify';
import { buildHttp } from './http.ts';
import { openLog } from './log.ts';
import { definePolicies, roles } from './policy.ts';
import { route } from './route.ts';
import { actingAs } from './testing/principals.ts';
import { testDatabase, type TestDatabase } from './testing/database.ts';

let test: TestDatabase;
let app: FastifyInstance;
const policies = definePolicies('tries', { write: { roles: ['operator'], th: 'ทดสอบ', en: 'test' }, read: { roles, th: 'ทดสอบ', en: 'test' } });
const host = { host: '127.0.0.1:8080' };

beforeAll(async () => {
  test = await testDatabase([]);
  app = await buildHttp({
    db: test.db, log: openLog('test', 'silent'), version: '0', hosts: ['127.0.0.1:8080'],
    authenticate: actingAs('x-role'),
    routes: [
      route({ method: 'POST', path: '/things', operationId: 'writeThing', summary: 's', policy: policies.write,
        body: Type.Object({ n: Type.Integer() }, { additionalProperties: false }), response: { 200: Type.Object({ n: Type.Integer() }) },
        handler: async ({ body }) => ({ n: body.n, secret: 'not declared' }) }),
      route({ method: 'GET', path: '/broken', operationId: 'breakThing', summary: 's', policy: policies.read, response: { 200: Type.Object({}) },
        handler: async () => { throw new TypeError('inside knowledge'); } }),
      route({ method: 'GET', path: '/sought', operationId: 'seekThing', summary: 's', policy: policies.read, querystring: Type.Object({ q: Type.String() }), response: { 200: Type.Object({ q: Type.String() }) },
        handler: async ({ query, db }) => (await db.read((tx) => tx.query('select $1::text as q, $2::jsonb as doc', [query.q, JSON.stringify({ q: query.q })]))).rows[0] }),
      route({ method: 'POST', path: '/standard', operationId: 'writeStandard', summary: 's', policy: policies.write, body: Type.Object({ n: Type.Integer() }), response: { 200: Type.Object({}) },
        refusalForm: ({ status, code }) => ({ type: 'application/scim+json', body: { status: String(status), code } }), handler: async () => ({}) }),
    ],
  });
});
afterAll(async () => { await app.close(); await test.close(); });

const post = (payload: unknown, headers: Record<string, string> = {}) => app.inject({ method: 'POST', url: '/api/v1/things', headers: { ...host, ...headers }, payload: payload as object });

describe('the API', () => {
  it('answers what the schema declares and nothing else', async () => {
    expect((await post({ n: 1 })).json()).toEqual({ n: 1 });
  });
  it.each(['%00', 'a%00b'])('refuses what no text can hold: %s', async (q) => {
    const reply = await app.inject({ url: `/api/v1/sought?q=${q}`, headers: { ...host, 'x-role': 'operator' } });
    expect([reply.statusCode, reply.json().code]).toEqual([400, 'kernel.input-refused']);
  });
  it('names the place of wrong input in Thai and English', async () => {
    const reply = await post({ n: 'x', more: 1 });
    expect(reply.statusCode).toBe(400);
    expect(reply.headers['content-type']).toContain('application/problem+json');
    expect(reply.json().errors.map((each: { pointer: string }) => each.pointer).sort()).toEqual(['/body/more', '/body/n']);
    expect(reply.json().titleTh).toMatch(/[ก-๙]/);
  });
  it('refuses every role that the policy does not name', async () => {
    for (const role of roles) expect((await post({ n: 1 }, { 'x-role': role })).statusCode).toBe(role === 'operator' ? 200 : role === 'visitor' ? 401 : 403);
  });
  it('refuses a foreign host name, a foreign origin and a cross-site request', async () => {
    expect((await post({ n: 1 }, { host: 'evil.example' })).statusCode).toBe(403);
    expect((await post({ n: 1 }, { origin: 'https://evil.example' })).statusCode).toBe(403);
    expect((await post({ n: 1 }, { 'sec-fetch-site': 'cross-site' })).statusCode).toBe(403);
    expect((await post({ n: 1 }, { origin: 'http://127.0.0.1:8080', 'sec-fetch-site': 'same-origin' })).statusCode).toBe(200);
  });
  it('refuses in the form that a route of another standard has, from the rights to the body', async () => {
    const ask = (role: string) => app.inject({ method: 'POST', url: '/api/v1/standard', headers: { ...host, 'x-role': role }, payload: { n: 'x' } });
    for (const [role, status, code] of [['visitor', 401, 'kernel.sign-in-needed'], ['reader', 403, 'kernel.not-allowed'], ['operator', 400, 'kernel.input-refused']] as const) {
      const reply = await ask(role);
      expect([reply.statusCode, reply.headers['content-type'], reply.json()]).toEqual([status, 'application/scim+json; charset=utf-8', { status: String(status), code }]);
    }
  });
  it('keeps the inside of a failure to itself and gives a reference', async () => {
    const reply = await app.inject({ method: 'GET', url: '/api/v1/broken', headers: host });
    expect(reply.statusCode).toBe(500);
    expect(reply.body).not.toContain('inside knowledge');
    expect(reply.json().ref).toMatch(/^[0-9a-f]{8}$/);
  });
  it('describes itself as OpenAPI 3.1 with every operation', async () => {
    const document = (await app.inject({ method: 'GET', url: '/api/openapi.json', headers: host })).json();
    expect(document.openapi).toBe('3.1.1');
    expect(document.paths['/api/v1/things'].post.operationId).toBe('writeThing');
  });
});

import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { moduleFolders } from '../../server/src/app/module-folders.ts';
import { buildHttp } from '../../server/src/kernel/http.ts';
import { openLog } from '../../server/src/kernel/log.ts';
import { roles, type Assurance, type Principal, type Role } from '../../server/src/kernel/policy.ts';
import { addressOf, type Route } from '../../server/src/kernel/route.ts';
import { allowAll } from '../../server/src/kernel/testing/deciders.ts';
import { actingAs, principalOf } from '../../server/src/kernel/testing/principals.ts';
import { testDatabase } from '../../server/src/kernel/testing/database.ts';
import { describeHouse } from '../../tools/composed-house.ts';
import { describeRights, rightsFile } from '../../tools/describe-rights.ts';
import { listSources, readSource } from '../../tools/source-files.ts';

const HOST = '127.0.0.1:8080';
const database = await testDatabase(moduleFolders);
const house = await describeHouse(database.db);
const { rooms, routes } = house;

afterAll(async () => {
  await database.close();
  house.dispose();
});

describe('every route', () => {
  it('is known', () => { expect(routes.length).toBeGreaterThan(25); });

  it('has an operation name of its own, in camelCase, and an address of its own', () => {
    for (const { operationId } of routes) expect(operationId).toMatch(/^[a-z]+(?:[A-Z][a-z0-9]*)*$/);
    expect(new Set(routes.map((route) => route.operationId)).size).toBe(routes.length);
    expect(new Set(routes.map((route) => `${route.method} ${addressOf(route)}`)).size).toBe(routes.length);
  });

  it('has a policy of its module that at least one role meets, said in Thai and English', () => {
    for (const { name, routes: own } of rooms) {
      for (const { operationId, policy } of own) {
        expect([operationId, policy?.name.split('.')[0]]).toEqual([operationId, name]);
        expect(policy.roles.length).toBeGreaterThan(0);
        expect([policy.th, policy.en]).toEqual([expect.stringMatching(/[ก-๙]/), expect.stringMatching(/[a-z]/)]);
      }
    }
  });

  it('whose policy asks about a thing is an action that the Cedar policies know, else everybody is refused', () => {
    const known = readSource('definitions/policies/schema.cedarschema');
    const asked = routes.filter(({ policy }) => policy.on).map(({ policy }) => policy.name);
    expect(asked.length).toBeGreaterThan(20);
    expect(asked.filter((name) => !known.includes(`"${name}"`))).toEqual([]);
  });

  it('describes what it takes and what it answers', () => {
    const wrong = routes.flatMap((route) => [
      ...Object.keys(route.response).every((status) => /^[23]\d\d$/.test(status)) && Object.keys(route.response).length > 0 ? [] : [`${route.operationId}: response`],
      ...[...route.path.matchAll(/:(\w+)/g)].flatMap(([, name]) => Object.keys(route.params?.properties ?? {}).includes(name as string) ? [] : [`${route.operationId}: parameter ${name}`]),
    ]);
    expect(wrong).toEqual([]);
  });

  it('reads with get, list, stream or download, and changes with a function of the same name', () => {
    const written = listSources(['server/src/modules', 'server/src/app']).map(readSource).join('\n');
    const reads = routes.filter((route) => route.method === 'GET').map((route) => route.operationId);
    expect(reads.filter((name) => !/^(?:get|list|read|search|suggest|stream|download|export)[A-Z]/.test(name))).toEqual([]);
    // Checking a contract changes nothing: it is the parser of contracts/ itself. Groups of a directory are never changed: these addresses say why.
    const named = new Set([...written.matchAll(/\b(?:function|const)\s+(\w+)|\b(\w+)(?=[(,\s}])/g)].map(([, declared, used]) => declared ?? used));
    const nameless = routes.filter(({ operationId, method }) => method !== 'GET' && !/^(?:checkContract|(?:create|replace|patch|delete)ScimGroup)$/.test(operationId) && !named.has(operationId));
    expect(nameless.map((route) => route.operationId)).toEqual([]);
  });
});

/** One step less than a policy asks for, and what is then answered: a token where none may come, a weaker way in, a proof of yesterday. */
function listShortcomings({ aal, best, ial, freshMinutes, phishingResistant, notByToken }: Assurance): [string, Partial<Principal>, string][] {
  const lower = ((best ? 3 : aal ?? 1) - 1) as 0 | 1 | 2;
  return [
    ...aal || best ? [['a weaker way', { aal: lower, bestAal: best ? 3 : lower }, 'kernel.step-up-needed'] as [string, Partial<Principal>, string]] : [],
    ...ial ? [['an identity less proved', { ial: ial - 1 }, 'kernel.step-up-needed'] as [string, Partial<Principal>, string]] : [],
    ...phishingResistant ? [['a way that can be phished', { phishingResistant: false }, 'kernel.step-up-needed'] as [string, Partial<Principal>, string]] : [],
    ...freshMinutes ? [['an old proof', { authenticatedAt: new Date(Date.now() - (freshMinutes + 1) * 60_000).toISOString() }, 'kernel.step-up-needed'] as [string, Partial<Principal>, string]] : [],
    ...notByToken ? [['a token of every scope', { scopes: ['*'] }, 'kernel.scope-missing'] as [string, Partial<Principal>, string]] : [],
  ];
}

/** Anybody whom a policy names and who can sign in. */
const nameable = (route: Route) => route.policy.roles.filter((role) => role !== 'visitor' && role !== 'service');

describe('the rights of every role', () => {
  let app: FastifyInstance;
  const acting = actingAs();
  beforeAll(async () => {
    app = await buildHttp({
      db: database.db, log: openLog('test', 'silent'), version: '0', hosts: [HOST], routes,
      authenticate: async (request) => {
        const over = request.headers['x-test-over'];
        return over === undefined ? acting(request) : principalOf(String(request.headers['x-test-role']) as Role, JSON.parse(String(over)));
      },
      // What the decider says of single datasets and agencies is tested with it, in access.
      decider: allowAll,
    });
    await app.ready();
  });
  afterAll(() => app?.close());

  const ask = (route: Route, role: string, over?: Partial<Principal>) => app.inject({
    method: route.method, url: addressOf(route).replace(/:(\w*[iI]d|number|version)\b/g, '987654321').replace(/:\w+/g, 'no-such-thing'),
    headers: { host: HOST, 'x-test-role': role, ...(over && { 'x-test-over': JSON.stringify(over) }), ...(route.body && { 'content-type': 'application/json' }) },
    ...(route.body && { payload: '{}' }),
  });

  describe.each(routes.map((route) => [route.operationId, route] as const))('%s', (_name, route) => {
    it.each([...roles, 'nobody-yet'])('%s is let in or refused as the policy says', async (role) => {
      const { statusCode, body } = await ask(route, role);
      const code = [401, 403].includes(statusCode) ? (JSON.parse(body) as { code: string }).code : '';
      const refused = role === 'visitor' ? code === 'kernel.sign-in-needed' : code === 'kernel.not-allowed';
      expect(refused).toBe(!route.policy.roles.includes(role as Role));
      // A way in may answer 401 of its own to whoever is let in to try it.
      expect([403, ...(role === 'visitor' ? [] : [401])].includes(statusCode)).toBe(refused && role !== 'visitor');
    });
  });

  const demanding = routes.flatMap((route) => listShortcomings(route.policy.needs ?? {}).flatMap((each) => nameable(route).slice(0, 1).map((role) => [route.operationId, ...each, role, route] as const)));

  it('are more than a role for what changes access', () => { expect(new Set(demanding.map(([operation]) => operation)).size).toBeGreaterThan(20); });

  it.each(demanding)('%s with %s is asked for more', async (_name, _how, over, code, role, route) => {
    expect((await ask(route, role, over)).json()).toMatchObject({ code });
    expect((await ask(route, role, {})).body).not.toContain(code);
  });

  it('stand in docs/standards/rights.md', () => {
    expect(readSource(rightsFile), 'run node tools/describe-rights.ts').toBe(describeRights(house));
  });
});

import type { FastifyInstance } from 'fastify';
import { Value } from 'typebox/value';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildHttp } from '#kernel/http.ts';
import { openLog } from '#kernel/log.ts';
import { roles, type Role } from '#kernel/policy.ts';
import { allowAll } from '#kernel/testing/deciders.ts';
import type { TestDatabase } from '#kernel/testing/database.ts';
import { principalOf } from '#kernel/testing/principals.ts';
import { routes as catalogRoutes } from '#modules/catalog/routes.ts';
import { routes } from './routes.ts';
import { boardSchema, datasetListSchema, datasetPageSchema } from './schemas.ts';
import { plansDatabase } from './testing/plans-database.ts';

const host = '127.0.0.1';
let test: TestDatabase;
let app: FastifyInstance;
let role: Role = 'operator';

beforeAll(async () => {
  test = await plansDatabase();
  app = await buildHttp({ db: test.db, log: openLog('test', 'silent'), version: 'test', routes: [...routes, ...catalogRoutes], authenticate: async () => principalOf(role), decider: allowAll, hosts: [host] });
});
afterAll(async () => { await app.close(); await test.close(); });

const ask = (method: 'GET' | 'POST' | 'PUT' | 'PATCH', url: string, payload?: object) => app.inject({ method, url: `/api/v1${url}`, headers: { host }, ...(payload && { payload }) });

describe('the routes of plans', () => {
  it('add a dataset, move its due date, archive it, and answer as their schemas say', async () => {
    const added = await ask('POST', '/datasets', { agencyId: 'dof', titleTh: 'ท่าเรือ', titleEn: 'Ports', dueOn: '2030-01-31' });
    expect([added.statusCode, added.json()]).toMatchObject([201, { slug: 'dof-ports', state: 'planned', dueOn: '2030-01-31', currentRelease: null }]);
    expect((await ask('PUT', '/datasets/dof-ports/plan', { dueOn: '2030-03-31', reason: 'ขอเลื่อน' })).json()).toMatchObject({ dueOn: '2030-03-31' });
    expect(Value.Check(datasetPageSchema, (await ask('GET', '/datasets/dof-ports')).json())).toBe(true);
    expect(Value.Check(datasetListSchema, (await ask('GET', '/datasets?agency=dof&state=planned&q=Port')).json())).toBe(true);
    const board = await ask('GET', '/board');
    expect(board.headers['content-type']).toMatch(/^application\/json/);
    expect(Value.Check(boardSchema, board.json())).toBe(true);
    expect(board.json().agencies).toHaveLength(22);
    expect((await ask('PATCH', '/datasets/dof-ports', { archived: true })).json()).toMatchObject({ slug: 'dof-ports', archivedAt: expect.any(String) });
    expect((await ask('GET', '/datasets')).json().items).toEqual([]);
  });

  it('page through the list without losing or repeating a dataset', async () => {
    for (const agencyId of ['rid', 'acfs', 'rid', 'doa', 'acfs']) await ask('POST', '/datasets', { agencyId, titleTh: 'ชุด', titleEn: 'Pages' });
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const { items, nextCursor }: { items: { slug: string }[]; nextCursor: string | null } = (await ask('GET', `/datasets?limit=2${cursor && `&cursor=${cursor}`}`)).json();
      seen.push(...items.map(({ slug }) => slug));
      cursor = nextCursor;
    }
    expect(seen).toEqual(['acfs-pages', 'acfs-pages-2', 'doa-pages', 'rid-pages', 'rid-pages-2']);
  });

  it.each([
    ['GET', '/datasets/nothing-here', undefined, 404, 'catalog.dataset-not-found'], ['GET', '/board?asOf=2999-01-01', undefined, 422, 'plans.as-of-in-future'],
    ['GET', '/board?asOf=2568-02-19', undefined, 422, 'plans.as-of-in-future'], ['GET', '/board?asOf=19/02/2568', undefined, 422, 'plans.not-a-date'], ['POST', '/datasets', { agencyId: 'rid' }, 400, 'kernel.input-refused'],
    ['GET', '/datasets?state=wonderful', undefined, 400, 'kernel.input-refused'],
  ] as const)('%s %s is refused clearly', async (method, url, body, status, code) => {
    const reply = await ask(method, url, body);
    expect([reply.statusCode, reply.json().code]).toEqual([status, code]);
    expect(reply.headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(reply.json().nextTh).toMatch(/[ก-๙]/);
  });

  it.each(roles.flatMap((each) => routes.map((route) => [each, route] as const)))('%s may do only what the policy of the route says', async (each, route) => {
    role = each;
    const { statusCode } = await ask(route.method as 'GET', route.path.replace(':slug', 'no-such-dataset'), route.method === 'GET' ? undefined : {});
    role = 'operator';
    expect([401, 403].includes(statusCode)).toBe(!route.policy.roles.includes(each));
  });
});

import type { FastifyInstance } from 'fastify';
import { Value } from 'typebox/value';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { systemClock } from '#kernel/clock.ts';
import { buildHttp } from '#kernel/http.ts';
import { openLog } from '#kernel/log.ts';
import { roles, theHouse, type Role } from '#kernel/policy.ts';
import { allowAll } from '#kernel/testing/deciders.ts';
import type { TestDatabase } from '#kernel/testing/database.ts';
import { principalOf } from '#kernel/testing/principals.ts';
import { recordReleaseChange, recordSource, setDueDate } from '#modules/plans/index.ts';
import { routes } from './routes.ts';
import { PlanItems, PlanList, PlanPage, ProjectPage } from './schemas.ts';
import { projectsDatabase } from './testing/projects-database.ts';

const host = '127.0.0.1';
let test: TestDatabase;
let app: FastifyInstance;
let role: Role = 'secretariat';
let now = new Date('2025-01-06T03:00:00.000Z');
const clock = vi.spyOn(systemClock, 'now').mockImplementation(() => now);

beforeAll(async () => {
  test = await projectsDatabase();
  app = await buildHttp({ db: test.db, log: openLog('test', 'silent'), version: 'test', routes, authenticate: async () => principalOf(role), decider: allowAll, hosts: [host] });
});
afterAll(async () => { clock.mockRestore(); await app.close(); await test.close(); });

const ask = async (method: 'GET' | 'POST' | 'PUT' | 'DELETE', url: string, payload?: object) => {
  const reply = await app.inject({ method, url: `/api/v1/action-plans${url}`, headers: { host }, ...(payload && { payload }) });
  return { status: reply.statusCode, body: reply.body === '' ? null : reply.json() };
};
const on = (day: string) => { now = new Date(`${day}T03:00:00.000Z`); };
async function dataset(slug: string, agencyId: string, dueOn: string): Promise<number> {
  return test.db.tx(async (tx) => {
    const { rows } = await tx.query(`insert into catalog.dataset (slug, agency_id, title_th, title_en, created_at, created_by) values ($1, $2, 'ชุด ' || $1, $1, $3, 't') returning id`, [slug, agencyId, now.toISOString()]);
    await setDueDate(tx, theHouse, { datasetId: rows[0].id, dueOn, reason: 'แผน' }, now);
    return rows[0].id;
  });
}
const link = (id: number) => test.db.tx(async (tx) => {
  await recordSource(tx, id, now);
  await tx.query('insert into lake.release (dataset_id, number, published_at) values ($1, 1, $2)', [id, now.toISOString()]);
  await recordReleaseChange(tx, id, now);
});
const titles = { titleTh: 'แผนปฏิบัติการดิจิทัล', titleEn: 'Digital action plan' };
const project = (strategyId: number) => ({
  strategyId, agencyId: 'rid', code: 'ด-01', titleTh: 'เชื่อมข้อมูลน้ำ', titleEn: 'Water data', startsOn: '2024-10-01', endsOn: '2025-09-30',
  budgets: [{ fiscalYear: 2568, baht: '1234567.50' }],
  indicators: [{ titleTh: 'ชุดที่เชื่อม', titleEn: 'Linked', unitTh: 'ชุด', unitEn: 'datasets', target: 2, measure: 'datasets-linked' }, { titleTh: 'ผู้ใช้', titleEn: 'Users', unitTh: 'คน', unitEn: 'people', target: 100, measure: 'reported' }],
});
let strategy: { id: number; version: number };
let water: { id: number; version: number };
let dams: number;

describe('the action plan', () => {
  it('is set up with strategies, projects, budgets, indicators and datasets', async () => {
    expect(await ask('POST', '', { slug: 'digital-2566', ...titles, firstYear: 2566, lastYear: 2570 })).toMatchObject({ status: 201, body: { version: 1, totals: { datasets: 0, baht: '0.00' } } });
    expect((await ask('POST', '', { slug: 'digital-2566', ...titles, firstYear: 2566, lastYear: 2570 })).body.code).toBe('projects.slug-taken');
    strategy = (await ask('POST', '/digital-2566/strategies', { number: 1, titleTh: 'ข้อมูลเป็นหนึ่ง', titleEn: 'One data' })).body;
    water = (await ask('POST', '/digital-2566/projects', project(strategy.id))).body;
    dams = await dataset('rid-dams', 'rid', '2025-02-28');
    await dataset('rid-canals', 'rid', '2025-03-31');
    expect((await ask('GET', '/digital-2566/choices?agency=rid')).body.items.map((each: { slug: string }) => each.slug)).toEqual(['rid-dams', 'rid-canals']);
    expect((await ask('POST', `/digital-2566/projects/${water.id}/items`, { datasets: ['rid-dams', 'rid-canals', 'rid-dams'] })).body).toEqual({ added: 2 });
    expect((await ask('POST', `/digital-2566/projects/${water.id}/items`, { datasets: ['rid-dams'] })).body).toEqual({ added: 0 });
    const page = (await ask('GET', '/digital-2566')).body;
    expect(Value.Check(PlanPage, page)).toBe(true);
    expect(page).toMatchObject({ unplanned: 0, totals: { datasets: 2, linked: 0, overdue: 0, baht: '1234567.50' }, budgetByYear: [{ fiscalYear: 2568, baht: '1234567.50' }] });
    expect(page.strategies[0].projects).toMatchObject([{ id: water.id, code: 'ด-01', agency: { id: 'rid' }, totals: { datasets: 2 } }]);
  });

  it('shows each past day as it was known then, whatever comes later', async () => {
    const seen = new Map<string, string>();
    const look = async (day: string) => JSON.stringify([(await ask('GET', `/digital-2566?asOf=${day}`)).body, (await ask('GET', `/digital-2566/projects/${water.id}?asOf=${day}`)).body]);
    const keep = async (day: string) => { on(day); seen.set(day, ''); };
    await keep('2025-01-10');
    expect((await ask('GET', '/digital-2566?asOf=2025-01-05')).body.code).toBe('projects.plan-not-yet');
    expect((await ask('GET', '/digital-9999')).body.code).toBe('projects.plan-not-found');
    on('2025-01-20');
    await test.db.tx((tx) => setDueDate(tx, theHouse, { datasetId: dams, dueOn: '2025-01-31', reason: 'เร่ง' }, now));
    await keep('2025-02-01');
    on('2025-02-10');
    await link(dams);
    await keep('2025-02-19');
    on('2025-02-20');
    for (const day of seen.keys()) seen.set(day, await look(day));
    on('2025-04-02');
    expect((await ask('PUT', `/digital-2566/projects/${water.id}`, { ...project(strategy.id), version: 1, reason: 'ขยายเวลา', endsOn: '2026-09-30', budgets: [{ fiscalYear: 2568, baht: '1' }, { fiscalYear: 2569, baht: '2.5' }] })).body).toEqual({ id: water.id, version: 2 });
    expect((await ask('DELETE', `/digital-2566/projects/${water.id}/items/rid-canals?reason=${encodeURIComponent('ย้ายหน่วยงาน')}`)).status).toBe(204);
    expect((await ask('POST', `/digital-2566/projects/${water.id}/indicators/2/reports`, { value: 41, countedOn: '2025-04-01', note: 'นับจากระบบ' })).status).toBe(204);
    for (const [day, before] of seen) {
      const after = await look(day);
      expect(JSON.parse(after), day).toEqual(JSON.parse(before));
    }
    const [plan, page] = JSON.parse(seen.get('2025-02-01') as string);
    expect(plan.totals).toMatchObject({ datasets: 2, linked: 0, overdue: 1 });
    expect(page.items.find((item: { slug: string }) => item.slug === 'rid-dams')).toMatchObject({ progress: 'overdue', dueOn: '2025-01-31', baselineDueOn: '2025-02-28', slipDays: -28, moves: 1 });
    expect(JSON.parse(seen.get('2025-02-19') as string)[1].items.find((item: { slug: string }) => item.slug === 'rid-dams')).toMatchObject({ progress: 'done-late', linkedOn: '2025-02-10' });
  });

  it.each(['2025-01-10', '2025-02-01', '2025-02-19', '2025-04-02'])('lists behind every figure of %s as many datasets as the figure says', async (day) => {
    const plan = (await ask('GET', `/digital-2566?asOf=${day}`)).body;
    const listed = async (more: string) => (await ask('GET', `/digital-2566/items?asOf=${day}${more}`)).body;
    expect(Value.Check(PlanItems, await listed(''))).toBe(true);
    const parts = [['', plan], ...plan.strategies.map((each: { id: number }) => [`&strategy=${each.id}`, each]), ...plan.strategies.flatMap(({ projects }: { projects: { id: number }[] }) => projects.map((each) => [`&project=${each.id}`, each]))];
    for (const [scope, { totals }] of parts) {
      for (const [show, figure] of [['', 'datasets'], ['&show=linked', 'linked'], ['&show=overdue', 'overdue'], ['&show=at-risk', 'atRisk'], ['&show=moved', 'moved']] as const) {
        expect((await listed(scope + show)).items.length, scope + show).toBe(totals[figure]);
      }
    }
  });

  it('keeps the first end of a project, what its indicators reached, and all that was said', async () => {
    const page = (await ask('GET', `/digital-2566/projects/${water.id}`)).body;
    expect(Value.Check(ProjectPage, page)).toBe(true);
    expect(page).toMatchObject({ version: 2, endsOn: '2026-09-30', firstEndsOn: '2025-09-30', totals: { datasets: 1, linked: 1, baht: '3.50' } });
    expect(page.indicators).toMatchObject([{ measure: 'datasets-linked', value: 1, target: 2 }, { measure: 'reported', value: 41, countedOn: '2025-04-01', by: 'test-secretariat' }]);
    expect(page.history.map((each: { what: string }) => each.what).sort()).toEqual(['added', 'changed', 'items-added', 'items-removed', 'reported']);
    expect(page.history.find((each: { what: string }) => each.what === 'items-removed')).toMatchObject({ reason: 'ย้ายหน่วยงาน', datasets: { count: 1, named: [{ slug: 'rid-canals' }] } });
    expect(Value.Check(PlanList, (await ask('GET', '')).body)).toBe(true);
  });

  it('lets one of two who change the same part win, and tells the other who it was', async () => {
    const change = (titleEn: string) => ask('PUT', '/digital-2566', { ...titles, titleEn, firstYear: 2566, lastYear: 2570, version: 1, reason: 'แก้ชื่อ' });
    const answers = await Promise.all([change('One'), change('Two')]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(answers.find(({ status }) => status === 409)?.body).toMatchObject({ code: 'projects.changed-meanwhile', by: 'test-secretariat', version: 2 });
  });

  it.each([
    ['a year of the common era', 'POST', '', { slug: 'p2', ...titles, firstYear: 2023, lastYear: 2570 }, 'projects.era-mistaken', /2566/],
    ['years the wrong way round', 'POST', '', { slug: 'p2', ...titles, firstYear: 2570, lastYear: 2566 }, 'projects.ends-before-start', /2566/],
    ['a day of the Buddhist era', 'POST', '/digital-2566/projects', { startsOn: '2567-10-01' }, 'projects.era-mistaken', /2024-10-01/],
    ['a day before the plan', 'POST', '/digital-2566/projects', { startsOn: '2022-09-30' }, 'projects.outside-plan', /2565/],
    ['no day at all', 'POST', '/digital-2566/projects', { endsOn: '2025-02-30' }, 'projects.not-a-date', /2025-02-30/],
    ['an end before the start', 'POST', '/digital-2566/projects', { endsOn: '2024-09-30' }, 'projects.ends-before-start', /2024/],
    ['a budget of a year outside the project', 'POST', '/digital-2566/projects', { budgets: [{ fiscalYear: 2569, baht: '1' }] }, 'projects.outside-project', /2568/],
    ['one year twice', 'POST', '/digital-2566/projects', { budgets: [{ fiscalYear: 2568, baht: '1' }, { fiscalYear: 2568, baht: '2' }] }, 'projects.year-twice', /2568/],
    ['an agency that does not exist', 'POST', '/digital-2566/projects', { agencyId: 'nobody' }, 'catalog.agency-unknown', /./],
    ['a plan narrower than its projects', 'PUT', '/digital-2566', { ...titles, firstYear: 2566, lastYear: 2568, version: 2, reason: 'x' }, 'projects.outside-plan', /เชื่อมข้อมูลน้ำ/],
    ['withdrawing what still holds something', 'PUT', '/digital-2566/strategies/1', { number: 1, titleTh: 'ข้อมูล', titleEn: 'Data', version: 1, reason: 'x', withdrawn: true }, 'projects.still-holds', /./],
  ] as const)('refuses %s, and names the place', async (_, method, url, body, code, says) => {
    const payload = url.endsWith('/projects') ? { ...project(strategy.id), ...body } : body;
    const reply = await ask(method, url, payload);
    expect(reply.body.code).toBe(code);
    expect(JSON.stringify(reply.body)).toMatch(says);
    expect(reply.body.nextTh).toMatch(/[ก-๙]/);
  });

  it('gives out markup in names as text, and takes none of its parts for more than they are', async () => {
    const name = '#eval("x") <b>น้ำ</b> $1$ \\';
    const { body } = await ask('POST', '/digital-2566/projects', { ...project(strategy.id), titleTh: name, titleEn: name, indicators: [] });
    expect((await ask('GET', `/digital-2566/projects/${body.id}`)).body.titleTh).toBe(name);
  });

  it.each(roles.flatMap((each) => routes.map((route) => [each, route] as const)))('%s may do only what the policy says: %o', async (each, route) => {
    role = each;
    const { status } = await ask(route.method as 'GET', route.path.replace('/action-plans', '').replace(':slug', 'none').replace(/:\w+/g, '1'), route.method === 'GET' || route.method === 'DELETE' ? undefined : {});
    role = 'secretariat';
    expect([401, 403].includes(status)).toBe(!route.policy.roles.includes(each));
  });
});

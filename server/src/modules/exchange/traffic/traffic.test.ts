import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { todayInBangkok } from '@saphan/contracts/dates';
import { buildHttp } from '#kernel/http.ts';
import { openLog } from '#kernel/log.ts';
import { roles, type Principal } from '#kernel/policy.ts';
import { allowAll } from '#kernel/testing/deciders.ts';
import { principalOf } from '#kernel/testing/principals.ts';
import { addDirectExchange, openTraded, type Traded } from '../testing/traded.ts';
import { trafficPart } from './part.ts';
import { listExchanges } from './read-exchanges.ts';

const HOST = '127.0.0.1';
let traded: Traded;
let app: FastifyInstance;
let who: Principal;

beforeAll(async () => {
  traded = await openTraded();
  app = await buildHttp({ db: traded.test.db, log: openLog('test', 'silent'), version: 'test', routes: trafficPart.routes ?? [], authenticate: async () => who, decider: allowAll, hosts: [HOST] });
});
beforeEach(async () => { who = principalOf('secretariat'); await traded.run('truncate exchange.exchange, exchange.subject_use, exchange.quota_use'); });
afterAll(async () => { await app?.close(); await traded?.close(); });

async function ask(url: string): Promise<{ status: number; body: any }> {
  const reply = await app.inject({ method: 'GET', url: `/api/v1/exchange${url}`, headers: { host: HOST } });
  return { status: reply.statusCode, body: reply.json() };
}
const as = (agency: string, role: 'steward' | 'agency-admin' = 'steward') => { who = { ...principalOf(role), agencies: [agency] }; };
const ago = (seconds: number) => new Date(Date.now() - seconds * 1_000).toISOString();

describe('live traffic', () => {
  it('says by service and consumer how many were answered, whose the errors were and how long callers waited', async () => {
    for (let n = 1; n <= 20; n += 1) await traded.exchange({ at: ago(n * 60), took: n * 10, upstream: n * 5 });
    await traded.exchange({ at: ago(30), status: 429, origin: 'hub', problem: 'exchange.quota-spent', consumer: 'dof', upstream: null });
    await traded.exchange({ at: ago(40), status: 502, origin: 'provider', problem: 'exchange.upstream-broken' });
    await traded.exchange({ at: ago(7_200), status: 500, origin: 'network' });
    const { body } = await ask('/traffic?minutes=60');
    expect(body).toMatchObject({
      answered: 20, refused: 2, seconds: 60,
      services: [{ service: { slug: 'farmer-register' }, agencyId: 'rid', exchanges: 22, byHub: 1, byProvider: 1, byNetwork: 0, p50Ms: 90, p99Ms: 200 }],
      consumers: expect.arrayContaining([expect.objectContaining({ system: expect.objectContaining({ path: 'TH/GOV/dof/permits' }), refused: 1, problem: 'exchange.quota-spent' })]),
    });
    expect(body.moments).toHaveLength(60);
    expect(body.moments.reduce((sum: number, each: any) => sum + each.answered + each.refused, 0)).toBeGreaterThanOrEqual(21);
    expect(await ask('/traffic?service=none')).toMatchObject({ status: 404, body: { code: 'exchange.traffic-service-unknown' } });
  });

  it('and each exchange is seen by its parties only', async () => {
    const id = await traded.exchange({ at: ago(10) });
    await traded.exchange({ at: ago(20), consumer: 'dof', status: 403, origin: 'hub', problem: 'exchange.purpose-unknown' });
    const seen: Record<string, number> = {};
    for (const agency of ['rid', 'doa', 'dof', 'ldd']) { as(agency); seen[agency] = (await ask('/exchanges')).body.items.length; }
    expect(seen).toEqual({ rid: 2, doa: 1, dof: 1, ldd: 0 });
    as('dof');
    expect(await ask(`/exchanges/${id}`)).toMatchObject({ status: 404, body: { code: 'exchange.exchange-not-found' } });
    expect((await ask('/traffic')).body).toMatchObject({ answered: 0, refused: 1 });
    as('doa');
    expect((await ask(`/exchanges/${id}`)).body).toMatchObject({ id, agreement: 'SA-2569-9001', whatTh: 'ดูทะเบียนเกษตรกรของคนหนึ่ง', purposeTh: 'ตรวจสิทธิรับเงินช่วยเหลือเกษตรกร', entry: null, isPersonal: false, gatewayKid: 'k' });
  });

  it('and says from when the person sees it, why not at once, and when it was written down too late', async () => {
    const soon = new Date(Date.now() + 86_400_000).toISOString();
    const id = await traded.exchange({ at: ago(10), about: { subject: Buffer.alloc(32), year: 2026, visibleFrom: soon, disclosure: 'delayed', reason: 'investigation' } });
    const late = (await traded.run(`insert into exchange.exchange (id, at, consumer_system_id, provider_system_id, assurance, status, request_bytes, response_bytes, took_ms, gateway_kid, gateway_base, gateway_signature, late_at)
      select gen_random_uuid(), at, consumer_system_id, provider_system_id, 3, 200, 1, 1, 1, 'k', 'b', 's', $1 from exchange.exchange limit 1 returning id`, [soon]))[0].id;
    expect((await ask(`/exchanges/${id}`)).body).toMatchObject({ isPersonal: true, lateAt: null, disclosure: { kind: 'delayed', visibleFrom: soon, reasonCode: 'investigation', reasonTh: expect.stringMatching(/[ก-๙]/), reasonEn: expect.any(String) } });
    expect((await ask(`/exchanges/${late}`)).body).toMatchObject({ lateAt: soon, disclosure: null });
  });

  it('is listed by pages, narrowed by whose error, agreement, consumer, problem and time', async () => {
    const began = Date.now();
    const before = (seconds: number) => new Date(began - seconds * 1_000).toISOString();
    for (let n = 0; n < 55; n += 1) await traded.exchange({ at: before(n + 60), consumer: n % 5 === 0 ? 'dof' : 'doa', ...(n % 11 === 0 && { status: 502, origin: 'provider', problem: 'exchange.upstream-broken' }) });
    const first = (await ask('/exchanges')).body;
    const second = (await ask(`/exchanges?before=${encodeURIComponent(first.next)}`)).body;
    expect([first.items.length, second.items.length, second.next]).toEqual([50, 5, null]);
    expect((await ask('/exchanges?show=provider')).body.items).toHaveLength(5);
    expect((await ask('/exchanges?agreement=SA-2569-9002')).body.items).toHaveLength(11);
    expect((await ask('/exchanges?consumer=TH/GOV/dof/permits&problem=exchange.upstream-broken')).body.items).toHaveLength(1);
    expect([(await ask('/exchanges?provider=TH/GOV/rid/registry&consumer=TH/GOV/dof/permits')).body.items.length, (await ask('/exchanges?provider=TH/GOV/dof/permits')).body.items.length]).toEqual([11, 0]);
    expect((await ask(`/exchanges?to=${encodeURIComponent(before(100))}`)).body.items).toHaveLength(14);
    expect(await ask('/exchanges?from=2569-11-01')).toMatchObject({ status: 422, body: { code: 'exchange.traffic-time-refused', errors: [{ th: expect.stringContaining('2026') }] } });
    expect(await ask('/exchanges?before=x')).toMatchObject({ status: 400, body: { code: 'exchange.traffic-place-unknown' } });
  });

  it('is looked through by 31 days at once, so that few partitions are opened however many there are', async () => {
    await traded.run("select exchange.prepare_partitions(current_date - 120, current_date + 1)");
    for (const days of [1, 40, 100]) await traded.exchange({ at: ago(days * 86_400) });
    const pages: number[] = [];
    for (let before: string | null = ''; before !== null;) {
      const page: { items: unknown[]; next: string | null } = (await ask(`/exchanges${before && `?before=${encodeURIComponent(before)}`}`)).body;
      pages.push(page.items.length);
      before = page.next;
    }
    expect(pages).toEqual([1, 1, 0, 1]);
    expect((await ask(`/exchanges?from=${encodeURIComponent(ago(10 * 86_400))}`)).body).toMatchObject({ items: [{}], next: null });
    for (const query of [{}, { from: ago(110 * 86_400) }, { to: ago(50 * 86_400) }, { before: `${ago(60 * 86_400)}_00000000-0000-0000-0000-000000000000` }]) {
      const plans = await traded.test.db.read(async (tx) => {
        const seen: [string, unknown[]][] = [];
        await listExchanges({ query: (statement, values) => { seen.push([statement as string, values ?? []]); return tx.query(statement, values); } }, who, query, new Date());
        return Promise.all(seen.filter(([text]) => /from exchange\.exchange e/.test(text)).map(async ([text, values]) => JSON.stringify((await tx.query(`explain ${text}`, values)).rows)));
      });
      const opened = new Set(plans.join('').match(/exchange_\d{8}/g));
      expect(opened.size).toBeGreaterThan(25);
      expect(opened.size).toBeLessThanOrEqual(33);
    }
  });

  it('tells who uses whose data, how often in the last days, and what is left of the quota', async () => {
    const today = todayInBangkok(new Date());
    await traded.run('insert into exchange.quota_use (agreement_id, day, used) values ($1, $2::date, 7), ($1, $2::date - 3, 40), ($1, $2::date - 90, 1000)', [traded.agreement.doa, today]);
    const { body } = await ask('/uses?days=30');
    expect(body.items).toMatchObject([{ agreement: 'SA-2569-9001', state: 'active', uses: 47, today: 7, quotaPerDay: 1_000, lastOn: today, system: { agencyId: 'doa' }, providerId: 'rid', purposes: ['subsidy'] }, { agreement: 'SA-2569-9002', uses: 0, lastOn: null }]);
    as('dof');
    expect((await ask('/uses')).body.items).toMatchObject([{ agreement: 'SA-2569-9002' }]);
    as('rid');
    expect([(await ask('/uses?side=provider')).body.items.length, (await ask('/uses?side=consumer')).body.items.length]).toEqual([2, 0]);
  });

  it('shows exchanges of edges among themselves as direct, and those that one side only handed in as unmatched', async () => {
    const through = await traded.exchange({ at: ago(60) });
    const direct = await addDirectExchange(traded.run, traded, { moment: ago(30) });
    const alone = await addDirectExchange(traded.run, traded, { moment: ago(90), status: 404, by: ['rid'] });
    const idsOf = async (query: string) => (await ask(`/exchanges${query}`)).body.items.map(({ id }: { id: string }) => id);
    expect(await idsOf('')).toEqual([direct, through, alone]);
    expect([await idsOf('?via=hub'), await idsOf('?via=direct'), await idsOf('?via=unmatched'), await idsOf('?show=refused'), await idsOf('?show=hub'), await idsOf(`?before=${encodeURIComponent(`${ago(45)}_${direct}`)}`)]).toEqual([[through], [direct, alone], [alone], [alone], [], [through, alone]]);
    expect((await ask(`/exchanges/${alone}`)).body).toMatchObject({ via: 'direct', assurance: 3, status: 404, handedIn: { consumer: null, provider: expect.any(String) }, consumerKid: 'kc', providerKid: 'kp', gatewayKid: null, agreement: 'SA-2569-9001', agreementVersion: 1, purposeEn: 'Checking the right to a farmer’s subsidy', tookMs: null });
    expect((await ask('/traffic?minutes=60')).body).toMatchObject({ answered: 1, refused: 0, direct: 2, unmatched: 1 });
    expect((await ask('/uses')).body.items[0]).toMatchObject({ agreement: 'SA-2569-9001', uses: 0, direct: 2, unmatched: 1, lastOn: todayInBangkok(new Date(Date.parse(ago(30)))) });
    as('dof');
    expect([await idsOf(''), (await ask(`/exchanges/${direct}`)).status, (await ask('/traffic')).body.direct]).toEqual([[], 404, 0]);
    await traded.run('truncate edge.direct_exchange, edge.hand_in');
  });

  it.each(roles)('may be read by %s or is refused, as the policy says', async (role) => {
    who = principalOf(role);
    const allowed = ['operator', 'secretariat', 'steward', 'agency-admin', 'auditor', 'service'];
    expect((await ask('/traffic')).status === 200).toBe([...allowed, 'reader'].includes(role));
    expect((await ask('/exchanges')).status === 200).toBe(allowed.includes(role));
  });
});

import { createHmac } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { buildHttp } from '#kernel/http.ts';
import { openLog } from '#kernel/log.ts';
import type { Principal } from '#kernel/policy.ts';
import { roles } from '#kernel/policy.ts';
import { sealSecret } from '#kernel/secrets.ts';
import { allowAll } from '#kernel/testing/deciders.ts';
import { principalOf } from '#kernel/testing/principals.ts';
import { subjectKeysOf } from '../exchange/index.ts';
import { openTraded, type Traded } from '../exchange/testing/traded.ts';
import { subjectRef } from '../identity/index.ts';
import { tracker, type TrackerPorts } from './index.ts';

const HOST = '127.0.0.1';
const masterKey = Buffer.alloc(32, 7);
const SOMSRI = '1103700000001', OTHER = '3100600000003';
/** A right check digit for twelve digits. */
const pid = (first: string) => { const sum = [...first].reduce((all, digit, i) => all + Number(digit) * (13 - i), 0); return `${first}${(11 - (sum % 11)) % 10}`; };
const [own, another] = [pid(SOMSRI.slice(0, 12)), pid(OTHER.slice(0, 12))];
const keys = new Map([[2025, 'k25'], [2026, 'k26']]);
const subjectOf = (citizenId: string, year: number) => createHmac('sha256', keys.get(year) ?? 'none').update(citizenId).digest();
const person = '01998000-0000-7000-8000-0000000000aa';
const citizen = principalOf('citizen', { accountId: '01998000-0000-7000-8000-0000000000ab', personId: person, sessionId: '01998000-0000-7000-8000-0000000000ac', ial: 23 });
let traded: Traded;
let app: FastifyInstance;
let who: Principal = citizen;
let logged = '';
const drawn: TrackerPorts['subjectKeysOf'] = async (_tx, citizenId) => [...keys.keys()].map((year) => ({ year, subject: subjectOf(citizenId, year) }));
let keysOf = drawn;

beforeAll(async () => {
  traded = await openTraded();
  const { routes } = tracker({ masterKey, subjectKeysOf: (tx, citizenId) => keysOf(tx, citizenId) });
  const log = openLog('test', 'silent');
  app = await buildHttp({ db: traded.test.db, log, version: 'test', routes, authenticate: async () => who, decider: allowAll, hosts: [HOST] });
  await traded.run("insert into organisations.person (id, given_th, family_th, created_by) values ($1, 'สมศรี', 'สมมุติ', 'test')", [person]);
  await traded.run("insert into identity.identifier (person_id, kind, key_version, ref, ial, issuer, verified_at) values ($1, 'th-pid', 1, $2, 23, 'thaid', now())", [person, subjectRef(masterKey, 'th-pid', own)]);
});
beforeEach(async () => {
  who = citizen;
  keysOf = drawn;
  await traded.run('truncate exchange.exchange, exchange.subject_use, tracker.opening, tracker.miss');
});
afterAll(async () => { await app?.close(); await traded?.close(); });

async function ask(method: 'GET' | 'POST' | 'DELETE', url: string, payload?: object, headers: Record<string, string> = {}): Promise<{ status: number; body: any }> {
  const reply = await app.inject({ method, url, headers: { host: HOST, ...headers }, ...(payload && { payload }) });
  logged += reply.body;
  return { status: reply.statusCode, body: reply.body === '' ? null : reply.json() };
}
const open = (number = own) => ask('POST', '/api/v1/my/uses/opening', { number });
const uses = async (query = '') => (await ask('GET', `/api/v1/my/uses${query}`)).body;
const about = (citizenId = own, year = 2026, more = {}) => ({ subject: subjectOf(citizenId, year), year, ...more });

describe('a person who looks at the uses of their data', () => {
  it('types the own number and sees who asked, whom, what, why and by which agreement', async () => {
    const id = await traded.exchange({ about: about() });
    await traded.exchange({ about: about(another) });
    expect(await uses()).toMatchObject({ open: false, items: [] });
    expect((await open(own.replace(/^(\d)(\d{4})(\d{5})(\d\d)/, '$1-$2-$3-$4-'))).status).toBe(200);
    const seen = await uses();
    expect(seen).toMatchObject({ open: true, total: 1, next: null, agencies: [{ agency: { id: 'doa' }, uses: 1 }] });
    expect(seen.items).toMatchObject([{
      id, delayed: false, answered: true, assurance: 3, asker: { id: 'doa', nameTh: 'กรมวิชาการเกษตร' }, answerer: { id: 'rid' }, whatTh: 'ดูทะเบียนเกษตรกรของคนหนึ่ง', serviceTh: 'ทะเบียนเกษตรกร', agreement: 'SA-2569-9001',
      purpose: 'subsidy', purposeTh: 'ตรวจสิทธิรับเงินช่วยเหลือเกษตรกร', legalBasisTh: 'มาตรา 24 (4) ปฏิบัติภารกิจเพื่อประโยชน์สาธารณะ',
    }]);
  });

  it('sees nothing by somebody else’s number, and after five of them the door is closed for an hour', async () => {
    await traded.exchange({ about: about(another) });
    for (let n = 0; n < 5; n += 1) expect(await open(another)).toMatchObject({ status: 422, body: { code: 'tracker.number-other' } });
    expect(await open(own)).toMatchObject({ status: 429, body: { code: 'tracker.too-many-misses' } });
    expect(await uses()).toMatchObject({ open: false });
    await traded.run("update tracker.miss set at = now() - interval '61 minutes'");
    expect((await open()).status).toBe(200);
  });

  it('is told of a number that is none, of an account without one, and is not let in without proof', async () => {
    expect(await open('1103700000000')).toMatchObject({ status: 422, body: { code: 'tracker.number-refused', errors: [{ pointer: '/body/number' }] } });
    who = { ...citizen, personId: '01998000-0000-7000-8000-0000000000ff' };
    expect(await open()).toMatchObject({ status: 409, body: { code: 'tracker.number-unknown' } });
    who = { ...citizen, ial: 10 };
    expect(await open()).toMatchObject({ status: 401, body: { code: 'kernel.step-up-needed' } });
  });

  it('no longer sees them in another session, after half an hour, or when done', async () => {
    await traded.exchange({ about: about() });
    await open();
    who = { ...citizen, sessionId: '01998000-0000-7000-8000-0000000000ad' };
    expect(await uses()).toMatchObject({ open: false });
    who = citizen;
    expect(await uses()).toMatchObject({ open: true });
    await traded.run("update tracker.opening set opened_at = now() - interval '1 hour', expires_at = now() - interval '1 second'");
    expect(await uses()).toMatchObject({ open: false });
    await open();
    expect((await ask('DELETE', '/api/v1/my/uses/opening')).status).toBe(204);
    expect(await uses()).toMatchObject({ open: false });
  });

  it('sees what is delayed from its day on and not why, what is sealed never, and that a refused question gave nothing', async () => {
    const soon = new Date(Date.now() + 86_400_000).toISOString(), past = new Date(Date.now() - 1_000).toISOString();
    await traded.exchange({ at: '2026-11-20T03:00:00Z', about: about(own, 2026, { visibleFrom: soon, disclosure: 'delayed', reason: 'investigation' }) });
    await traded.exchange({ at: '2026-11-19T03:00:00Z', about: about(own, 2026, { visibleFrom: null, disclosure: 'sealed', reason: 'secret-matter' }) });
    await traded.exchange({ at: '2026-11-18T03:00:00Z', about: about(own, 2026, { visibleFrom: past, disclosure: 'delayed', reason: 'investigation' }) });
    await traded.exchange({ at: '2026-11-17T03:00:00Z', status: 403, origin: 'hub', about: about() });
    await open();
    const seen = await uses();
    expect(seen.items.map(({ delayed, answered }: any) => [delayed, answered])).toEqual([[true, true], [false, false]]);
    expect(seen.total).toBe(2);
    expect(JSON.stringify(seen)).not.toMatch(/investigation|secret-matter|visible/);
  });

  it('pages, and narrows by agency and by days of Bangkok; a year of the other era is named', async () => {
    for (let n = 0; n < 30; n += 1) await traded.exchange({ at: new Date(Date.UTC(2026, 9, 1) + n * 3_600_000).toISOString(), consumer: n % 3 === 0 ? 'dof' : 'doa', about: about() });
    await open();
    const first = await uses();
    const second = await uses(`?before=${encodeURIComponent(first.next)}`);
    expect([first.items.length, second.items.length, second.next]).toEqual([25, 5, null]);
    expect(new Set([...first.items, ...second.items].map(({ id }: any) => id)).size).toBe(30);
    expect((await uses('?agency=dof')).items).toHaveLength(10);
    expect((await uses('?from=2026-10-02&to=2026-10-02')).total).toBe(13);
    expect(await ask('GET', '/api/v1/my/uses?from=2569-10-02')).toMatchObject({ status: 400, body: { code: 'tracker.period-refused', errors: [{ th: expect.stringContaining('2026-10-02') }] } });
    expect(await ask('GET', '/api/v1/my/uses?before=x')).toMatchObject({ status: 400, body: { code: 'tracker.place-unknown' } });
  });

  it('finds nothing of a year whose key was destroyed, while the exchanges and their index stay', async () => {
    keysOf = (tx, citizenId) => subjectKeysOf(tx, masterKey, citizenId);
    const yearKeys = [2025, 2026].map((year) => ({ year, key: Buffer.alloc(32, year % 256) }));
    for (const { year, key } of yearKeys) {
      await traded.run('insert into exchange.subject_key (year, sealed_key, created_at) values ($1, $2, now())', [year, sealSecret(masterKey, `exchange/subject-key/${year}`, key.toString('base64'))]);
      await traded.exchange({ at: `${year}-05-05T05:00:00Z`, about: { year, subject: createHmac('sha256', key).update(own).digest() } });
    }
    await open();
    expect(await uses()).toMatchObject({ total: 2 });
    await traded.run("update exchange.subject_key set sealed_key = null, destroyed_at = now(), destroyed_by = 'test', reason = 'ครบกำหนด' where year = 2025");
    await open();
    expect(await uses()).toMatchObject({ total: 1, items: [{ at: '2026-05-05T05:00:00.000Z' }] });
    expect([await traded.run('select 1 from exchange.exchange'), await traded.run('select 1 from exchange.subject_use')].map((rows) => rows.length)).toEqual([2, 2]);
  });

  it('leaves the number nowhere: not in a table, an audit row, an answer', async () => {
    await traded.exchange({ about: about() });
    await open(); await open(another); await uses();
    const tables = await traded.run("select t.table_schema || '.' || t.table_name as name from information_schema.tables t where t.table_type = 'BASE TABLE' and t.table_schema in ('tracker', 'kernel', 'exchange', 'identity')");
    const written = (await Promise.all(tables.map(async ({ name }) => JSON.stringify(await traded.run(`select t::text as row from ${name} t`))))).join('\n') + logged;
    for (const number of [own, another]) { expect(written).not.toContain(number); expect(written).not.toContain(Buffer.from(number).toString('hex')); }
    expect(await traded.run("select 1 from kernel.audit where action = 'tracker.uses-opened'")).not.toEqual([]);
  });

  it.each(roles.filter((role) => role === 'service' || role === 'visitor'))('is never a %s', async (role) => {
    who = principalOf(role);
    expect([401, 403]).toContain((await open()).status);
    expect([401, 403]).toContain((await ask('GET', '/api/v1/my/uses')).status);
  });
});

describe('the data tracker of a portal of the state', () => {
  const find = (headers: Record<string, string> = { 'x-road-userid': `TH${own}` }, query = '') => ask('GET', `/v2/findUsage${query}`, undefined, headers);
  beforeEach(() => { who = principalOf('service', { scopes: ['tracker.find-usage'] }); });

  it('gives uses in the shape of the standard, with paging and period', async () => {
    await traded.exchange({ at: '2026-11-20T03:00:00.000Z', about: about() });
    await traded.exchange({ at: '2026-11-21T03:00:00.000Z', consumer: 'dof', about: about() });
    await traded.exchange({ at: '2026-11-21T04:00:00.000Z', about: about(own, 2026, { visibleFrom: null, disclosure: 'sealed' }) });
    expect((await find()).body).toMatchObject({ totalUsages: 2, usages: [{ logtime: '2026-11-21T03:00:00.000Z', receiverCode: 'dof' }, { receiverCode: 'doa', receiverName: 'กรมวิชาการเกษตร', receiverSystem: 'ระบบเงินช่วยเหลือ', action: expect.stringContaining('ดูทะเบียนเกษตรกร') }] });
    expect((await find(undefined, '?limit=1&offset=1')).body).toMatchObject({ totalUsages: 2, usages: [{ receiverCode: 'doa' }] });
    expect((await find(undefined, '?offset=2')).body).toMatchObject({ totalUsages: 2, usages: [] });
    for (const over of ['limit=1001', 'limit=0', 'offset=-1', 'offset=100001', 'periodStart=yesterday']) expect((await find(undefined, `?${over}`)).status, over).toBe(400);
    expect((await find(undefined, '?periodEnd=2026-11-20T23:00:00')).body).toMatchObject({ totalUsages: 1 });
    expect((await find({ 'x-road-userid': `TH${another}` }, `?userCode=TH${own}`)).body).toMatchObject({ totalUsages: 2 });
    expect((await ask('GET', '/v2/usagePeriod')).body).toEqual({ periodStart: '2025-12-31T17:00:00.000Z' });
    expect((await ask('GET', '/v2/heartbeat')).body).toMatchObject({ status: 'OK' });
  });

  it('wants the header, a right number, and a token for this and nothing else', async () => {
    expect((await find({})).body).toMatchObject({ code: 'tracker.subject-missing' });
    expect((await find({ 'x-road-userid': 'TH1234567890123' })).body).toMatchObject({ code: 'tracker.subject-missing' });
    who = principalOf('service', { scopes: ['catalog:read'] });
    expect((await find()).status).toBe(403);
    who = principalOf('operator');
    expect((await find()).status).toBe(403);
  });
});

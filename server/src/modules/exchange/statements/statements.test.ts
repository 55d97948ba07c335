import { generateKeyPairSync, hash, randomUUID, sign } from 'node:crypto';
import { leafHash, nodeHash } from '@saphan/contracts/transparency/tree';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { moduleFolders } from '../../../app/module-folders.ts';
import { buildHttp } from '#kernel/http.ts';
import { openLog } from '#kernel/log.ts';
import type { Role } from '#kernel/policy.ts';
import { readAttached, readPdfLines } from '#kernel/papers/testing/pdf-text.ts';
import { testDatabase, type TestDatabase } from '#kernel/testing/database.ts';
import { allowAll } from '#kernel/testing/deciders.ts';
import { principalOf } from '#kernel/testing/principals.ts';
import { makeStatements } from './make-statements.ts';
import { statementsPart } from './part.ts';

const rooms = ['calendar', 'organisations', 'ledger', 'lake', 'catalog', 'identity', 'notices', 'signon', 'registry', 'edge', 'exchange'];
const host = '127.0.0.1';
const day = '2026-11-20';
const sha256 = (data: Uint8Array) => hash('sha256', data, 'buffer');
const { publicKey, privateKey } = generateKeyPairSync('ed25519');
const kid = 'k'.repeat(43);
let test: TestDatabase;
let ask: (who: string, method: 'GET' | 'POST', path: string, body?: object) => Promise<{ status: number; body: any }>;
let stop: () => Promise<void>;

const query = (text: string, values: unknown[] = []) => test.db.tx(async (tx) => (await tx.query(text, values)).rows);

async function addSystem(agency: string, code: string): Promise<number> {
  const [{ id }] = await query(`insert into registry.system (path, code, created_at) values ($1, $2, now()) returning id`, [`TH/GOV/${agency}/${code}`, code]) as [{ id: number }];
  await query(`insert into registry.system_version (system_id, version, agency_id, name_th, name_en, kind, state, min_assurance, actor, recorded_at) values ($1, 1, $2, 'ระบบ', 'System', 'both', 'active', 0, 'test', now())`, [id, agency]);
  return id;
}

const addExchange = (id: string, at: string, consumer: number, provider: number, more: { origin?: string; stream?: string; seq?: number; problem?: string } = {}) => query(
  `insert into exchange.exchange (id, at, consumer_system_id, provider_system_id, assurance, status, error_origin, problem, request_bytes, response_bytes, took_ms, stream, seq, gateway_kid, gateway_base, gateway_signature)
   values ($1, $2, $3, $4, 3, $8, $5, $9, 1, 1, 1, $6, $7, 'k', 'b', 's')`, [id, at, consumer, provider, more.origin ?? null, more.stream ?? null, more.seq ?? null, more.origin ? 403 : 200, more.problem ?? null]);

const ids = Array.from({ length: 4 }, () => randomUUID()).toSorted();

beforeAll(async () => {
  test = await testDatabase(moduleFolders.filter(({ name }) => rooms.includes(name)));
  const [consumer, provider] = [await addSystem('doae', 'farmers'), await addSystem('rid', 'water')];
  await query(`insert into registry.system_key (system_id, kid, jwk, algorithm, custody, not_before, not_after, proof, actor, recorded_at) values ($1, $2, $3, 'ed25519', 'agency', now() - interval '1 day', now() + interval '1 day', 'test', 'test', now())`, [consumer, kid, publicKey.export({ format: 'jwk' })]);
  const [one, two, three, four] = ids as [string, string, string, string];
  await addExchange(one, `${day}T00:00:00+07:00`, consumer, provider, { stream: 'stream-of-a-client', seq: 1 });
  await addExchange(two, `${day}T12:00:00+07:00`, consumer, provider, { stream: 'stream-of-a-client', seq: 4 });
  await addExchange(three, `${day}T23:59:59.999+07:00`, consumer, provider, { origin: 'hub', problem: 'exchange.purpose-unknown' });
  await addExchange(four, '2026-11-21T00:00:00+07:00', consumer, provider);
  const authenticate = async ({ headers }: { headers: Record<string, unknown> }) => {
    const [role = 'reader', agency] = String(headers['x-who']).split(' ');
    return principalOf(role as Role, agency ? { agencies: [agency] } : {});
  };
  const app = await buildHttp({ db: test.db, log: openLog('test', 'silent'), version: 'test', routes: statementsPart.routes ?? [], authenticate, decider: allowAll, hosts: [host] });
  ask = async (who, method, path, body) => {
    const reply = await app.inject({ method, url: `/api/v1/exchange/statements${path}`, headers: { host, 'x-who': who }, ...(body && { payload: body }) });
    return { status: reply.statusCode, body: String(reply.headers['content-type']).includes('json') ? reply.json() : reply.rawPayload };
  };
  stop = async () => { await app.close(); await test.close(); };
});
afterAll(() => stop());

it('counts what two systems exchanged on a day of Bangkok, once, with the numbers that are missing and a root over the ids', async () => {
  expect(await makeStatements(test.db, day, new Date())).toBe(1);
  expect(await makeStatements(test.db, day, new Date())).toBe(0);
  const [statement] = (await ask('steward doae', 'GET', '')).body.items;
  const [a, b, c] = ids.map((id) => leafHash(sha256, Buffer.from(id))) as [Uint8Array, Uint8Array, Uint8Array];
  const root = Buffer.from(nodeHash(sha256, nodeHash(sha256, a, b), c)).toString('hex');
  expect(statement).toMatchObject({ day, consumer: 'TH/GOV/doae/farmers', provider: 'TH/GOV/rid/water', exchanges: 3, refused: 1, missing: 2, words: { consumer: null, provider: null }, sides: ['consumer'] });
  expect(statement.text).toBe(`saphan-statement/v1\nconsumer TH/GOV/doae/farmers\nprovider TH/GOV/rid/water\nday ${day}\nexchanges 3\nrefused 1\nroot ${root}\nstream stream-of-a-client 1 4 2`);
  expect(await query(`select count(*)::int as n from ledger.entry_v1 where kind = 'exchange.statement-made'`)).toEqual([{ n: 1 }]);
});

it('shows a party what lies behind the figures, and the list that the root is over', async () => {
  const [{ id, text }] = (await ask('auditor', 'GET', '')).body.items;
  const page = (await ask('steward doae', 'GET', `/${id}`)).body;
  expect(page).toMatchObject({
    held: 3, late: 0, moreGaps: false, refusals: [{ origin: 'hub', problem: 'exchange.purpose-unknown', status: 403, count: 1 }], gaps: [{ stream: 'stream-of-a-client', first: 2, last: 3 }],
    history: [], keys: [{ side: 'consumer', kid, algorithm: 'ed25519' }], root: /^root (.*)$/m.exec(text)?.[1],
  });
  expect((await ask('steward rid', 'GET', `/${id}`)).body.keys).toEqual([]);
  const list = await ask('steward rid', 'GET', `/${id}/exchanges`);
  expect(String(list.body)).toBe(ids.slice(0, 3).map((each) => `${each}\n`).join(''));
  // What was kept late, after the statement, is in neither.
  await query(`insert into exchange.exchange (id, at, consumer_system_id, provider_system_id, assurance, status, request_bytes, response_bytes, took_ms, gateway_kid, gateway_base, gateway_signature, late_at)
    select $1, $2, consumer_system_id, provider_system_id, 3, 200, 1, 1, 1, 'k', 'b', 's', now() + interval '1 hour' from exchange.daily_statement`, [randomUUID(), `${day}T15:00:00+07:00`]);
  expect((await ask('steward rid', 'GET', `/${id}`)).body).toMatchObject({ held: 3, late: 1 });
  expect((await ask('steward rid', 'GET', `/${id}/exchanges`)).body).toEqual(list.body);
  for (const path of ['', '/exchanges', '/paper']) expect((await ask('steward doa', 'GET', `/${id}${path}`)).status).toBe(404);
  expect((await ask('auditor', 'GET', '?day=2569-11-20')).body).toMatchObject({ status: 422, code: 'exchange.statement-day-refused', errors: [{ th: 'ปี 2569 เป็น พ.ศ. หมายถึง ค.ศ. 2026 หรือไม่' }] });
});

it('takes the word of each side from that side only, and says what differs', async () => {
  const [{ id }] = (await ask('auditor', 'GET', '')).body.items;
  expect((await ask('steward doa', 'GET', `/${id}`)).status).toBe(404);
  expect((await ask('steward doae', 'POST', `/${id}/answers`, { side: 'provider', agrees: true })).body.code).toBe('exchange.statement-other-side');
  expect((await ask('steward rid', 'POST', `/${id}/answers`, { side: 'provider', agrees: false })).body.code).toBe('exchange.statement-remark-needed');
  expect((await ask('steward rid', 'POST', `/${id}/answers`, { side: 'provider', agrees: true, counted: 4, root: 'a'.repeat(64) })).body).toMatchObject({ code: 'exchange.statement-own-record-differs', errors: [{ pointer: '/counted' }, { pointer: '/root' }] });
  await ask('steward rid', 'POST', `/${id}/answers`, { side: 'provider', agrees: false, remark: 'ของเรามี 4 ครั้ง', counted: 4, seen: 0 });
  expect((await ask('auditor', 'GET', '?disputed=true')).body.items).toMatchObject([{ id, words: { provider: { agrees: false, counted: 4, number: 1 } } }]);
  const told = () => query(`select what_th, to_role, agency_id, settled_at is not null as settled from notices.notice where kind = 'statement' order by id`);
  expect(await told()).toEqual([{ what_th: 'TH/GOV/rid/water ทักท้วงใบสรุปการแลกเปลี่ยนของวันที่ 20 พ.ย. 2569: ของเรามี 4 ครั้ง', to_role: 'steward', agency_id: 'doae', settled: false }]);
  expect((await ask('steward rid', 'POST', `/${id}/answers`, { side: 'provider', agrees: true, seen: 0 })).body).toMatchObject({ status: 409, code: 'exchange.statement-said-meanwhile', detail: expect.stringContaining('ไม่ตรง') });
  const root = (await ask('steward rid', 'GET', `/${id}`)).body.root;
  const said = await ask('steward rid', 'POST', `/${id}/answers`, { side: 'provider', agrees: true, counted: 3, root, seen: 1 });
  expect(said.body).toMatchObject({ words: { provider: { agrees: true, kid: null, counted: 3, root, number: 2 } }, history: [{ number: 2, agrees: true }, { number: 1, agrees: false, remark: 'ของเรามี 4 ครั้ง' }] });
  expect(await told()).toMatchObject([{ settled: true }, { agency_id: 'doae', settled: false }]);
  expect(await query(`select facts::jsonb ->> 'agrees' as agrees, facts::jsonb ->> 'number' as number, facts::jsonb ->> 'root' as root from ledger.entry where kind = 'exchange.statement-answered' order by number`)).toEqual([{ agrees: 'false', number: '1', root: null }, { agrees: 'true', number: '2', root }]);
  await expect(query('delete from exchange.statement_word')).rejects.toThrow();
});

it('takes a program at its word only with the signature of its own system under the text', async () => {
  const [{ id, text }] = (await ask('auditor', 'GET', '')).body.items;
  const answer = { side: 'consumer', agrees: true, kid };
  expect((await ask('service doae', 'POST', `/${id}/answers`, { side: 'consumer', agrees: true })).body.code).toBe('exchange.statement-signature-wrong');
  const wrong = sign(null, Buffer.from(`${text} `), privateKey).toString('base64');
  expect((await ask('service doae', 'POST', `/${id}/answers`, { ...answer, signature: wrong })).body.code).toBe('exchange.statement-signature-wrong');
  const right = sign(null, Buffer.from(text), privateKey).toString('base64');
  expect((await ask('service doae', 'POST', `/${id}/answers`, { ...answer, signature: right })).body.words.consumer).toMatchObject({ agrees: true, kid });
  expect((await ask('auditor', 'GET', '?open=true')).body.items).toEqual([]);
  expect(await query(`select 1 from notices.notice where kind = 'statement' and settled_at is null`)).toEqual([]);
  const { body: pdf } = await ask('auditor', 'GET', `/${id}/paper`);
  const printed = readPdfLines(pdf).map((line) => line.text).join('').replaceAll(/\s+/g, '');
  for (const part of ['ใบสรุปการแลกเปลี่ยนข้อมูลรายวัน', '20พฤศจิกายน2569', 'exchange.purpose-unknown', 'TH/GOV/rid/water', 'ตรงกับบันทึกของตน', kid]) expect(printed).toContain(part);
  expect(JSON.parse(readAttached(pdf))).toMatchObject({ text, words: { consumer: { kid } } });
});

it('counts also the direct exchanges whose evidence came that day, by both sides or by one', async () => {
  const [{ a, b }] = await query('select min(id) as a, max(id) as b from registry.system') as [{ a: number; b: number }];
  const addDirect = async (id: string, recordedAt: string, sides: number[]) => {
    await query(`insert into edge.direct_exchange (id, at, consumer_system_id, provider_system_id, service_id, agreement_number, purpose, status, consumer_kid, provider_kid, request_base, request_signature, response_base, response_signature, recorded_at)
      values ($1::uuid, '2026-11-17T08:00:00Z', $2, $3, 1, 'SA-2569-0001', 'aid', 200, 'c', 'p', 'b', $1::uuid::text, 'b', 's', $4)`, [id, b, a, recordedAt]);
    for (const side of sides) await query('insert into edge.hand_in (exchange_id, system_id, recorded_at) values ($1, $2, $3)', [id, side, recordedAt]);
  };
  const [both, one] = [randomUUID(), randomUUID()].toSorted() as [string, string];
  await addDirect(both, '2026-11-19T03:00:00+07:00', [a, b]);
  await addDirect(one, '2026-11-19T23:59:00+07:00', [b]);
  expect(await makeStatements(test.db, '2026-11-19', new Date())).toBe(1);
  const [statement] = (await ask('auditor', 'GET', '?day=2026-11-19')).body.items;
  const root = Buffer.from(nodeHash(sha256, leafHash(sha256, Buffer.from(both)), leafHash(sha256, Buffer.from(one)))).toString('hex');
  expect(statement).toMatchObject({ exchanges: 0, direct: 2, unmatched: 1 });
  expect(statement.text.split('\n').at(-1)).toBe(`direct 2 1 ${root}`);
});

it.each(['reader doae', 'citizen', 'visitor'])('shows %s no statements', async (who) => {
  expect([401, 403]).toContain((await ask(who, 'GET', '')).status);
});

import { createHash, randomBytes } from 'node:crypto';
import { sha256 } from '@saphan/contracts/receipts/sha-256';
import { verifyReceipt } from '@saphan/contracts/receipts/verify-receipt';
import { webCryptoVerify } from '@saphan/contracts/receipts/web-crypto';
import { readZip } from '@saphan/contracts/receipts/zip';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildHttp } from '#kernel/http.ts';
import { roles, type Principal } from '#kernel/policy.ts';
import { allowAll } from '#kernel/testing/deciders.ts';
import { principalOf } from '#kernel/testing/principals.ts';
import { ensureLog, sequence, verifyLedger, type LedgerPorts } from '#modules/ledger/index.ts';
import { receiptsPart } from '../receipts/part.ts';
import { subjectsPart } from '../subjects/part.ts';
import { subjectKeysOf } from '../subjects/subject-keys.ts';
import { openGatewayHouse, type GatewayHouse } from '../testing/gateway-house.ts';
import { signedHeaders } from '../testing/signing-system.ts';
import { trafficPart } from '../traffic/part.ts';
import { dropDaysOver } from './drop-days.ts';
import { checkKeeping, readKeeping } from './read-keeping.ts';

const DAY_MS = 86_400_000;
const citizen = '1101700230708';
const body = JSON.stringify({ citizenId: citizen });
/** Five years and more ago; one day has no partition of its own, and one tells the person only now. */
const days = { first: '2021-03-05', second: '2021-03-06', stray: '2021-04-20' };
const now = new Date('2026-11-22T05:00:00Z');
let nowMs = Date.parse(`${days.first}T05:00:00Z`);
let house: GatewayHouse;
let app: FastifyInstance;
let ledger: LedgerPorts;
let who: Principal = principalOf('auditor');

beforeAll(async () => {
  house = await openGatewayHouse({ clock: { now: () => new Date(nowMs) } });
  ledger = { db: house.test.db, log: house.ports.log, masterKey: house.ports.masterKey, publicUrl: house.origin, fetch, stamps: null };
  await house.test.db.tx((tx) => ensureLog(tx, ledger));
  const routes = [receiptsPart({}), trafficPart, subjectsPart].flatMap((part) => part.routes ?? []);
  app = await buildHttp({ db: house.test.db, log: ledger.log, version: 'test', routes, authenticate: async () => who, decider: allowAll, hosts: ['127.0.0.1'] });
});
afterAll(async () => { await app?.close(); await house?.close(); });

const ask = (url: string, method: 'GET' | 'POST' = 'GET', payload?: object) => app.inject({ method, url: `/api/v1/exchange${url}`, headers: { host: '127.0.0.1' }, ...(payload && { payload }) });
const settle = async () => { while (await sequence(ledger) > 0); };
const findings = async () => (await verifyLedger(house.test.db)).findings;
const drop = () => dropDaysOver(house.test.db, readKeeping(), now);

/** An exchange about a person on a day of the past. @returns its id. */
async function exchangeOn(day: string, agreement: string, slug: string): Promise<string> {
  nowMs = Date.parse(`${day}T05:00:00Z`);
  const nonce = randomBytes(16).toString('base64url');
  const target = `/x/${slug}/people`;
  const headers = signedHeaders(house.consumer, { method: 'POST', target, origin: house.origin, agreement, body, nonce, nowMs, headers: { 'exchange-subject': `sha-256=:${createHash('sha256').update(`${nonce}:${citizen}`).digest('base64')}:` } });
  const wire = await house.send({ method: 'POST', target, headers, body });
  expect(wire.status, wire.body.toString()).toBe(200);
  return wire.headers['exchange-id'] as string;
}

async function assertReceipt(id: string): Promise<void> {
  const reply = await ask(`/receipts/${id}`);
  expect(reply.statusCode, reply.body).toBe(200);
  const verdict = await verifyReceipt(await readZip(reply.rawPayload), { sha256, verify: webCryptoVerify(crypto.subtle) });
  expect(verdict.checks.filter(({ state }) => state === 'failed')).toEqual([]);
}

describe('the key of a year that is over', () => {
  it('is destroyed by operators alone; its index is unreadable then, and every proof stays', async () => {
    const { number } = await house.service({ slug: 'old', isPersonal: true, selectors: ['json:/citizenId'] });
    const id = await exchangeOn(days.first, number, 'old');
    await settle();
    const keysOf = () => house.test.db.read((tx) => subjectKeysOf(tx, house.ports.masterKey, citizen));
    const [key] = await keysOf();
    expect((await house.run('select 1 as id from exchange.subject_use where subject = $1', [key?.subject])).length).toBe(1);
    for (const role of roles.filter((each) => each !== 'operator')) {
      who = principalOf(role);
      expect((await ask('/subject-keys/2021/destroy', 'POST', { reason: 'over' })).statusCode, role).toBe(role === 'visitor' ? 401 : 403);
    }
    who = principalOf('operator', { aal: 2 });
    expect((await ask('/subject-keys/2021/destroy', 'POST', { reason: 'ครบเวลาเก็บ' })).statusCode).toBe(204);
    expect((await ask('/subject-keys/2021/destroy', 'POST', { reason: 'again' })).json()).toMatchObject({ status: 409, code: 'exchange.subject-key-destroyed' });
    expect((await ask('/subject-keys/2020/destroy', 'POST', { reason: 'none' })).json()).toMatchObject({ status: 404, code: 'exchange.subject-key-not-found' });
    expect(await keysOf()).toEqual([]);
    expect(await house.run('select 1 as id from exchange.subject_key where year = 2021 and sealed_key is not null')).toEqual([]);
    await settle();
    await assertReceipt(id);
    expect(await findings()).toEqual([]);
    // The gateway goes on and keeps no index of that year any more (it may know the key for a minute).
    nowMs += 120_000;
    await exchangeOn(days.first, number, 'old');
  });
});

describe('a day whose keeping time is over', () => {
  it('is deleted with its uses of persons; the ledger keeps its entries, verifies, and says who deleted what', async () => {
    const { number } = await house.service({ slug: 'kept', isPersonal: true, selectors: ['json:/citizenId'] });
    const shownLate = Math.round((now.getTime() - Date.parse(days.second)) / DAY_MS) - 30;
    const late = await house.service({ slug: 'late', isPersonal: true, selectors: ['json:/citizenId'] }, { disclosure: { kind: 'delayed', days: shownLate, reason: 'investigation' } });
    // The key of that year is gone: what tells the person late is put there as it was before.
    const ids = { first: await exchangeOn(days.first, number, 'kept'), second: await exchangeOn(days.second, late.number, 'late'), stray: await exchangeOn(days.stray, number, 'kept') };
    await house.run("insert into exchange.subject_use (subject, key_year, exchange_id, at, disclosure, visible_from, reason_code, consumer_system_id) select '\\x01', 2021, e.id, e.at, 'delayed', e.at + make_interval(days => $2), 'investigation', e.consumer_system_id from exchange.exchange e where e.id = $1", [ids.second, shownLate]);
    await settle();
    await assertReceipt(ids.stray);
    const made = Number((await house.run('select count(*)::int as id from ledger.entry'))[0]?.id);
    // Days that were made ahead and stayed empty go with them.
    expect(await drop()).toEqual(['2021-03-04', days.first, '2021-03-07', days.stray]);
    expect(await drop()).toEqual([]);
    await settle();
    expect(await findings()).toEqual([]);
    who = principalOf('auditor');
    for (const id of [ids.first, ids.stray]) {
      expect((await ask(`/receipts/${id}`)).json()).toMatchObject({ status: 410, code: 'exchange.evidence-dropped' });
      expect((await ask(`/exchanges/${id}`)).json()).toMatchObject({ status: 410, code: 'exchange.evidence-dropped' });
      expect(await house.run('select 1 as id from ledger.entry where id = $1', [id])).toHaveLength(1);
    }
    await assertReceipt(ids.second);
    expect((await ask('/receipts/0192f5c0-0000-7000-8000-000000000000')).statusCode).toBe(404);
    expect(await house.run('select d.exchanges::int as id from exchange.dropped_day d where d.exchanges > 0 order by d.day')).toEqual([{ id: 3 }, { id: 1 }]);
    expect(await house.run("select number::int - $1::int as id from ledger.entry where kind = 'exchange.day-dropped' order by number", [made])).toEqual([1, 2, 3, 4].map((id) => ({ id })));
    await expect(house.run('delete from exchange.exchange')).rejects.toThrow('never changed');
  });

  it('is left alone while calls use it, and goes once the person had time to see its late uses, with the index of the year', async () => {
    const later = new Date(now.getTime() + 91 * DAY_MS);
    await house.test.db.tx(async (tx) => {
      await tx.query('select count(*) from exchange.exchange');
      expect(await dropDaysOver(house.test.db, readKeeping(), later)).toEqual([]);
    });
    const dropped = await dropDaysOver(house.test.db, readKeeping(), later);
    expect(dropped).toContain(days.second);
    await dropDaysOver(house.test.db, readKeeping(), new Date('2027-03-01T00:00:00Z'));
    expect(await house.run("select 1 as id from pg_class where relname = 'subject_use_2021'")).toEqual([]);
    expect(await house.run('select 1 as id from exchange.subject_use')).toEqual([]);
  });

  it('is never sooner than the law allows', () => {
    expect(readKeeping()).toMatchObject({ keepDays: 1827 });
    const least = { keepDays: 90, leastSeenDays: 0, goOnMinutes: 0, spoolMegabytes: 1 };
    expect(checkKeeping(least)).toEqual(least);
    for (const wrong of [{ ...least, keepDays: 89 }, { ...least, keepDays: '5y' }, {}, null]) expect(() => checkKeeping(wrong)).toThrow(expect.objectContaining({ code: 'exchange.keeping-refused' }));
  });
});

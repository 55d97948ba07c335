import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { findFreePort } from '../free-port.ts';
import { signedHeaders } from '../../modules/exchange/testing/signing-system.ts';
import { checkReceipts } from './receipts/check-receipts.ts';
import { openEdgeHouse, type EdgeHouse, type Started } from './testing/edge-house.ts';

const HOUR_MS = 3_600_000;
let house: EdgeHouse;
let provider: Started;
let consumer: Started;
let direct: string;
let number: string;
let aheadMs = 0;
const now = () => new Date(Date.now() + aheadMs);

beforeAll(async () => {
  house = await openEdgeHouse();
  ({ number } = await house.service({ slug: 'people' }));
  await house.service({ slug: 'persons', isPersonal: true, selectors: ['json:/citizenId'] });
  const port = await findFreePort();
  direct = `http://127.0.0.1:${port}`;
  provider = await house.start('provider', `direct: { listen: '127.0.0.1:${port}', public: '${direct}' }\nservices:\n  people: { url: ${house.program.url} }\n  persons: { url: ${house.program.url} }`, { now });
  consumer = await house.start('consumer', 'listen: 127.0.0.1:0', { now });
  await vi.waitFor(() => expect(consumer.edge.trust.directOf('TH/GOV/rid/people')).toEqual([direct]), { timeout: 5000 });
});
afterAll(() => house?.close());

const waiting = (edge: Started) => readdirSync(join(edge.state, 'evidence')).filter((name) => name.endsWith('.json')).length;
const straight = async (change: (headers: Record<string, string>) => Record<string, string> = (headers) => headers, { body = '{"a":1}', sent = body, ...over }: Partial<Parameters<typeof signedHeaders>[1]> & { sent?: string; body?: string } = {}, as: 'consumer' | 'other' = 'consumer') => {
  const { host: _host, 'content-length': _length, ...headers } = signedHeaders(house.systems[as], { method: 'POST', target: '/x/people/people', origin: house.origin, agreement: number, body, nowMs: now().getTime(), ...over });
  const reply = await fetch(`${direct}/x/people/people`, { method: 'POST', headers: change(headers), body: sent });
  return { status: reply.status, code: reply.status === 200 ? 'ok' : (await reply.json() as { code: string }).code, signed: reply.headers.has('signature') };
};

describe('while the hub is there', () => {
  it('an edge takes no direct calls', async () => {
    expect(await straight()).toMatchObject({ status: 503, code: 'edge.hub-is-there' });
  });
  it('a service about persons commits to the person it asks of', async () => {
    const answer = await consumer.call('/x/persons/people', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"citizenId":"1101700230708"}' });
    expect(answer.status).toBe(200);
  });
});

describe('while the hub is away', () => {
  beforeAll(async () => {
    await house.hubDown();
    await vi.waitFor(() => expect(provider.edge.hub.away).toBe(true), { timeout: 5000 });
  });

  it('agencies go on among themselves, and both keep the evidence', async () => {
    const answer = await consumer.call('/x/people/people', { method: 'POST', body: '{"id":1}', headers: { 'content-type': 'application/json' } });
    expect(answer).toMatchObject({ status: 200, body: { asked: '/people', body: '{"id":1}' } });
    expect([answer.headers.get('exchange-via'), answer.headers.get('exchange-verified')]).toEqual(['direct', 'provider']);
    expect([waiting(consumer), waiting(provider)]).toEqual([1, 1]);
    for (const edge of [consumer, provider]) expect(checkReceipts(edge.state).findings).toEqual([]);
  });

  it('services about persons wait for the hub, so that each use is seen', async () => {
    expect(await consumer.call('/x/persons/people', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"citizenId":"1101700230708"}' })).toMatchObject({ status: 503, body: { code: 'edge.personal-needs-hub' } });
  });

  const header = (name: string, value: string) => (headers: Record<string, string>) => ({ ...headers, [name]: value });
  it.each<[string, () => ReturnType<typeof straight>, number, string]>([
    ['another system’s key', () => straight(header('exchange-client', 'TH/GOV/doae/farm'), {}, 'other'), 401, 'edge.key-unknown'],
    ['another system', () => straight(undefined, {}, 'other'), 401, 'edge.key-unknown'],
    ['another body', () => straight(undefined, { sent: '{"a":2}' }), 400, 'edge.digest-wrong'],
    ['another purpose than was signed', () => straight(header('exchange-purpose', 'tax')), 401, 'edge.wrong-signature'],
    ['a purpose that was not agreed', () => straight(undefined, { purpose: 'tax' }), 403, 'edge.purpose-refused'],
    ['no signature', () => straight(({ signature: _signature, 'signature-input': _input, ...rest }) => rest), 401, 'edge.not-signed'],
    ['a clock ten minutes ahead', () => straight(undefined, { nowMs: Date.now() + 600_000 }), 401, 'edge.created-ahead'],
    ['a clock ten minutes behind', () => straight(undefined, { nowMs: Date.now() - 600_000 }), 401, 'edge.expired'],
    ['an agreement that is not there', () => straight(undefined, { agreement: 'SA-2569-9999' }), 403, 'edge.no-agreement'],
    ['another service’s address than was signed', () => straight(undefined, { target: '/x/persons/people' }), 401, 'edge.wrong-signature'],
    ['too much', () => straight(undefined, { body: JSON.stringify({ a: 'x'.repeat(1_100_000) }) }), 413, 'edge.too-large'],
  ])('refuses %s', async (_name, call, status, code) => { expect(await call()).toMatchObject({ status, code }); });

  it('answers a call once', async () => {
    const nonce = 'AAAAAAAAAAAAAAAAAAAAAAAA';
    expect(await straight(undefined, { nonce })).toMatchObject({ status: 200, signed: true });
    expect(await straight(undefined, { nonce })).toMatchObject({ status: 409, code: 'edge.seen-before' });
  });

  it('signs nothing when its clock is off the hub’s', async () => {
    provider.edge.hub.driftMs = 9_000;
    expect(await straight()).toEqual({ status: 503, code: 'edge.clock-off', signed: false });
    provider.edge.hub.driftMs = 0;
  });

  it('goes on for the grace after the snapshot is over, and then no longer', async () => {
    aheadMs = 30 * HOUR_MS;
    expect((await consumer.call('/x/people/people/1')).status).toBe(200);
    aheadMs = 49 * HOUR_MS;
    expect(await consumer.call('/x/people/people/1')).toMatchObject({ status: 503, body: { code: 'edge.trust-over' } });
    expect(await straight()).toMatchObject({ status: 503, code: 'edge.trust-over' });
    aheadMs = 0;
  });
});

describe('when the hub is back', () => {
  it('both hand in their evidence, which becomes one entry in the ledger', async () => {
    const wrong = waiting(consumer);
    expect(wrong).toBeGreaterThan(0);
    await house.hubUp();
    await expect.poll(() => [waiting(consumer), waiting(provider)], { timeout: 15_000 }).toEqual([0, 0]);
    const rows = (await house.test.db.tx((tx) => tx.query(`select d.id, d.request_base, cardinality(v.handed_in_by) as sides, e.entry from edge.direct_exchange d join edge.direct_exchange_v1 v on v.id = d.id join ledger.entry e on e.id = d.id and e.kind = 'exchange.direct' order by d.at`))).rows;
    expect(rows.map(({ sides }) => sides)).toContain(2);
    const [first] = rows;
    expect(first.entry).toContain(`request sha-256=${createHash('sha256').update(first.request_base).digest('hex')} `);
    expect(first.entry).toContain(`agreement ${number}/1 `);
  });

  it('refuses evidence that was changed and says why', async () => {
    const [row] = (await house.test.db.tx((tx) => tx.query('select * from edge.direct_exchange order by at limit 1'))).rows;
    const item = { id: row.id, requestBase: row.request_base, requestSignature: row.request_signature, responseBase: row.response_base, responseSignature: row.response_signature };
    const hand = async (over: object, edge = consumer) => JSON.parse((await edge.edge.hub.ask('POST', '/edge/evidence', { body: Buffer.from(JSON.stringify({ items: [{ ...item, ...over }] })) })).body.toString());
    expect((await hand({})).taken).toEqual([row.id]);
    expect((await hand({ id: '01998000-0000-7000-8000-00000000000f' })).refused[0].en).toContain('the id is not that of the answer');
    expect((await hand({ requestBase: row.request_base.replace('people', 'persons') })).refused[0].en).toContain('another address');
    expect((await hand({ responseBase: row.response_base.replace('"@status": 200', '"@status": 404') })).refused[0].en).toContain('signature of the answer is wrong');
    const stranger = await house.start('other', '');
    expect((await hand({}, stranger)).refused[0].en).toContain('no party');
  });
});

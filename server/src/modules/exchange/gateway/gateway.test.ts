import { createHash, randomBytes } from 'node:crypto';
import { open } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { contentDigest } from '@saphan/contracts/http-signatures/content-digest';
import { fieldsFrom, fieldsOf } from '@saphan/contracts/http-signatures/message';
import { signResponse } from '@saphan/contracts/http-signatures/sign';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openGatewayHouse, type GatewayHouse } from '../testing/gateway-house.ts';

let house: GatewayHouse;
let agreement: string;
/** How far the house's clock is ahead. */
let aheadMs = 0;
const body = '{"q":"ข้าว"}';
const target = '/x/people-register/people';

beforeAll(async () => { house = await openGatewayHouse({ clock: { now: () => new Date(Date.now() + aheadMs) } }); agreement = (await house.service({ slug: 'people-register' })).number; });
afterAll(() => house.close());

const rows = (id: string) => house.test.db.tx(async (tx) => (await tx.query('select * from exchange.exchange where id = $1', [id])).rows);
const entry = (id: string) => house.test.db.tx(async (tx) => (await tx.query('select entry from ledger.entry where id = $1', [id])).rows[0]?.entry as string | undefined);

describe('a signed exchange', () => {
  it('goes to the provider and comes back signed by the house, with its evidence committed', async () => {
    let seen: Record<string, unknown> = {};
    // What makes another request of it for some servers, and has some proxies give an answer to others.
    const misleading = { 'x-http-method-override': 'DELETE', 'x-original-url': '/admin', 'x-rewrite-url': '/admin', 'x-remote-user': 'root', x_citizen_id: '1101700230708' };
    const forProxies = ['cache-control', 'x-accel-redirect', 'x-accel-expires', 'x-sendfile', 'cdn-cache-control', 'surrogate-control'];
    house.upstream.handle = (request, response, came) => { seen = { ...request.headers, url: request.url, came: came.toString() }; response.setHeader('content-type', 'application/json'); response.setHeader('set-cookie', 'a=b'); for (const name of forProxies) response.setHeader(name, 'public, max-age=600'); response.end('{"found":1}'); };
    const answer = await house.call({ target, agreement, body, headers: { 'exchange-seq': 'abcdefghijklmnop;n=1', cookie: 'secret=1', 'x-forwarded-for': '1.2.3.4', ...misleading } });
    expect(answer).toMatchObject({ status: 200, json: { found: 1 }, signedByHouse: true });
    expect(answer.headers).toMatchObject({ 'exchange-assurance': '3', 'content-digest': contentDigest(createHash('sha256').update('{"found":1}').digest('base64')) });
    expect(answer.headers['ratelimit']).toMatch(/^"day";r=\d+;t=\d+, "second";r=\d+;t=1$/);
    expect(answer.headers['set-cookie']).toBeUndefined();
    const id = answer.headers['exchange-id'] as string;
    expect(seen).toMatchObject({ url: '/base/people', came: body, 'exchange-id': id, 'exchange-target-uri': `${house.origin}${target}` });
    expect(seen['signature']).toMatch(/^sig1=:/);
    for (const name of ['cookie', 'x-forwarded-for', ...Object.keys(misleading)]) expect(seen, name).not.toHaveProperty(name);
    expect(answer.headers['cache-control']).toBe('no-store');
    for (const name of forProxies.slice(1)) expect(answer.headers, name).not.toHaveProperty(name);
    const [row] = await rows(id);
    expect(row).toMatchObject({ consumer_system_id: house.ids.consumer, provider_system_id: house.ids.provider, operation_id: 'ask', purpose: 'aid', assurance: 3, status: 200, problem: null, stream: 'abcdefghijklmnop', seq: 1, consumer_kid: house.consumer.kid });
    const hex = (text: string | Buffer) => createHash('sha256').update(text).digest('hex');
    const lines = (await entry(id) ?? '').trimEnd().split('\n');
    expect(lines.slice(0, 3)).toEqual(['saphan-entry/v1', 'kind exchange.exchange', `id ${id}`]);
    expect(lines.slice(4)).toEqual([
      expect.stringMatching(/^blind /), 'assurance 3', `request sha-256=${hex(row.request_base)} ${hex(Buffer.from(row.request_signature, 'base64'))}`, 'response none',
      `gateway sha-256=${hex(row.gateway_base)} ${hex(Buffer.from(row.gateway_signature, 'base64'))}`, 'status 200', expect.stringMatching(new RegExp(`^agreement ${agreement}/1 [0-9a-f]{64}$`)), 'stream abcdefghijklmnop 1',
    ]);
  });

  it('keeps the signature of a provider that signs, and refuses one that is wrong or of another answer', async () => {
    const signing = (change: (headers: Record<string, string>) => void) => {
      house.upstream.handle = (request, response) => {
        const text = '{"signed":true}';
        const headers: Record<string, string> = { 'content-type': 'application/json', 'content-digest': contentDigest(createHash('sha256').update(text).digest('base64')), 'exchange-id': request.headers['exchange-id'] as string };
        const uri = new URL(request.headers['exchange-target-uri'] as string);
        const signed = signResponse({ status: 200, fields: fieldsFrom(headers), request: { method: request.method ?? '', scheme: 'http', authority: uri.host, target: `${uri.pathname}${uri.search}`, fields: fieldsOf(request.rawHeaders) } }, 'rsp', { created: Math.floor(Date.now() / 1000), keyid: house.provider.kid }, house.provider.sign);
        Object.assign(headers, { 'signature-input': signed.inputField, signature: signed.signatureField });
        change(headers);
        response.writeHead(200, headers).end(text);
      };
    };
    signing(() => undefined);
    const good = await house.call({ target, agreement, body });
    expect(good).toMatchObject({ status: 200, signedByHouse: true });
    expect(good.headers['signature']).toMatch(/^rsp=:.+:, gw=:.+:$/);
    expect((await rows(good.headers['exchange-id'] as string))[0]).toMatchObject({ provider_kid: house.provider.kid, response_base: expect.stringContaining('"signature";req;key="sig1"') });
    const first = { signature: good.headers['signature']?.split(', ')[0] ?? '', 'signature-input': good.headers['signature-input']?.split(/, (?=gw=)/)[0] ?? '', 'exchange-id': good.headers['exchange-id'] ?? '' };
    for (const change of [(headers: Record<string, string>) => Object.assign(headers, first), (headers: Record<string, string>) => { headers['signature'] = first.signature; }, (headers: Record<string, string>) => { delete headers['signature']; }]) {
      signing(change);
      expect(await house.call({ target, agreement, body })).toMatchObject({ status: 502, signedByHouse: true, json: { code: 'exchange.provider-signature-wrong' } });
    }
  });

  it('finds the operation of a path, a word before a parameter', async () => {
    let path = '';
    house.upstream.handle = (request, response) => { path = request.url ?? ''; response.end('{}'); };
    const mine = await house.call({ target: '/x/people-register/people/mine?a=1&b=%E0%B8%81', agreement });
    expect([path, (await rows(mine.headers['exchange-id'] as string))[0].operation_id]).toEqual(['/base/people/mine?a=1&b=%E0%B8%81', 'mine']);
    const ofNothing = (sha512: string) => ({ 'content-digest': `${contentDigest(createHash('sha256').update('').digest('base64'))}, sha-512=:${createHash('sha512').update(sha512).digest('base64')}:` });
    expect((await house.call({ target: '/x/people-register/people/42', agreement, headers: ofNothing('x') })).json.code).toBe('exchange.digest-wrong');
    expect((await house.call({ target: '/x/people-register/people/42', agreement, headers: ofNothing('') })).status).toBe(200);
    const read = await house.call({ target: '/x/people-register/people/42', agreement });
    expect((await rows(read.headers['exchange-id'] as string))[0].operation_id).toBe('read');
  });

  it('passes on what the provider answers, and says that it was the provider', async () => {
    house.upstream.handle = (_request, response) => { response.writeHead(404, { 'content-type': 'application/problem+json' }).end('{"title":"none"}'); };
    expect(await house.call({ target, agreement, body })).toMatchObject({ status: 404, json: { title: 'none' }, headers: { 'exchange-error-origin': 'provider' }, signedByHouse: true });
    // Nothing is unpacked, so a few bytes stay a few bytes; no redirect is followed; and what cannot be signed is no fault of the consumer.
    const bomb = gzipSync(Buffer.alloc(30_000_000)), asked = house.upstream.asked;
    house.upstream.handle = (_request, response) => { response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' }).end(bomb); };
    const packed = await house.call({ target, agreement, body, headers: { 'accept-encoding': 'gzip' } });
    expect([packed.status, packed.headers['content-encoding'], packed.body.equals(bomb), packed.signedByHouse]).toEqual([200, 'gzip', true, true]);
    house.upstream.handle = (_request, response) => { response.writeHead(307, { location: 'http://169.254.169.254/latest' }).end(); };
    expect(await house.call({ target, agreement, body })).toMatchObject({ status: 307, headers: { location: 'http://169.254.169.254/latest' }, signedByHouse: true });
    house.upstream.handle = (_request, response) => { response.writeHead(200, { 'content-type': 'text/plain; name=\u00e9' }).end('{}'); };
    expect(await house.call({ target, agreement, body })).toMatchObject({ status: 200, signedByHouse: true });
    expect(house.upstream.asked).toBe(asked + 3);
    house.upstream.handle = (_request, response) => { response.writeHead(204).end(); };
    expect(await house.call({ target, agreement, body })).toMatchObject({ status: 204, signedByHouse: true });
  });
});

describe('an agreement that gives some fields of a live service', () => {
  const ask = (number: string, slug: string, headers = {}) => house.call({ target: `/x/${slug}/people`, agreement: number, body, headers });
  const says = (text: string, headers: Record<string, string> = {}, status = 200) => { house.upstream.handle = (_request, response) => { response.writeHead(status, { 'content-type': 'application/json', etag: '"a"', ...headers }).end(text); }; };

  it('lets these out and nothing else, though the provider gives more, and tells the provider', async () => {
    const { number } = await house.service({ slug: 'fields' }, { fields: [{ name: 'id' }, { name: 'people.name' }, { name: 'people.farm' }] });
    let heard: Record<string, unknown> = {};
    const usual = '{"id":12345678901234567890.10,"total":2,"people":[{"name":"ก","salary":1,"farm":{"rai":1.0}},{"salary":2}],"__proto__":{"name":"x"},"names":["ข"]}';
    house.upstream.handle = (request, response) => { heard = request.headers; response.writeHead(200, { 'content-type': 'application/json', etag: '"a"', 'exchange-transformed': 'no' }).end(usual); };
    const wire = await ask(number, 'fields', { 'exchange-fields': 'salary', 'accept-encoding': 'gzip', range: 'bytes=0-3' });
    expect([wire.status, wire.signedByHouse, wire.body.toString(), wire.headers['exchange-transformed'], wire.headers['etag']]).toEqual([200, true, '{"id":12345678901234567890.10,"people":[{"name":"ก","farm":{"rai":1.0}},{}]}', 'fields', undefined]);
    expect([heard['exchange-fields'], heard['accept-encoding'], heard['range']]).toEqual(['id,people.name,people.farm', undefined, undefined]);
    expect((await rows(wire.headers['exchange-id'] as string))[0]).toMatchObject({ status: 200, response_bytes: wire.body.length });
    says('[{"id":1},{"id":2}]');
    expect([(await ask(number, 'fields')).body.toString(), (await ask(number, 'fields')).headers['exchange-transformed']]).toEqual(['[{"id":1},{"id":2}]', undefined]);
    says('{"title":"none","people":[{"name":"ก","salary":1}],"secret":"1101700230708"}', {}, 404);
    expect((await ask(number, 'fields')).json).toEqual({ title: 'none', people: [{ name: 'ก' }] });
  });

  it('is refused an answer that cannot be cut: of another form, without names, or signed by its provider', async () => {
    const { number } = await house.service({ slug: 'uncut' }, { fields: [{ name: 'id' }] });
    for (const [text, headers] of [['id,salary\n1,2', { 'content-type': 'text/csv' }], ['"secret"', {}], ['{"id":1,', {}], [gzipSync('{"id":1,"secret":1}').toString('latin1'), { 'content-encoding': 'gzip' }]] as const) {
      says(text, headers);
      const wire = await ask(number, 'uncut');
      expect(wire, text).toMatchObject({ status: 502, signedByHouse: true, json: { code: 'exchange.answer-beyond-agreement' }, headers: { 'exchange-error-origin': 'provider' } });
      expect(wire.body.toString()).not.toContain('secret');
    }
    says('<p>secret</p>', { 'content-type': 'text/html' }, 500);
    expect(await ask(number, 'uncut')).toMatchObject({ status: 500, body: Buffer.from('') });
    const rowsOnly = await house.service({ slug: 'some-rows' }, { rowFilter: { all: [{ column: 'province', op: 'eq', values: ['10'] }] } });
    const asked = house.upstream.asked;
    expect((await ask(rowsOnly.number, 'some-rows')).json.code).toBe('exchange.grant-not-applied');
    expect(house.upstream.asked).toBe(asked);
  });
});

describe('what happens while an exchange is under way', () => {
  it('holds an answer back when the last day of its agreement ends meanwhile', async () => {
    const today = new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10);
    const { number } = await house.service({ slug: 'last-day' }, { validTo: today });
    const ask = () => house.call({ target: '/x/last-day/people', agreement: number, body });
    house.upstream.handle = (_request, response) => { response.end('{"secret":1}'); };
    expect((await ask()).status).toBe(200);
    house.upstream.handle = (_request, response) => { aheadMs = Date.parse(`${today}T23:59:59.999+07:00`) - Date.now() + 1_000; response.end('{"secret":1}'); };
    const wire = await ask();
    aheadMs = 0;
    expect(wire).toMatchObject({ status: 403, signedByHouse: true, json: { code: 'exchange.agreement-refused', state: 'expired' }, headers: { 'exchange-error-origin': 'hub' } });
    expect(wire.body.toString()).not.toContain('secret');
    expect((await rows(wire.headers['exchange-id'] as string))[0]).toMatchObject({ status: 403, problem: 'exchange.agreement-refused' });
  });

  it.each(['request', 'answer'] as const)('is answered by a signed 503 when the disk is full in the middle of the %s, and nothing half goes on', async (which) => {
    const { number } = await house.service({ slug: `full-${which}`, limitBytes: 20_000_000 });
    const large = randomBytes(3_000_000), asked = house.upstream.asked;
    house.upstream.handle = (_request, response) => { response.end(which === 'answer' ? large : '{}'); };
    const ask = () => house.call({ target: `/x/full-${which}/people`, agreement: number, body: which === 'request' ? large : body });
    const proto = Object.getPrototypeOf(await open('/dev/null').then(async (handle) => { await handle.close(); return handle; })) as { writeFile: (data: Buffer) => Promise<void> };
    const { writeFile } = proto;
    let written = 0;
    const full = vi.spyOn(proto, 'writeFile').mockImplementation(function fill(this: typeof proto, data) { written += data.length; return written > 1_000_000 ? Promise.reject(Object.assign(new Error('no space left'), { code: 'ENOSPC' })) : writeFile.call(this, data); });
    const wire = await ask().finally(() => full.mockRestore());
    expect(wire).toMatchObject({ status: 503, signedByHouse: true, json: { code: 'exchange.spool-full' }, headers: { 'exchange-error-origin': 'hub' } });
    expect(house.upstream.asked - asked).toBe(which === 'request' ? 0 : 1);
    expect((await ask()).status).toBe(200);
  });

  it('notes an answer that its document does not describe, and lets it go', async () => {
    const described = { 200: ['application/json'], '4XX': ['application/problem+json', 'text/*'], 204: [] };
    const { number } = await house.service({ slug: 'described', operations: [{ id: 'ask', method: 'POST', path: '/people', answers: described }] });
    const noteOf = async (status: number, type: string) => {
      house.upstream.handle = (_request, response) => { response.writeHead(status, { 'content-type': type }).end('{}'); };
      const wire = await house.call({ target: '/x/described/people', agreement: number, body });
      expect([wire.status, wire.signedByHouse]).toEqual([status, true]);
      return (await rows(wire.headers['exchange-id'] as string))[0].answer_note;
    };
    expect([await noteOf(200, 'Application/JSON; charset=utf-8'), await noteOf(200, 'text/html'), await noteOf(418, 'text/plain'), await noteOf(418, 'application/json'), await noteOf(201, 'application/json')]).toEqual([null, 'type text/html', null, 'type application/json', 'status 201']);
  });
});

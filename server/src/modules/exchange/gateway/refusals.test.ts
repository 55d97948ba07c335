import { createServer, connect } from 'node:net';
import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { openGateway } from './gateway.ts';
import { openGatewayHouse, type GatewayHouse, type Wire } from '../testing/gateway-house.ts';
import { digestOf, newSystem, signedHeaders } from '../testing/signing-system.ts';
import { addAgreement, addKey, changeSystem, moveAgreement } from '../testing/trusted-rows.ts';

let house: GatewayHouse;
let agreement: string;
const body = '{"q":1}';
const target = '/x/register/people';
type Headers = Record<string, string>;

beforeAll(async () => { house = await openGatewayHouse(); agreement = (await house.service({ slug: 'register', limitBytes: 300_000, timeoutMs: 400 })).number; });
beforeEach(() => { house.upstream.handle = (_request, response) => { response.setHeader('content-type', 'application/json'); response.end('{"ok":true}'); }; });
afterAll(() => house.close());

const kept = (wire: Wire) => house.test.db.tx(async (tx) => (await tx.query('select e.status, e.problem, e.error_origin, l.id is not null as entered from exchange.exchange e left join ledger.entry l on l.id = e.id where e.id = $1', [wire.headers['exchange-id']])).rows[0]);
const refused = (code: string, status: number, origin: string) => ({ status, signedByHouse: true, json: { code: `exchange.${code}`, status, titleTh: expect.any(String), titleEn: expect.any(String) }, headers: { 'exchange-error-origin': origin, 'content-type': 'application/problem+json' } });
const change = (headers: Headers, name: string, from: string | RegExp, to: string): Headers => ({ ...headers, [name]: (headers[name] as string).replace(from, to) });
const uncover = (headers: Headers, text: string) => change(headers, 'signature-input', ` "${text}"`, '');
const at = (seconds: number) => ({ nowMs: Date.now() + seconds * 1000 });

describe('a request whose signature does not hold', () => {
  it.each<[string, (headers: Headers) => Headers, string, number]>([
    ['no signature and no token', ({ signature: _s, 'signature-input': _i, ...rest }) => rest, 'not-identified', 401],
    ['another letter signed', (headers) => change(headers, 'exchange-purpose', 'aid', 'tax'), 'signature-wrong', 401],
    ['digest not covered', (headers) => uncover(headers, 'content-digest'), 'signature-wrong', 401],
    ['a component missing', (headers) => uncover(headers, 'exchange-agreement'), 'signature-wrong', 401],
    ['a component twice', (headers) => change(headers, 'signature-input', '("@method"', '("@method" "@method"'), 'signature-wrong', 401],
    ['alg of another key', (headers) => change(headers, 'signature-input', ';keyid', ';alg="ecdsa-p256-sha256";keyid'), 'signature-wrong', 401],
    ['two labels of one name', (headers) => change(headers, 'signature', /^(.*)$/, '$1, $1'), 'signature-wrong', 401],
    ['an unknown key', (headers) => change(headers, 'signature-input', /keyid="[^"]*"/, `keyid="${'A'.repeat(43)}"`), 'key-unknown', 401],
    ['the name of another system', (headers) => signedHeaders({ ...house.consumer, path: house.other.path }, { method: 'POST', target, origin: house.origin, agreement, body, nonce: headers['x'] ?? randomBytes(16).toString('hex') }), 'key-unknown', 401],
    ['a covered header beyond ASCII', (headers) => ({ ...headers, 'exchange-purpose': 'aid\u00e9' }), 'signature-wrong', 401],
    ['another host', (headers) => ({ ...headers, host: 'other.example' }), 'host-wrong', 421],
    ['a dot after the host', (headers) => ({ ...headers, host: `${headers['host']}.` }), 'host-wrong', 421],
  ])('is refused: %s', async (_what, mutate, code, status) => {
    const asked = house.upstream.asked;
    expect(await house.call({ target, agreement, body }, mutate)).toMatchObject(refused(code, status, 'consumer'));
    expect(house.upstream.asked).toBe(asked);
  });
  it('counts spaces behind a value as nothing, as HTTP does', async () => expect(await house.call({ target, agreement, body }, (headers) => ({ ...headers, 'exchange-purpose': 'aid  ' }))).toMatchObject({ status: 200 }));
  it('is refused when a header stands twice', async () => {
    const headers = signedHeaders(house.consumer, { method: 'POST', target, origin: house.origin, agreement, body });
    for (const name of ['exchange-purpose', 'content-digest', 'signature', 'signature-input']) {
      const wire = await house.send({ method: 'POST', target, headers: [...Object.entries(headers).flat(), name, headers[name] as string], body });
      expect([401, 400], name).toContain(wire.status);
      expect(wire.json.fault).toMatch(/field-twice|label-twice/);
    }
  });
  it('is refused when a header is folded', async () => {
    const socket = connect(house.port, '127.0.0.1');
    socket.write(`GET ${target} HTTP/1.1\r\nHost: 127.0.0.1:${house.port}\r\nExchange-Purpose: aid\r\n folded\r\n\r\n`);
    expect(String(await new Promise((resolve) => { socket.once('data', resolve); }))).toMatch(/^HTTP\/1.1 40[01]/);
    socket.destroy();
  });
  it.each([['ten minutes behind', -600, 60], ['ten minutes ahead', 600, 60], ['just past', -61, 60], ['31 s ahead', 32, 60], ['alive too long', 0, 301]])('is refused by a clock %s', async (_what, seconds, lifeS) => {
    expect(await house.call({ target, agreement, body, lifeS, ...at(seconds) })).toMatchObject(refused('clock-wrong', 401, 'consumer'));
  });
  it.each([['29 s ahead', 29, 60], ['at the edge of its life', -57, 60], ['as long as may be', 0, 300]])('is taken by a clock %s', async (_what, seconds, lifeS) => {
    expect(await house.call({ target, agreement, body, lifeS, ...at(seconds) })).toMatchObject({ status: 200 });
  });
  it.each(['/x/register/a/../people', '/x/register//people', '/x/register/%2e%2e/people', '/x/register/a%2Fpeople', '/x/register/a%5cpeople', '/x/register/%70eople', '/x/register/people?q=%e0', '/x/./register/people'])('is refused as not canonical: %s', async (path) => {
    expect(await house.call({ target: path, agreement, body })).toMatchObject(refused('target-not-canonical', 400, 'consumer'));
  });
});

describe('a request that was sent before', () => {
  it('counts once over two gateways, also when both are asked at once', async () => {
    const second = await openGateway(house.ports);
    const front = (await import('node:http')).createServer((request, response) => void second.handle(request, response));
    const port = await new Promise<number>((done) => { front.listen(0, '127.0.0.1', () => done((front.address() as { port: number }).port)); });
    for (let round = 0; round < 10; round += 1) {
      const headers = signedHeaders(house.consumer, { method: 'POST', target, origin: house.origin, agreement, body });
      const sent = { method: 'POST', target, headers, body };
      const statuses = (await Promise.all([house.send(sent), house.send({ ...sent, port }), house.send(sent), house.send({ ...sent, port })])).map(({ status }) => status).sort();
      expect(statuses).toEqual([200, 401, 401, 401]);
    }
    front.closeAllConnections(); front.close(); await second.close();
  });
  it('is not taken for another method, path or service', async () => {
    const headers = signedHeaders(house.consumer, { method: 'GET', target: '/x/register/people/1', origin: house.origin, agreement });
    expect(await house.send({ method: 'GET', target: '/x/register/people/2', headers })).toMatchObject(refused('signature-wrong', 401, 'consumer'));
    expect(await house.send({ method: 'DELETE', target: '/x/register/people/1', headers })).toMatchObject(refused('signature-wrong', 401, 'consumer'));
  });
});

describe('a body', () => {
  it.each<[string, (headers: Headers) => Headers, string]>([
    ['without a digest', ({ 'content-digest': _digest, ...headers }) => headers, 'signature-wrong'],
    ['with sha-512 only', (headers) => ({ ...headers, 'content-digest': 'sha-512=:WZDPaVn/7XgHaAy8pmojAkGWoRx2UFChF41A2svX+TaPm+AbwAgBWnrIiYllu7BNNyealdVLvRwEmTHWXvJwew==:' }), 'signature-wrong'],
  ])('is refused %s', async (_what, mutate, code) => expect((await house.call({ target, agreement, body }, mutate)).json.code).toBe(`exchange.${code}`));
  it.each([['other bytes', digestOf('other')], ['sha-512 only', 'sha-512=:WZDPaVn/7XgHaAy8pmojAkGWoRx2UFChF41A2svX+TaPm+AbwAgBWnrIiYllu7BNNyealdVLvRwEmTHWXvJwew==:'], ['two digests', `${digestOf(body)}, ${digestOf('x')}`], ['a digest that is none', 'sha-256=:abc:']])('is refused with a signed digest of %s', async (_what, digest) => {
    expect(await house.call({ target, agreement, body, headers: { 'content-digest': digest } })).toMatchObject(refused('digest-wrong', 400, 'consumer'));
  });
  it('of 100 MB is refused by the limit without being read, told or not', async () => {
    const large = Buffer.alloc(100 * 1024 * 1024);
    const headers = signedHeaders(house.consumer, { method: 'POST', target, origin: house.origin, agreement, body: 'x', headers: { 'content-digest': digestOf('x') } });
    const { 'content-length': _length, ...chunked } = headers;
    for (const each of [{ ...signedHeaders(house.consumer, { method: 'POST', target, origin: house.origin, agreement, body: large }) }, { ...chunked, 'transfer-encoding': 'chunked' }]) {
      const wire = await house.send({ method: 'POST', target, headers: each, body: large }).catch((error: NodeJS.ErrnoException) => error);
      if (wire instanceof Error) expect(['EPIPE', 'ECONNRESET']).toContain((wire as NodeJS.ErrnoException).code);
      else expect(wire).toMatchObject(refused('body-too-large', 413, 'consumer'));
    }
  });
  it('that does not fit in memory goes through a file, both ways', async () => {
    const { number } = await house.service({ slug: 'large', limitBytes: 20_000_000 });
    const large = randomBytes(3_000_000);
    house.upstream.handle = (_request, response, came) => { response.end(came); };
    const wire = await house.call({ target: '/x/large/people', agreement: number, body: large });
    expect([wire.status, wire.signedByHouse, wire.body.equals(large), wire.headers['content-digest']]).toEqual([200, true, true, digestOf(large)]);
  });
  it('that finds no room is answered by a signed 503 and nothing half sent', async () => {
    const full = await openGatewayHouse({ spoolDir: '/dev/null/full' });
    const { number } = await full.service({ slug: 'large', limitBytes: 20_000_000 });
    full.upstream.handle = (_request, response) => { response.end(randomBytes(1_000_000)); };
    expect(await full.call({ target: '/x/large/people', agreement: number, body })).toMatchObject({ ...refused('spool-full', 503, 'hub') });
    await full.close();
  });
});

describe('what was not agreed', () => {
  it.each<[string, Record<string, unknown>, string, number]>([
    ['another purpose', { purposes: [{ code: 'tax', th: 'ภาษี', en: 'Tax' }] }, 'purpose-refused', 403], ['another operation', { operations: ['read'] }, 'operation-refused', 403],
    ['an agreement that is over', { validTo: '2020-12-31' }, 'agreement-refused', 403], ['an agreement that has not begun', { validFrom: '2099-01-01' }, 'agreement-refused', 403],
    ['a higher assurance', { minAssurance: 4 }, 'assurance-too-low', 403], ['a case that is not given', { needsCase: true }, 'header-wrong', 400],
  ])('is refused and kept as evidence: %s', async (_what, terms, code, status) => {
    const { number } = await house.service({ slug: `t-${randomBytes(4).toString('hex')}` }, terms);
    const slug = (await house.test.db.tx((tx) => tx.query('select d.slug from registry.data_service d join sharing.agreement a on a.service_id = d.id where a.number = $1', [number]))).rows[0].slug;
    const wire = await house.call({ target: `/x/${slug}/people`, agreement: number, body });
    expect(wire).toMatchObject(refused(code, status, code === 'header-wrong' ? 'consumer' : 'hub'));
    expect(await kept(wire)).toMatchObject({ status, problem: `exchange.${code}`, entered: true });
  });
  it('is an agreement of another system or service, or none', async () => {
    const { number } = await house.service({ slug: 'elsewhere' });
    for (const wrong of [number, 'SA-2569-9999']) expect(await house.call({ target, agreement: wrong, body })).toMatchObject(refused('agreement-refused', 403, 'hub'));
    expect(await house.call({ target: '/x/nothing/people', agreement, body })).toMatchObject(refused('service-not-found', 404, 'consumer'));
    expect(await house.call({ target: '/x/register/nothing', agreement, body })).toMatchObject(refused('operation-not-found', 404, 'consumer'));
  });
  it('is refused each time, and written down only as often as it can be read', async () => {
    const since = Date.now();
    const wires = await Promise.all(Array.from({ length: 300 }, () => house.send({ method: 'POST', target, body, headers: signedHeaders(house.other, { method: 'POST', target, origin: house.origin, agreement, body }) })));
    expect(new Set(wires.map(({ status, signedByHouse, json }) => `${status} ${signedByHouse} ${json.code}`))).toEqual(new Set(['403 true exchange.agreement-refused']));
    const [{ n }] = (await house.test.db.tx((tx) => tx.query('select count(*)::int as n from exchange.exchange where consumer_system_id = $1', [house.ids.other]))).rows as [{ n: number }];
    expect(n).toBeGreaterThanOrEqual(200);
    expect(n).toBeLessThanOrEqual(Math.min(300, 201 + (10 * (Date.now() - since)) / 1000));
  });
  it('stops at once when it is suspended, and goes on when it is resumed', async () => {
    const { number, agreementId } = await house.service({ slug: 'suspended' });
    const call = () => house.call({ target: '/x/suspended/people', agreement: number, body });
    expect(await call()).toMatchObject({ status: 200 });
    await moveAgreement(house.run, agreementId, 'suspended');
    await vi.waitFor(async () => expect(await call()).toMatchObject(refused('agreement-refused', 403, 'hub')), 10_000);
    await moveAgreement(house.run, agreementId, 'resumed');
    await vi.waitFor(async () => expect(await call()).toMatchObject({ status: 200 }), 10_000);
  });
  it('does not leave when its agreement ends while the provider answers', async () => {
    const { number, agreementId } = await house.service({ slug: 'ending' });
    house.upstream.handle = (_request, response) => { void moveAgreement(house.run, agreementId, 'ended').then(() => sleep(150)).then(() => response.end('{"secret":1}')); };
    const wire = await house.call({ target: '/x/ending/people', agreement: number, body });
    expect(wire).toMatchObject(refused('agreement-refused', 403, 'hub'));
    expect(wire.body.toString()).not.toContain('secret');
  });
  it('counts by the day and by the second, with standard headers', async () => {
    const daily = await house.service({ slug: 'daily' }, { quotaPerDay: 2 });
    const call = (slug: string, number: string) => house.call({ target: `/x/${slug}/people`, agreement: number, body });
    expect((await call('daily', daily.number)).headers['ratelimit']).toMatch(/^"day";r=1;/);
    expect((await call('daily', daily.number)).headers['ratelimit']).toMatch(/^"day";r=0;/);
    const over = await call('daily', daily.number);
    expect(over).toMatchObject(refused('quota-used-up', 429, 'hub'));
    expect(Number(over.headers['retry-after'])).toBeGreaterThan(0);
    expect((await house.test.db.tx((tx) => tx.query('select used from exchange.quota_use where agreement_id = $1', [daily.agreementId]))).rows).toEqual([{ used: 2 }]);
    const quick = await house.service({ slug: 'quick' }, { ratePerSecond: 1 });
    expect((await Promise.all([call('quick', quick.number), call('quick', quick.number)])).map(({ status }) => status).sort()).toEqual([200, 429]);
  });
  it('is nothing for a system that is suspended, or a key before, after and revoked', async () => {
    const late = newSystem('TH/GOV/doae/farm'), early = newSystem('TH/GOV/doae/farm'), revoked = newSystem('TH/GOV/doae/farm');
    await addKey(house.run, house.ids.consumer, { kid: late.kid, jwk: late.jwk, notBefore: '2098-01-01' });
    await addKey(house.run, house.ids.consumer, { kid: early.kid, jwk: early.jwk, notAfter: '2021-01-01' });
    const id = await addKey(house.run, house.ids.consumer, { kid: revoked.kid, jwk: revoked.jwk });
    await house.run("insert into registry.system_key_end (key_id, what, ends_at, reason, actor, recorded_at) values ($1, 'revoked', now(), 'lost', 'test', now())", [id]);
    await house.gateway.reload();
    for (const system of [late, early, revoked]) expect(await house.send({ method: 'POST', target, headers: signedHeaders(system, { method: 'POST', target, origin: house.origin, agreement, body }), body })).toMatchObject(refused('key-unknown', 401, 'consumer'));
    await changeSystem(house.run, house.ids.consumer, 'suspended');
    await house.gateway.reload();
    expect(await house.call({ target, agreement, body })).toMatchObject(refused('system-not-active', 403, 'hub'));
    await changeSystem(house.run, house.ids.consumer, 'active');
    await house.gateway.reload();
    const stolen = await addAgreement(house.run, { number: 'SA-2569-7777', consumer: 'dld', provider: 'rid', systemId: house.ids.other, serviceId: 1 });
    expect(stolen).toBeGreaterThan(0);
    await house.gateway.reload();
    expect(await house.call({ target, agreement: 'SA-2569-7777', body })).toMatchObject(refused('agreement-refused', 403, 'hub'));
  });
});

describe('a service that goes', () => {
  it('says so in standard headers while it answers, and 410 naming its successor from the end of its last day in Bangkok on', async () => {
    const next = await house.service({ slug: 'herds-two' });
    const { number, serviceId } = await house.service({ slug: 'herds' });
    const say = (revision: number, state: string, sunsetOn: string) => house.run(`insert into registry.data_service_terms (service_id, revision, title_th, title_en, about_th, about_en, is_personal, classification, min_assurance, evidence, state, upstream_url, timeout_ms, limit_bytes, subject_selectors, sunset_on, replaced_by, strict, reason, actor, recorded_at)
      select service_id, $2, title_th, title_en, about_th, about_en, is_personal, classification, min_assurance, evidence, $3, upstream_url, timeout_ms, limit_bytes, subject_selectors, $4, $5, strict, 'x', 'test', '2026-01-02T00:00:00Z' from registry.data_service_terms where service_id = $1 and revision = 1`, [serviceId, revision, state, sunsetOn, next.serviceId]);
    const call = () => house.call({ target: '/x/herds/people', agreement: number, body });
    await say(2, 'deprecated', '2099-12-31');
    await house.gateway.reload();
    const link = `<${house.origin}/x/herds-two>; rel="successor-version"`;
    expect(await call()).toMatchObject({ status: 200, signedByHouse: true, headers: { deprecation: '@1767312000', sunset: 'Thu, 31 Dec 2099 16:59:59 GMT', link } });
    const gone = { ...refused('service-retired', 410, 'consumer'), headers: { sunset: 'Thu, 31 Dec 2020 16:59:59 GMT', link } };
    await say(3, 'deprecated', '2020-12-31');
    await house.gateway.reload();
    expect(await call()).toMatchObject(gone);
    await say(4, 'retired', '2020-12-31');
    await house.gateway.reload();
    expect(await call()).toMatchObject({ ...gone, json: { successor: 'herds-two', successorAddress: `${house.origin}/x/herds-two` } });
  });
});

it('tells whoever calls by the former path of a system where it went', async () => {
  const former = { ...house.consumer, path: 'TH/GOV/qsds/farm' };
  await house.run("insert into registry.former_path (path, system_id, until_at, reason) values ($1, $2, now(), 'ราชกิจจานุเบกษา')", [former.path, house.ids.consumer]);
  await house.gateway.reload();
  const wire = await house.send({ method: 'POST', target, headers: signedHeaders(former, { method: 'POST', target, origin: house.origin, agreement, body }), body });
  expect(wire).toMatchObject({ ...refused('system-moved', 410, 'consumer'), json: { movedTo: house.consumer.path } });
  expect(await house.call({ target, agreement, body })).toMatchObject({ status: 200 });
});

describe('a provider that fails', () => {
  it.each<[string, GatewayHouse['upstream']['handle'], string, number, string]>([
    ['never answers', () => undefined, 'provider-too-slow', 504, 'network'],
    ['sends byte by byte', (_request, response) => { response.writeHead(200); const timer = setInterval(() => response.write('.'), 60); response.on('close', () => clearInterval(timer)); }, 'provider-too-slow', 504, 'network'],
    ['hangs up', (request) => { request.socket.destroy(); }, 'provider-unreachable', 502, 'network'],
    ['answers more than is allowed', (_request, response) => { response.end(Buffer.alloc(400_000)); }, 'answer-too-large', 502, 'provider'],
    ['lies about its digest', (_request, response) => { response.setHeader('content-digest', digestOf('other')); response.end('{}'); }, 'provider-digest-wrong', 502, 'provider'],
  ])('is named when it %s', async (_what, handle, code, status, origin) => {
    const { number } = await house.service({ slug: `f-${randomBytes(4).toString('hex')}`, timeoutMs: 300, limitBytes: 300_000 });
    const slug = (await house.test.db.tx((tx) => tx.query('select d.slug from registry.data_service d join sharing.agreement a on a.service_id = d.id where a.number = $1', [number]))).rows[0].slug;
    house.upstream.handle = handle;
    const wire = await house.call({ target: `/x/${slug}/people`, agreement: number, body });
    expect(wire).toMatchObject(refused(code, status, origin));
    expect(await kept(wire)).toMatchObject({ problem: `exchange.${code}`, error_origin: origin, entered: true });
  });
  it.each(['http://169.254.169.254/latest', 'http://10.0.0.1/', 'http://127.0.0.2:80/', 'http://[::1]/', 'http://localhost:1/', 'http://[::ffff:10.0.0.1]/'])('is never at an internal address: %s', async (upstreamUrl) => {
    const { number } = await house.service({ slug: `s-${randomBytes(4).toString('hex')}`, upstreamUrl });
    const slug = (await house.test.db.tx((tx) => tx.query('select d.slug from registry.data_service d join sharing.agreement a on a.service_id = d.id where a.number = $1', [number]))).rows[0].slug;
    expect((await house.call({ target: `/x/${slug}/people`, agreement: number, body })).json.code).toMatch(/^exchange\.provider-(refused-address|unreachable)$/);
  });
  it('is left alone after five failures in a row, and others are not', async () => {
    const closed = createServer();
    const port = await new Promise<number>((done) => { closed.listen(0, '127.0.0.1', () => done((closed.address() as { port: number }).port)); });
    await new Promise((done) => { closed.close(done); });
    const { number } = await house.service({ slug: 'down', upstreamUrl: `http://127.0.0.1:${port}` });
    const codes: string[] = [];
    for (let i = 0; i < 6; i += 1) codes.push((await house.call({ target: '/x/down/people', agreement: number, body })).json.code);
    expect(codes).toEqual([...Array.from({ length: 5 }, () => 'exchange.provider-unreachable'), 'exchange.provider-paused']);
    expect(await house.call({ target, agreement, body })).toMatchObject({ status: 200 });
  });
  it('is not left alone because one consumer asks for more than may be answered', async () => {
    const { number } = await house.service({ slug: 'asked-much', limitBytes: 300_000 });
    house.upstream.handle = (_request, response) => { response.end(Buffer.alloc(400_000)); };
    for (let i = 0; i < 6; i += 1) expect((await house.call({ target: '/x/asked-much/people', agreement: number, body })).json.code).toBe('exchange.answer-too-large');
  });
});

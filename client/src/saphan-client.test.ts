import { createHash, generateKeyPairSync } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { ClientFault, ExchangeRefused, makeSystemKey, readSystemKey, SaphanClient, type ClientSettings } from './index.ts';
import { startSmallGateway, type SmallGateway } from './testing/small-gateway.ts';

let gateway: SmallGateway;
let made: Awaited<ReturnType<typeof makeSystemKey>>;
beforeAll(async () => {
  gateway = await startSmallGateway();
  made = await makeSystemKey();
  gateway.trust(made.key.publicPem, 'ed25519', made.key.kid);
});
afterAll(() => gateway.close());
const usual = () => ({ answer: (seen: { body: string; target: string }) => ({ body: JSON.stringify({ asked: seen.body, target: seen.target }) }), spoil: null, providerSigns: true });
afterEach(() => { Object.assign(gateway, usual()); gateway.seen.length = 0; });

const clientWith = (more: Partial<ClientSettings> = {}) => new SaphanClient({ baseUrl: gateway.address, system: 'TH/GOV/doae/farmer-desk', key: made.key, agreement: 'SA-2569-0001', ...more });
const faultOf = (work: Promise<unknown>) => work.then(() => 'no fault', (error: unknown) => error instanceof ClientFault ? error.code : error instanceof ExchangeRefused ? `refused by ${error.origin}: ${error.status}` : String(error));

describe('a call', () => {
  it('is signed with the key of the agency, and its answer checked', async () => {
    const answer = await clientWith().call('farmers', '/is-registered?year=2569', { method: 'POST', body: { key: '1' }, purpose: 'subsidy', caseRef: 'CASE/7', subject: '1101700230708' });
    expect(answer.json()).toEqual({ asked: '{"key":"1"}', target: '/x/farmers/is-registered?year=2569' });
    expect({ status: answer.status, assurance: answer.assurance, provider: answer.provider }).toEqual({ status: 200, assurance: 3, provider: 'attested' });
    const { headers, nonce } = gateway.seen[0] as SmallGateway['seen'][number];
    expect(headers).toMatchObject({ 'exchange-client': 'TH/GOV/doae/farmer-desk', 'exchange-purpose': 'subsidy', 'exchange-case': 'CASE/7', 'exchange-seq': expect.stringMatching(/^[\w-]{16,32};n=1$/) });
    expect(headers['exchange-subject']).toBe(`sha-256=:${createHash('sha256').update(`${nonce}:1101700230708`).digest('base64')}:`);
    expect(JSON.stringify(headers)).not.toContain('1101700230708');
  });

  it.each(['ed25519', 'ecdsa-p256-sha256', 'rsa-pss-sha512'] as const)('may be signed with a key of the kind %s, made by this or another program', async (algorithm) => {
    const key = algorithm === 'rsa-pss-sha512' ? await readSystemKey(generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ type: 'pkcs8', format: 'pem' }) as string) : (await makeSystemKey(algorithm)).key;
    gateway.trust(key.publicPem, algorithm, key.kid);
    expect((await clientWith({ key }).call('farmers', '/', { purpose: 'subsidy' })).status).toBe(200);
  });

  it('checks the provider’s own signature when its key is known', async () => {
    expect((await clientWith({ providerKeys: [gateway.providerJwk] }).call('farmers', '/', { purpose: 'subsidy' })).provider).toBe('verified');
    gateway.providerSigns = false;
    expect((await clientWith().call('farmers', '/', { purpose: 'subsidy' })).provider).toBe('none');
  });

  it('gives an answer of the provider whatever its status, but throws a refusal', async () => {
    gateway.answer = () => ({ status: 404, body: '{"found":false}' });
    expect((await clientWith().call('farmers', '/', { purpose: 'subsidy' })).status).toBe(404);
    gateway.answer = () => ({ status: 403, origin: 'hub', body: '{"titleTh":"ข้อตกลงถูกระงับ","titleEn":"The agreement is suspended"}' });
    const refused = await clientWith().call('farmers', '/', { purpose: 'subsidy' }).catch((error: unknown) => error);
    expect(refused).toMatchObject({ origin: 'hub', status: 403, message: 'ข้อตกลงถูกระงับ · The agreement is suspended' });
    const stranger = (await makeSystemKey()).key;
    expect(await faultOf(clientWith({ key: stranger }).call('farmers', '/', { purpose: 'subsidy' }))).toBe('refused by consumer: 401');
  });
});

describe('an answer that is not what was signed', () => {
  const spoiled: Record<string, [spoil: SmallGateway['spoil'], fault: string]> = {
    'has another body': [() => '{"registered":true}', 'answer-digest-wrong'],
    'has another body and digest': [(headers) => { headers['content-digest'] = `sha-256=:${createHash('sha256').update('{}').digest('base64')}:`; return '{}'; }, 'answer-signature-wrong'],
    'has another exchange id': [(headers, body) => { headers['exchange-id'] = '00000000-0000-7000-8000-000000000000'; return body; }, 'answer-signature-wrong'],
    'has no signature': [(headers, body) => { delete headers['signature']; delete headers['signature-input']; return body; }, 'answer-not-signed'],
    'is signed by another key': [(headers, body) => { headers['signature-input'] = (headers['signature-input'] as string).replaceAll(/keyid="[^"]+"/g, `keyid="${'A'.repeat(43)}"`); return body; }, 'house-key-unknown'],
    'lost its digest': [(headers, body) => { delete headers['content-digest']; return body; }, 'answer-not-signed'],
  };
  it.each(Object.entries(spoiled))('is not given to the caller: it %s', async (_name, [spoil, fault]) => {
    gateway.spoil = spoil;
    expect(await faultOf(clientWith({ retries: 0 }).call('farmers', '/', { purpose: 'subsidy' }))).toBe(fault);
  });

  it('or comes from a house whose key was not pinned', async () => {
    expect((await clientWith({ houseKeys: [gateway.houseKid] }).call('farmers', '/', { purpose: 'subsidy' })).status).toBe(200);
    expect(await faultOf(clientWith({ houseKeys: ['another'] }).call('farmers', '/', { purpose: 'subsidy' }))).toBe('house-key-unknown');
  });

  it('or is larger than the caller takes, or points elsewhere', async () => {
    gateway.answer = () => ({ body: JSON.stringify('x'.repeat(5000)) });
    expect(await faultOf(clientWith({ mostBytes: 1000 }).call('farmers', '/', { purpose: 'subsidy' }))).toBe('answer-too-large');
    gateway.answer = () => ({ status: 302, headers: { location: 'https://elsewhere.example/' } });
    expect(await faultOf(clientWith().call('farmers', '/', { purpose: 'subsidy' }))).toBe('redirected');
  });
});

describe('an answer that is too large to hold', () => {
  const large = JSON.stringify('ข้าว'.repeat(20_000));
  const read = async (client: SaphanClient) => { const { body } = await client.stream('farmers', '/', { purpose: 'subsidy' }); return Buffer.concat(await Array.fromAsync(body as unknown as AsyncIterable<Uint8Array>)).toString(); };

  it('comes as a stream, and fails at its end when it is not what was signed', async () => {
    gateway.answer = () => ({ body: large });
    expect(await read(clientWith({ mostBytes: 1000 }))).toBe(large);
    gateway.spoil = (_headers, body) => body.replace(/ว"$/, 'x"');
    expect(await faultOf(read(clientWith()))).toBe('answer-digest-wrong');
    vi.spyOn(process, 'getBuiltinModule').mockReturnValue(undefined as never);
    expect(await faultOf(read(clientWith()))).toBe('answer-digest-wrong');
    gateway.spoil = null;
    expect(await read(clientWith())).toBe(large);
    vi.restoreAllMocks();
  });

  it('does not come when its head is not signed, and a refusal is thrown as ever', async () => {
    gateway.spoil = (headers, body) => { headers['exchange-id'] = 'another'; return body; };
    expect(await faultOf(read(clientWith()))).toBe('answer-signature-wrong');
    Object.assign(gateway, usual(), { answer: () => ({ status: 403, origin: 'hub', body: '{}' }) });
    expect(await faultOf(read(clientWith()))).toBe('refused by hub: 403');
  });
});

describe('the sandbox', () => {
  it('is tried with the key alone, before anything is agreed, and says what it thinks of the signature', async () => {
    gateway.answer = ({ target }) => ({ body: JSON.stringify({ target }), headers: { 'exchange-sandbox-signature': 'ok' } });
    const tried = await clientWith({ agreement: undefined }).tryOut('farmers', '/all');
    expect([tried.status, tried.json(), tried.signature.ok]).toEqual([200, { target: '/sandbox/farmers/all' }, true]);
    expect(await faultOf(clientWith({ agreement: undefined }).call('farmers', '/all', { purpose: 'subsidy' }))).toBe('bad-header');
  });
});

describe('a call that was not answered', () => {
  it('is sent again as the house asks, each time with a fresh nonce and the next place in the stream', async () => {
    gateway.answer = () => gateway.seen.length < 3 ? { status: 429, origin: 'hub', headers: { 'retry-after': '0' }, body: '{}' } : { body: '"at last"' };
    expect((await clientWith().call('farmers', '/', { purpose: 'subsidy' })).json()).toBe('at last');
    expect(new Set(gateway.seen.map(({ nonce }) => nonce)).size).toBe(3);
    expect(gateway.seen.map(({ headers }) => String(headers['exchange-seq']).split(';')[1])).toEqual(['n=1', 'n=2', 'n=3']);
  });

  it('is not sent again when that might do something twice, unless the caller says that it does not', async () => {
    gateway.answer = () => ({ status: 503, origin: 'provider', headers: { 'retry-after': '0' }, body: '{}' });
    expect(await faultOf(clientWith().call('farmers', '/', { method: 'POST', body: {}, purpose: 'subsidy' }))).toBe('refused by provider: 503');
    expect(gateway.seen.length).toBe(1);
    await faultOf(clientWith({ retries: 2 }).call('farmers', '/', { method: 'POST', body: {}, purpose: 'subsidy', idempotent: true }));
    expect(gateway.seen.length).toBe(4);
  });

  it('is sent again, whatever it does, when it is proved that it went no further', async () => {
    const post = { method: 'POST', body: {}, purpose: 'subsidy' } as const;
    gateway.answer = () => gateway.seen.length < 2 ? { status: 429, origin: 'hub', headers: { 'retry-after': new Date(Date.now() + 100).toUTCString() }, body: '{"code":"exchange.too-fast"}' } : { body: '"at last"' };
    expect((await clientWith().call('farmers', '/', post)).json()).toBe('at last');
    expect(gateway.seen.length).toBe(2);
    gateway.answer = () => ({ status: 503, origin: 'hub', headers: { 'retry-after': '0' }, body: '{"code":"exchange.evidence-unavailable"}' });
    expect(await faultOf(clientWith().call('farmers', '/', post))).toBe('refused by hub: 503');
    expect(gateway.seen.length).toBe(3);
    let tries = 0;
    const failing = (code: string) => clientWith({ retries: 1, fetch: async () => { tries += 1; throw new TypeError('fetch failed', { cause: Object.assign(new Error(code), { code }) }); } }).call('farmers', '/', post);
    expect([await faultOf(failing('ECONNREFUSED')), tries]).toEqual(['unreachable', 2]);
    expect([await faultOf(failing('ECONNRESET')), tries]).toEqual(['unreachable', 3]);
  });

  it('is given up at once when its caller gives up, and when the house asks for too long', async () => {
    gateway.answer = () => ({ status: 503, origin: 'hub', headers: { 'retry-after': '20' }, body: '{}' });
    const waiting = clientWith().call('farmers', '/', { purpose: 'subsidy', signal: AbortSignal.timeout(200) });
    await expect(waiting).rejects.toMatchObject({ name: 'TimeoutError' });
    gateway.answer = () => ({ status: 429, origin: 'hub', headers: { 'retry-after': '3600' }, body: '{"code":"exchange.quota-used-up","nextTh":"รอวันพรุ่งนี้"}' });
    await expect(clientWith().call('farmers', '/', { purpose: 'subsidy' })).rejects.toMatchObject({ code: 'exchange.quota-used-up', retryAfterMs: 3_600_000, next: { th: 'รอวันพรุ่งนี้' } });
  });

  it('says that the house cannot be reached', async () => {
    expect(await faultOf(clientWith({ baseUrl: 'http://127.0.0.1:9', retries: 0 }).call('farmers', '/', { purpose: 'subsidy' }))).toBe('unreachable');
  });
});

describe('what a caller gets wrong', () => {
  it.each([['/a/../b'], ['//a'], ['/a%2fb'], ['/ก'], ['/a%7E'], ['/a b'], ['/a#b']])('is refused before anything is sent: the address %s', async (path) => {
    expect(await faultOf(clientWith().call('farmers', path, { purpose: 'subsidy' }))).toBe('bad-address');
    expect(gateway.seen).toEqual([]);
  });

  it('is refused before anything is sent: a header of other letters, a key that is none', async () => {
    expect(await faultOf(clientWith().call('farmers', '/', { purpose: 'เงินอุดหนุน' }))).toBe('bad-header');
    expect(await faultOf(clientWith({ key: 'no key' }).call('farmers', '/', { purpose: 'subsidy' }))).toBe('bad-key');
    expect(await faultOf(clientWith({ key: made.key.publicPem }).call('farmers', '/', { purpose: 'subsidy' }))).toBe('bad-key');
  });
});

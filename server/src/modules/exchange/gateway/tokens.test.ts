import { createHash, generateKeyPairSync, randomBytes, sign, X509Certificate, type JsonWebKey, type KeyObject } from 'node:crypto';
import { createServer } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { selfSigned } from '#kernel/testing/certificate.ts';
import { openGateway } from './gateway.ts';
import { subjectKeysOf } from '../subjects/subject-keys.ts';
import { openGatewayHouse, type GatewayHouse } from '../testing/gateway-house.ts';
import { digestOf, newSystem, signedHeaders } from '../testing/signing-system.ts';
import { addKey } from '../testing/trusted-rows.ts';

const pair = () => generateKeyPairSync('ec', { namedCurve: 'P-256' });
const provider = pair(), client = pair(), thief = pair();
const jwkOf = (key: KeyObject) => key.export({ format: 'jwk' }) as JsonWebKey;
const thumbprint = (key: KeyObject) => { const { crv, kty, x, y } = jwkOf(key); return createHash('sha256').update(JSON.stringify({ crv, kty, x, y })).digest('base64url'); };
const jws = (header: object, payload: object, key: KeyObject) => {
  const text = [header, payload].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
  return `${text}.${sign('sha256', Buffer.from(text), { key, dsaEncoding: 'ieee-p1363' }).toString('base64url')}`;
};
// A certificate of nobody: what counts is its thumbprint.
const CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIIBfTCCASOgAwIBAgIUTp5s7mLQ0i4o0A1r1vJ0aXl7QzQwCgYIKoZIzj0EAwIw
-----END CERTIFICATE-----`;
const target = '/x/register/people', body = '{"q":1}';
const now = () => Math.floor(Date.now() / 1000);
let house: GatewayHouse, agreement: string;

beforeAll(async () => {
  house = await openGatewayHouse({ tokenKeys: async () => [{ kid: 'op', jwk: jwkOf(provider.publicKey) }] });
  agreement = (await house.service({ slug: 'register', strict: true, operations: [{ id: 'ask', method: 'POST', path: '/people', schema: { parameters: [], body: { required: true, content: { 'application/json': { type: 'object', required: ['q'], properties: { q: { type: 'integer' } } } } } } }] })).number;
});
afterAll(() => house.close());

const claims = () => ({ iss: `${house.origin}/oidc`, aud: `${house.origin}/x`, client_id: 'farm-client', exp: now() + 300, iat: now() });
const token = (own: object = {}, key = provider.privateKey) => jws({ alg: 'ES256', typ: 'at+jwt', kid: 'op' }, { ...claims(), ...own }, key);
const unsigned = (header: object) => `${[header, claims()].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.')}.`;
const proof = (access: string, own: object = {}, key = client) => jws({ alg: 'ES256', typ: 'dpop+jwt', jwk: jwkOf(key.publicKey) }, { htm: 'POST', htu: `${house.origin}${target}`, iat: now(), jti: randomBytes(9).toString('hex'), ath: createHash('sha256').update(access).digest('base64url'), ...own }, key.privateKey);
const send = (headers: Record<string, string>, content = body, port = house.port) => house.send({
  method: 'POST', target, body: content, port,
  headers: { host: new URL(house.origin).host, 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(content)), 'content-digest': digestOf(content), 'exchange-client': house.consumer.path, 'exchange-agreement': agreement, 'exchange-purpose': 'aid', ...headers },
});
const bound = () => token({ cnf: { jkt: thumbprint(client.publicKey) } });

describe('a token in place of a signature', () => {
  it('is assurance 1 when anybody may use it and 2 with the proof of its key', async () => {
    expect(await send({ authorization: `Bearer ${token()}` })).toMatchObject({ status: 200, headers: { 'exchange-assurance': '1' }, signedByHouse: true });
    const access = bound();
    expect(await send({ authorization: `DPoP ${access}`, dpop: proof(access) })).toMatchObject({ status: 200, headers: { 'exchange-assurance': '2' } });
  });
  it('that came before is refused all the same when another signed it, and when its time is over', async () => {
    const short = { exp: now() + 3 };
    const known = token(short);
    expect([(await send({ authorization: `Bearer ${known}` })).status, (await send({ authorization: `Bearer ${known}` })).status]).toEqual([200, 200]);
    const forged = `${known.split('.').slice(0, 2).join('.')}.${token(short, client.privateKey).split('.')[2]}`;
    expect(await send({ authorization: `Bearer ${forged}` })).toMatchObject({ status: 401, json: { code: 'exchange.token-wrong' } });
    await expect.poll(async () => (await send({ authorization: `Bearer ${known}` })).status, { interval: 200 }).toBe(401);
  });
  it('is assurance 2 with the certificate that it is bound to, as a trusted proxy tells it, and refused when anybody tells it', async () => {
    const certificate = selfSigned('farm.example').certificate;
    const access = token({ cnf: { 'x5t#S256': createHash('sha256').update(new X509Certificate(certificate).raw).digest('base64url') } });
    const base64 = certificate.replace(/-----[A-Z ]+-----|\s/g, '');
    for (const told of [encodeURIComponent(certificate), encodeURIComponent(base64), base64]) {
      expect(await send({ authorization: `Bearer ${access}`, 'x-forwarded-tls-client-cert': told })).toMatchObject({ status: 200, headers: { 'exchange-assurance': '2' }, signedByHouse: true });
    }
    const other = await openGateway({ ...house.ports, trustedProxies: [] });
    const front = createServer((request, response) => void other.handle(request, response));
    const port = await new Promise<number>((done) => { front.listen(0, '127.0.0.1', () => done((front.address() as { port: number }).port)); });
    expect(await send({ authorization: `Bearer ${access}`, 'x-forwarded-tls-client-cert': encodeURIComponent(certificate) }, body, port)).toMatchObject({ status: 401, json: { code: 'exchange.proof-wrong' } });
    front.closeAllConnections(); front.close(); await other.close();
  });
  it.each<[string, () => Record<string, string>, string]>([
    ['of another provider', () => ({ authorization: `Bearer ${token({}, thief.privateKey)}` }), 'token-wrong'], ['for another audience', () => ({ authorization: `Bearer ${token({ aud: `${house.origin}/api/v1` })}` }), 'token-wrong'],
    ['for another use', () => ({ authorization: `Bearer ${jws({ alg: 'ES256', typ: 'JWT', kid: 'op' }, claims(), provider.privateKey)}` }), 'token-wrong'], ['signed by nobody', () => ({ authorization: `Bearer ${unsigned({ alg: 'none', typ: 'at+jwt', kid: 'op' })}AA` }), 'token-wrong'],
    ['of another algorithm', () => ({ authorization: `Bearer ${jws({ alg: 'HS256', typ: 'at+jwt', kid: 'op' }, claims(), provider.privateKey)}` }), 'token-wrong'], ['with a key of its own', () => ({ authorization: `Bearer ${jws({ alg: 'ES256', typ: 'at+jwt', kid: 'thief', jwk: jwkOf(thief.publicKey) }, claims(), thief.privateKey)}` }), 'token-wrong'],
    ['with words that must be understood', () => ({ authorization: `Bearer ${jws({ alg: 'ES256', typ: 'at+jwt', kid: 'op', crit: ['b64'], b64: false }, claims(), provider.privateKey)}` }), 'token-wrong'], ['that is not yet', () => ({ authorization: `Bearer ${token({ nbf: now() + 120 })}` }), 'token-wrong'],
    ['beside the signature of another system', () => signedHeaders(house.other, { method: 'POST', target, origin: house.origin, agreement, body, headers: { authorization: `Bearer ${token()}` } }), 'token-wrong'],
    ['that came beside a signature and is not covered by it', () => ({ ...signedHeaders(house.consumer, { method: 'POST', target, origin: house.origin, agreement, body }), authorization: `Bearer ${token()}` }), 'signature-wrong'],
    ['of another issuer', () => ({ authorization: `Bearer ${token({ iss: 'https://other.example' })}` }), 'token-wrong'], ['that is past', () => ({ authorization: `Bearer ${token({ exp: now() - 1 })}` }), 'token-wrong'],
    ['of a client that is no system', () => ({ authorization: `Bearer ${token({ client_id: 'nobody' })}` }), 'token-wrong'], ['that is none', () => ({ authorization: 'Bearer abc' }), 'token-wrong'], ['by a password', () => ({ authorization: 'Basic YTpi' }), 'token-wrong'],
    ['that is bound, as if it were not', () => ({ authorization: `Bearer ${bound()}` }), 'proof-wrong'], ['that is bound, without proof', () => ({ authorization: `DPoP ${bound()}` }), 'proof-wrong'],
    ['bound to a certificate that is not shown', () => ({ authorization: `Bearer ${token({ cnf: { 'x5t#S256': 'A'.repeat(43) } })}` }), 'proof-wrong'],
    ['bound to another certificate', () => ({ authorization: `Bearer ${token({ cnf: { 'x5t#S256': 'A'.repeat(43) } })}`, 'x-forwarded-tls-client-cert': encodeURIComponent(CERTIFICATE) }), 'proof-wrong'],
    ['of one system with the name of another', () => ({ authorization: `Bearer ${token()}`, 'exchange-client': house.other.path }), 'header-wrong'],
  ])('is refused: %s', async (_what, headers, code) => expect(await send(headers())).toMatchObject({ signedByHouse: true, json: { code: `exchange.${code}` } }));
  it.each<[string, object, typeof client?]>([['method', { htm: 'GET' }], ['address', { htu: 'https://other.example/x' }], ['token', { ath: 'x' }], ['old time', { iat: now() - 600 }], ['future', { iat: now() + 600 }], ['no id', { jti: '' }], ['private key', { own: 1 }, { ...client, publicKey: client.privateKey }], ['key', {}, thief]])('is refused with the proof of another %s', async (_what, own, key) => {
    const access = bound();
    expect(await send({ authorization: `DPoP ${access}`, dpop: proof(access, own, key) })).toMatchObject({ status: 401, json: { code: 'exchange.proof-wrong' } });
  });
  it('takes a proof once', async () => {
    const access = bound(), once = proof(access);
    expect([(await send({ authorization: `DPoP ${access}`, dpop: once })).status, (await send({ authorization: `DPoP ${access}`, dpop: once })).status]).toEqual([200, 401]);
  });
});

describe('a key', () => {
  it('that is revoked while the provider answers lets nothing out', async () => {
    const { number } = await house.service({ slug: 'revoked' });
    const signer = newSystem(house.consumer.path);
    const id = await addKey(house.run, house.ids.consumer, { kid: signer.kid, jwk: signer.jwk });
    await house.gateway.reload();
    const usual = house.upstream.handle;
    house.upstream.handle = (_request, response) => {
      void house.run("insert into registry.system_key_end (key_id, what, ends_at, reason, actor, recorded_at) values ($1, 'revoked', now(), 'lost', 'test', now())", [id]).then(() => house.gateway.reload()).then(() => response.end('{"secret":1}'));
    };
    const [where, content] = ['/x/revoked/people', '{}'];
    const wire = await house.send({ method: 'POST', target: where, body: content, headers: signedHeaders(signer, { method: 'POST', target: where, origin: house.origin, agreement: number, body: content }) });
    house.upstream.handle = usual;
    expect(wire).toMatchObject({ status: 401, signedByHouse: true, json: { code: 'exchange.key-unknown' } });
    expect(wire.body.toString()).not.toContain('secret');
  });
});

describe('a strict service', () => {
  it('is never asked what its document does not say', async () => {
    const asked = house.upstream.asked;
    expect(await send({ authorization: `Bearer ${token()}` }, '{"q":"one"}')).toMatchObject({ status: 400, json: { code: 'exchange.request-invalid', errors: [{ pointer: '/body/q' }] } });
    expect(house.upstream.asked).toBe(asked);
  });
  it('is as strict about what does not fit in memory', async () => {
    const { number } = await house.service({ slug: 'optional', strict: true, limitBytes: 20_000_000, operations: [
      { id: 'ask', method: 'POST', path: '/people', schema: { parameters: [], body: { required: false, content: { 'application/json': { type: 'object', properties: { q: { type: 'integer' } } } } } } },
      { id: 'read', method: 'POST', path: '/bodiless', schema: { parameters: [], body: null } },
    ] });
    const [long, asked] = [' '.repeat(300_000), house.upstream.asked];
    const ask = (path: string, content: string) => house.call({ target: `/x/optional${path}`, agreement: number, body: content });
    expect((await ask('/people', `{"q":"one"}${long}`)).json).toMatchObject({ code: 'exchange.request-invalid', errors: [{ pointer: '/body/q' }] });
    expect((await ask('/bodiless', `{}${long}`)).json).toMatchObject({ code: 'exchange.request-invalid', errors: [{ pointer: '/body' }] });
    expect((await ask('/people', `{"q":1}${' '.repeat(9_000_000)}`)).json.code).toBe('exchange.body-too-large');
    expect(house.upstream.asked).toBe(asked);
    expect((await ask('/people', `{"q":1}${long}`)).status).toBe(200);
  });
});

describe('a service about persons', () => {
  const citizen = '1101700230708';
  it('answers no agreement that was made before it was one', async () => {
    const { number, serviceId } = await house.service({ slug: 'became', operations: [{ id: 'read', method: 'GET', path: '/people/{id}' }] }, { personal: false, operations: ['read'] });
    const ask = () => house.call({ target: '/x/became/people/1', agreement: number });
    expect((await ask()).status).toBe(200);
    await house.run(`insert into registry.data_service_terms (service_id, revision, title_th, title_en, about_th, about_en, is_personal, classification, min_assurance, evidence, state, upstream_url, timeout_ms, limit_bytes, subject_selectors, strict, actor, recorded_at)
      select service_id, 2, title_th, title_en, about_th, about_en, true, classification, min_assurance, evidence, state, upstream_url, timeout_ms, limit_bytes, subject_selectors, strict, actor, now() from registry.data_service_terms where service_id = $1`, [serviceId]);
    await house.gateway.reload();
    const asked = house.upstream.asked;
    expect(await ask()).toMatchObject({ status: 403, signedByHouse: true, json: { code: 'exchange.agreement-refused', state: 'not-about-persons' }, headers: { 'exchange-error-origin': 'hub' } });
    expect(house.upstream.asked).toBe(asked);
  });
  it.each(['/people/1101700230708', '/people/9?id=1101700230708', '/people/1-1017-00230-70-8', '/people/9?q=x%201%201017%2000230%2070%208', '/people/9?q=1+1017+00230+70+8', '/people/9?q=%221101700230708%22'])('is not asked by an address that names one, and nothing is kept of it: %s', async (rest) => {
    const { number } = await house.service({ slug: `p-${randomBytes(4).toString('hex')}`, isPersonal: true });
    const slug = (await house.test.db.tx((tx) => tx.query('select d.slug from registry.data_service d join sharing.agreement a on a.service_id = d.id where a.number = $1', [number]))).rows[0].slug as string;
    const asked = house.upstream.asked;
    const wire = await house.call({ target: `/x/${slug}${rest}`, agreement: number });
    expect(wire).toMatchObject({ status: 400, signedByHouse: true, json: { code: 'exchange.id-in-address', errors: [{ pointer: 'address' }] }, headers: { 'exchange-error-origin': 'consumer' } });
    expect((await house.call({ target: `/x/${slug}/people/1`, agreement: number, headers: { 'exchange-case': 'of 1101700230708' } })).json).toMatchObject({ code: 'exchange.id-in-address', errors: [{ pointer: 'exchange-case' }] });
    expect(house.upstream.asked).toBe(asked);
    expect((await house.call({ target: `/x/${slug}/people/1101700230709?x=31101700230701`, agreement: number })).status).toBe(200);
    expect((await house.test.db.tx((tx) => tx.query('select 1 from exchange.exchange where id = $1', [wire.headers['exchange-id']]))).rows).toEqual([]);
  });
  it('is told whom, and leaves only a keyed hash that the year’s key finds', async () => {
    const { number } = await house.service({ slug: 'persons', isPersonal: true, selectors: ['json:/citizenId'] }, { disclosure: { kind: 'delayed', days: 30, reason: 'investigation' } });
    const about = JSON.stringify({ citizenId: citizen });
    const nonce = randomBytes(16).toString('base64url');
    const commitment = (id: string) => `sha-256=:${createHash('sha256').update(`${nonce}:${id}`).digest('base64')}:`;
    const ask = (content: string, headers: Record<string, string>) => house.send({ method: 'POST', target: '/x/persons/people', body: content, headers: signedHeaders(house.consumer, { method: 'POST', target: '/x/persons/people', origin: house.origin, agreement: number, body: content, nonce, headers }) });
    for (const [content, headers] of [['{}', {}], [about, {}], [JSON.stringify({ citizenId: '1101700230709' }), { 'exchange-subject': commitment('1101700230709') }], [about, { 'exchange-subject': commitment('3101700230708') }]] as const) {
      expect(await ask(content, headers)).toMatchObject({ status: 400, json: { code: 'exchange.subject-missing' } });
    }
    for (const [content, what] of [[`{"citizenId":"3101700230708","citizenId":"${citizen}"}`, 'twice'], [`{"CitizenId":"3101700230708","citizenId":"${citizen}"}`, 'other capitals'], [`{"citizen\\u0049d":"3101700230708","a":[{"b":"\\"{"}],"citizenId":"${citizen}"}`, 'by its number']] as const) {
      expect(await ask(content, { 'exchange-subject': commitment(citizen) }), what).toMatchObject({ status: 400, json: { code: 'exchange.request-invalid' } });
    }
    const answer = await ask(about, { 'exchange-subject': commitment(citizen) });
    expect(answer.status).toBe(200);
    const { keys, uses } = await house.test.db.tx(async (tx) => ({ keys: await subjectKeysOf(tx, house.ports.masterKey, citizen), uses: (await tx.query('select subject, exchange_id, disclosure, reason_code, visible_from > at as later from exchange.subject_use')).rows }));
    expect(uses).toEqual([{ subject: keys[0]?.subject, exchange_id: answer.headers['exchange-id'], disclosure: 'delayed', reason_code: 'investigation', later: true }]);
    const kept = await house.test.db.tx(async (tx) => (await tx.query("select (select string_agg(e::text, '') from exchange.exchange e) || (select string_agg(l::text, '') from ledger.entry l) as all")).rows[0].all as string);
    expect(kept).not.toContain(citizen);
  });
});

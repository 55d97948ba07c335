import { generateKeyPairSync, sign } from 'node:crypto';
import { chmodSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { signEdgeRequest } from '@saphan/contracts/edge/edge-request';
import { FRAME_TYPE, writeFrame } from '@saphan/contracts/edge/frame';
import { contentDigest } from '@saphan/contracts/http-signatures/content-digest';
import { fieldsFrom } from '@saphan/contracts/http-signatures/message';
import type { TrustDocument, TrustEnvelope } from '@saphan/contracts/edge/trust';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sha256Base64 } from '#kernel/message-keys.ts';
import { readZip } from '@saphan/contracts/receipts/zip';
import { sha256 } from '@saphan/contracts/receipts/sha-256';
import { verifyReceipt } from '@saphan/contracts/receipts/verify-receipt';
import { webCryptoVerify } from '@saphan/contracts/receipts/web-crypto';
import { principalOf } from '#kernel/testing/principals.ts';
import { callEdge, listNewestEdges } from '#modules/edge/index.ts';
import { exportReceipt } from '#modules/exchange/index.ts';
import { readLedgerKeys, sequence } from '#modules/ledger/index.ts';
import { newSystem, type SigningSystem } from '../../modules/exchange/testing/signing-system.ts';
import { addKey, changeSystem } from '../../modules/exchange/testing/trusted-rows.ts';
import { readEdgeConfig } from './edge-config.ts';
import { readAgencyKey } from './keys/agency-key.ts';
import { openEdgeHouse, type EdgeHouse, type Started } from './testing/edge-house.ts';
import { knownKidsOf } from './trust/known-keys.ts';
import { TrustStore } from './trust/trust-store.ts';

let house: EdgeHouse;
beforeAll(async () => { house = await openEdgeHouse(); });
afterAll(() => house?.close());

interface Asked { method?: string; path?: string; signedPath?: string; body?: Uint8Array | null; sent?: Uint8Array; client?: string; nowMs?: number; nonce?: string; change?: (headers: Record<string, string>) => Record<string, string> }
const work = Buffer.from(JSON.stringify({ instance: 'AAAAAAAAAAAAAAAAAAAAAA', version: '1', services: ['relayed'], direct: null, waitMs: 0 }));
const ask = async (system: SigningSystem, { method = 'POST', path = '/edge/next', signedPath = path, body = work, sent, client = system.path, nowMs = Date.now(), nonce = `n${Math.random().toString(36).slice(2)}aaaaaaaaaaaaaaaa`, change = (headers) => headers }: Asked = {}) => {
  const { host } = new URL(house.origin);
  const headers: Record<string, string> = { 'exchange-client': client, ...(body && { 'content-digest': contentDigest(sha256Base64(body)) }) };
  const created = Math.floor(nowMs / 1000);
  Object.assign(headers, signEdgeRequest({ method, scheme: 'http', authority: host, target: signedPath, fields: fieldsFrom(headers) }, { created, expires: created + 60, nonce, keyid: system.kid }, system.sign));
  const bytes = sent ?? body;
  const reply = await fetch(`${house.origin}${path}`, { method, headers: change(headers), body: bytes ? Buffer.from(bytes) : null });
  const text = await reply.text();
  return { status: reply.status, code: reply.status >= 400 ? (JSON.parse(text) as { code: string }).code : 'ok', text, headers: reply.headers };
};

describe('what edges ask of the hub', () => {
  const { provider, consumer } = new Proxy({} as EdgeHouse['systems'], { get: (_target, name) => new Proxy({}, { get: (_inner, member) => (house.systems as any)[name][member] }) });
  it.each<[string, () => ReturnType<typeof ask>, number, string]>([
    ['a key that nobody registered', () => ask(newSystem('TH/GOV/rid/people')), 401, 'edge.key-unknown'],
    ['another system’s name', () => ask(consumer, { client: 'TH/GOV/rid/people' }), 401, 'edge.key-unknown'],
    ['a signature by another key', () => ask({ ...newSystem('TH/GOV/rid/people'), kid: provider.kid }), 401, 'edge.signature-refused'],
    ['another body', () => ask(provider, { sent: Buffer.from('{}') }), 401, 'edge.signature-refused'],
    ['no signature', () => ask(provider, { change: ({ signature: _signature, ...rest }) => rest }), 401, 'edge.signature-refused'],
    ['a body that is not covered', () => ask(provider, { body: null, sent: work, change: (headers) => ({ ...headers, 'content-digest': contentDigest(sha256Base64(work)) }) }), 401, 'edge.signature-refused'],
    ['the signature of another address', () => ask(provider, { signedPath: '/edge/evidence' }), 401, 'edge.signature-refused'],
    ['a clock ten minutes off', () => ask(provider, { nowMs: Date.now() - 600_000 }), 401, 'edge.clock-off'],
    ['too much', () => ask(provider, { body: Buffer.alloc(70_000, 32) }), 413, 'edge.too-large'],
    ['what is no question', () => ask(provider, { body: Buffer.from('{"instance":"short"}') }), 400, 'edge.body-refused'],
    ['an address that is none', () => ask(provider, { path: '/edge/other' }), 404, 'edge.unknown-address'],
  ])('is refused for %s', async (_name, call, status, code) => { expect(await call()).toMatchObject({ status, code }); });

  it('is refused before a byte of a stranger’s body is waited for', async () => {
    const { host, port, hostname } = new URL(house.origin);
    const socket = connect(Number(port), hostname);
    socket.write(`POST /edge/evidence HTTP/1.1\r\nHost: ${host}\r\nContent-Length: 8000000\r\nContent-Digest: ${contentDigest(sha256Base64(work))}\r\n\r\n{`);
    expect(String(await new Promise((resolve) => { socket.once('data', resolve); }))).toMatch(/^HTTP\/1.1 401/);
    socket.destroy();
  });
  it('counts once', async () => {
    const once = { nonce: 'BBBBBBBBBBBBBBBBBBBBBB' };
    expect((await ask(provider, once)).status).toBe(204);
    expect(await ask(provider, once)).toMatchObject({ status: 409, code: 'edge.seen-before' });
  });

  it('hands a call to one edge of its system, and takes the answer of that one only', async () => {
    await ask(provider);
    const calling = callEdge(house.edgePorts, { systemId: house.ids.provider, slug: 'relayed', method: 'GET', target: '/x/relayed/a', headers: [['exchange-id', 'e1']], body: null, limitBytes: 2000, timeoutMs: 4000 });
    expect((await ask(consumer)).status).toBe(204);
    const handed = await ask(provider, { body: Buffer.from(work.toString().replace('"waitMs":0', '"waitMs":2000')) });
    const id = /"id":"([0-9a-f-]{36})"/.exec(handed.text)?.[1] as string;
    expect([handed.status, handed.headers.get('content-type')]).toEqual([200, FRAME_TYPE]);
    expect((await ask(provider)).status).toBe(204);
    const answer = (instance: string, length = 5) => Buffer.from(writeFrame({ instance, status: 200, headers: [['content-type', 'text/plain']] }, Buffer.alloc(length, 120)));
    const path = `/edge/answers/${id}`;
    expect((await ask(consumer, { path, body: answer('AAAAAAAAAAAAAAAAAAAAAA') })).code).toBe('edge.call-gone');
    expect((await ask(provider, { path, body: answer('CCCCCCCCCCCCCCCCCCCCCC') })).code).toBe('edge.call-gone');
    expect((await ask(provider, { path, body: answer('AAAAAAAAAAAAAAAAAAAAAA', 3000) })).code).toBe('edge.too-large');
    expect((await ask(provider, { path, body: Buffer.from('no frame') })).code).toBe('edge.body-refused');
    expect((await ask(provider, { path, body: answer('AAAAAAAAAAAAAAAAAAAAAA') })).status).toBe(204);
    expect(await calling).toMatchObject({ status: 200, headers: [['content-type', 'text/plain']], body: Buffer.from('xxxxx') });
    expect((await ask(provider, { path, body: answer('AAAAAAAAAAAAAAAAAAAAAA') })).code).toBe('edge.call-gone');
    expect((await house.test.db.tx((tx) => tx.query('select 1 from edge.relayed_call'))).rows).toEqual([]);
  });

  it('says at once when no edge serves, and in time when none answers', async () => {
    const call = { systemId: house.ids.provider, slug: 'relayed', method: 'GET', target: '/x/relayed/a', headers: [], body: null, limitBytes: 2000, timeoutMs: 300 };
    await expect(callEdge(house.edgePorts, { ...call, slug: 'unserved' })).rejects.toMatchObject({ code: 'edge.not-connected' });
    await expect(callEdge(house.edgePorts, call)).rejects.toMatchObject({ code: 'edge.no-answer' });
    await expect(callEdge(house.edgePorts, { ...call, body: Buffer.alloc(3000) })).rejects.toMatchObject({ code: 'edge.too-large' });
  });

  it('shows officers the edges of their own agency', async () => {
    const edges = async () => (await (await fetch(`${house.origin}/api/v1/exchange/edges`)).json() as { items: { system: string; edges: object[] }[] }).items;
    expect(await edges()).toMatchObject([{ system: 'TH/GOV/doae/farm' }, { system: 'TH/GOV/rid/people', agencyId: 'rid', nameTh: expect.any(String), edges: [{ version: '1', services: ['relayed'], connected: true, clockOffsetSeconds: 0 }] }]);
    expect((await house.test.db.read((tx) => listNewestEdges(tx, new Date()))).map(({ system, services }) => [system, services])).toEqual([['TH/GOV/doae/farm', 1], ['TH/GOV/rid/people', 1]]);
    house.who = principalOf('steward');
    expect((await edges()).map(({ system }) => system)).toEqual(['TH/GOV/rid/people']);
    house.who = principalOf('citizen');
    expect((await fetch(`${house.origin}/api/v1/exchange/edges`)).status).toBe(403);
    house.who = principalOf('operator');
  });

  it('stops at once for a system that is suspended and a key that is revoked', async () => {
    const spare = newSystem('TH/GOV/rid/people');
    const keyId = await addKey(house.run as never, house.ids.provider, { kid: spare.kid, jwk: spare.jwk });
    expect((await ask(spare)).status).toBe(204);
    await house.run("insert into registry.system_key_end (key_id, what, ends_at, reason, actor, recorded_at) values ($1, 'revoked', now(), 'lost', 'test', now())", [keyId]);
    expect((await ask(spare)).code).toBe('edge.key-unknown');
    await changeSystem(house.run as never, house.ids.other, 'suspended');
    expect((await ask(house.systems.other)).code).toBe('edge.key-unknown');
  });
});

describe('the trust snapshot', () => {
  let edge: Started;
  let envelope: TrustEnvelope;
  beforeAll(async () => {
    await house.service({ slug: 'trusted' });
    edge = await house.start('consumer', 'listen: 127.0.0.1:0');
    ({ envelope } = JSON.parse(readFileSync(join(edge.state, 'trust.json'), 'utf8')) as { envelope: TrustEnvelope });
  });
  const store = (over: { houseKey?: string; system?: string; now?: () => Date } = {}) => new TrustStore({ stateDir: mkdtempSync(join(tmpdir(), 'saphan-trust-')), system: 'TH/GOV/doae/farm', hub: house.origin, graceHours: 24, now: () => new Date(), say: () => undefined, houseKey: envelope.kid, ...over });
  const because = (taking: () => void): string => { try { taking(); return 'taken'; } catch (error) { return (error as Error).message; } };

  it('tells a system what concerns it, and nothing else', async () => {
    const document = edge.edge.trust.document as TrustDocument;
    expect(document.agreements.map(({ service, consumer }) => [service, consumer])).toEqual([['trusted', 'TH/GOV/doae/farm']]);
    expect(document.systems.map(({ path }) => path)).toEqual(['TH/GOV/doae/farm', 'TH/GOV/rid/people']);
    expect(JSON.stringify(document)).not.toContain('edge:');
    const answer = await edge.edge.hub.ask('GET', '/edge/trust', { headers: { 'if-none-match': edge.edge.trust.etag } });
    expect(answer.status).toBe(304);
    expect(/^[\x20-\x7e\n]*$/.test(envelope.document)).toBe(true);
  });

  it('is refused when tampered, of another key, another system, over, or older than the known one', () => {
    expect(because(() => store().take(envelope, 'e'))).toBe('taken');
    expect(because(() => store().take({ ...envelope, document: envelope.document.replace('trusted', 'treated') }, 'e'))).toContain('does not fit');
    expect(because(() => store({ houseKey: 'A'.repeat(43) }).take(envelope, 'e'))).toContain('not the known key');
    expect(because(() => store({ system: 'TH/GOV/dld/herds' }).take(envelope, 'e'))).toContain('that of TH/GOV/doae/farm');
    expect(because(() => store({ now: () => new Date(Date.now() + 25 * 3_600_000) }).take(envelope, 'e'))).toContain('is over');
    expect(because(() => store({ now: () => new Date(Date.now() - 3_600_000) }).take(envelope, 'e'))).toContain('in the future');
    const { privateKey, publicKey } = generateKeyPairSync('ed25519');
    expect(because(() => store().take({ ...envelope, jwk: publicKey.export({ format: 'jwk' }) as Record<string, string>, signature: sign(null, Buffer.from(envelope.document), privateKey).toString('base64') }, 'e'))).toContain('not the known key');
    expect(because(() => store().take({ any: 'thing' }, 'e'))).toContain('cannot be read');
  });

  it('is not rolled back', async () => {
    const before = envelope;
    await house.service({ slug: 'newer' });
    await expect.poll(() => edge.edge.trust.service('newer')?.slug, { timeout: 5000 }).toBe('newer');
    expect(because(() => edge.edge.trust.take(before, 'e'))).toContain('older than the one that is known');
  });

  it('carries the keys of the house with their times and those of its log, so that a receipt is verified without network', async () => {
    const document = edge.edge.trust.document as TrustDocument;
    const keys = await house.test.db.read(readLedgerKeys);
    expect(document.ledger).toEqual({ origin: keys.origin, log: keys.log.vkey, witness: keys.witness.vkey, earlier: [] });
    expect(document.house).toMatchObject([{ kid: envelope.kid, from: expect.any(String), until: null }]);
    const { trust } = edge.edge;
    expect([trust.houseKey(envelope.kid, Date.now() / 1000) !== null, trust.houseKey(envelope.kid, Date.now() / 1000 - 86_400)]).toEqual([true, null]);
    await house.start('provider', `services:\n  trusted: { url: ${house.program.url} }`);
    let answer = await edge.call('/x/trusted/people/1');
    await expect.poll(async () => { answer = await edge.call('/x/trusted/people/1'); return answer.status; }, { timeout: 10_000 }).toBe(200);
    const id = answer.headers.get('exchange-id') as string;
    while (await sequence(house.ledgerPorts) > 0);
    const files = await readZip(await house.test.db.read((tx) => exportReceipt(tx, id)));
    const verdict = (knownKeys: ReadonlySet<string>) => verifyReceipt(files, { sha256, verify: webCryptoVerify(crypto.subtle), knownKeys, leastWitnesses: 0 });
    expect((await verdict(knownKidsOf(document))).checks.find(({ id: check }) => check === 'known-keys')).toMatchObject({ state: 'passed' });
    expect((await verdict(knownKidsOf({ ...document, ledger: null }))).checks.find(({ id: check }) => check === 'known-keys')).toMatchObject({ state: 'failed', detail: 'keys/log.pem' });
  });

  it('trusts a hub on first use with a warning when nobody named its key', () => {
    expect(house.said.filter((line) => line.includes('trusted on first use')).length).toBeGreaterThan(0);
    expect(JSON.parse(readFileSync(join(edge.state, 'house-key.json'), 'utf8'))).toMatchObject({ how: 'first-use', kids: [envelope.kid] });
  });
});

describe('the settings of an edge', () => {
  const dir = mkdtempSync(join(tmpdir(), 'saphan-edge-settings-'));
  const read = (text: string) => { const file = join(dir, 'edge.yaml'); writeFileSync(file, text); try { readEdgeConfig(file); return 'ok'; } catch (error) { return (error as Error).message; } };
  const head = 'hub: https://data.example.go.th\nsystem: TH/GOV/rid/people\nkeyFile: k.pem\nstateDir: s\n';
  const sql = (statement: string) => `${head}services:\n  people:\n    sql:\n      connection: { kind: postgres, host: 127.0.0.1, database: d, user: u }\n      operations:\n        ask: { statement: "${statement}" }\n`;
  it.each([
    [head, 'ok'], [head.replace('https:', 'http:'), '/hub: must be https'], [`${head}listen: 0.0.0.0:7480\n`, '/listen: must be an address of this machine'], [`${head}services:\n  people: {}\n`, '/services/people: needs url or sql'],
    [`${head}colour: red\n`, 'not valid'], [sql('select 1 as a where :body.id = 1'), 'ok'], [sql('delete from people'), 'must be one reading statement'], [sql('select 1; drop table people'), 'more than one statement'], [sql('select :id'), 'must begin with :path., :query. or :body.'],
  ])('%# are read, or refused at their place', (text, said) => { expect(read(text)).toContain(said); });

  it('keep the key from other people of the machine', () => {
    const file = join(dir, 'k.pem');
    writeFileSync(file, house.systems.provider.privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
    expect(readAgencyKey(file).kid).toBe(house.systems.provider.kid);
    chmodSync(file, 0o644);
    expect(() => readAgencyKey(file)).toThrow('chmod 600');
    expect(() => readAgencyKey(join(dir, 'none.pem'))).toThrow('no file');
  });
});

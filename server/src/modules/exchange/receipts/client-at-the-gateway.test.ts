import { execFile, execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { contentDigest } from '@saphan/contracts/http-signatures/content-digest';
import { fieldsFrom, fieldsOf } from '@saphan/contracts/http-signatures/message';
import { signResponse } from '@saphan/contracts/http-signatures/sign';
import { sha256 } from '@saphan/contracts/receipts/sha-256';
import { verifyReceipt } from '@saphan/contracts/receipts/verify-receipt';
import { webCryptoVerify } from '@saphan/contracts/receipts/web-crypto';
import { readZip } from '@saphan/contracts/receipts/zip';
import { fillSnippet, type SnippetId } from '@saphan/contracts/snippets/fill-snippet';
import { SaphanClient, type ClientSettings } from '@saphan/client';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildHttp } from '#kernel/http.ts';
import { visitor } from '#kernel/policy.ts';
import { principalOf } from '#kernel/testing/principals.ts';
import { allowAll } from '#kernel/testing/deciders.ts';
import { ensureLog, sequence, type LedgerPorts } from '#modules/ledger/index.ts';
import { getSystemCredentials, makeSystemCredentials, revokeSystemKey } from '#modules/registry/index.ts';
import { listTokenKeys, signon } from '#modules/signon/index.ts';
import { readHouseKeys } from '../keys/house-key.ts';
import { openGatewayHouse, type GatewayHouse } from '../testing/gateway-house.ts';
import { readSnippet } from '../snippets/part.ts';
import { addAgreement } from '../testing/trusted-rows.ts';
import { receiptsPart } from './part.ts';

const folder = mkdtempSync(join(tmpdir(), 'saphan-receipt-'));
let house: GatewayHouse;
let agreement: string;
let app: FastifyInstance;
let ledger: LedgerPorts;
let peopleId: number;

beforeAll(async () => {
  house = await openGatewayHouse({ tokenKeys: listTokenKeys });
  ({ number: agreement, serviceId: peopleId } = await house.service({ slug: 'people-register' }));
  ledger = { db: house.test.db, log: house.ports.log, masterKey: house.ports.masterKey, publicUrl: house.origin, fetch, stamps: null };
  await house.test.db.tx((tx) => ensureLog(tx, ledger));
  const provider = signon({ db: house.test.db, log: ledger.log, masterKey: house.ports.masterKey, publicUrl: house.origin, fetchFor: () => fetch, isFirstParty: () => false });
  app = await buildHttp({ db: house.test.db, log: ledger.log, version: 'test', routes: receiptsPart({}).routes ?? [], authenticate: async () => visitor, decider: allowAll, publicUrl: house.origin, hosts: ['127.0.0.1', new URL(house.origin).host], mounts: provider.mounts ?? [] });
  signAsProvider();
});
afterAll(async () => { await app.close(); await house.close(); rmSync(folder, { recursive: true }); });

/** The provider signs what it answers. */
function signAsProvider(): void {
  house.upstream.handle = (request, response) => {
    const text = '{"registered":true}';
    const headers: Record<string, string> = { 'content-type': 'application/json', 'content-digest': contentDigest(createHash('sha256').update(text).digest('base64')), 'exchange-id': request.headers['exchange-id'] as string };
    const uri = new URL(request.headers['exchange-target-uri'] as string);
    const signed = signResponse({ status: 200, fields: fieldsFrom(headers), request: { method: request.method ?? '', scheme: 'http', authority: uri.host, target: uri.pathname + uri.search, fields: fieldsOf(request.rawHeaders) } }, 'rsp', { created: Math.floor(Date.now() / 1000), keyid: house.provider.kid }, house.provider.sign);
    response.writeHead(200, { ...headers, 'signature-input': signed.inputField, signature: signed.signatureField }).end(text);
  };
}

/** The gateway answers by itself; what stands beside it in a whole house is asked here. */
const houseFetch: typeof fetch = async (input, init = {}) => {
  const { pathname } = new URL(String(input instanceof Request ? input.url : input));
  if (pathname === '/.well-known/saphan-exchange') return Response.json({ gateway: { keys: (await house.test.db.one(readHouseKeys)).map(({ jwk }) => jwk) } });
  if (pathname === '/oidc/token') return askToken(init);
  if (!pathname.startsWith('/api/v1/')) return fetch(input, init);
  while (await sequence(ledger) > 0);
  const reply = await app.inject({ method: 'GET', url: pathname, headers: { host: '127.0.0.1', ...init.headers as Record<string, string> } });
  return new Response(new Uint8Array(reply.rawPayload), { status: reply.statusCode });
};

async function askToken({ body, headers }: RequestInit): Promise<Response> {
  const reply = await app.inject({ method: 'POST', url: '/oidc/token', headers: { host: new URL(house.origin).host, 'content-type': 'application/x-www-form-urlencoded', ...headers as Record<string, string> }, payload: String(body) });
  await house.gateway.reload();
  return new Response(reply.payload, { status: reply.statusCode, headers: reply.headers as Record<string, string> });
}

/** Runs a program as printed, behind a proxy that finds each part of the house. @returns what it said. */
async function runPrinted(id: SnippetId, program: string, file: string, values: { clientId: string; system: string; agreement: string; keyFile: string }): Promise<string> {
  const proxy = createServer((request, response) => {
    void (async () => {
      const { host: _host, connection: _connection, 'proxy-connection': _proxy, 'content-length': _length, ...headers } = request.headers as Record<string, string>;
      const body = await buffer(request);
      const reply = await houseFetch(request.url ?? '', { method: request.method, headers, ...body.length > 0 && { body } });
      const { 'transfer-encoding': _chunks, connection: _close, ...said } = Object.fromEntries(reply.headers);
      response.writeHead(reply.status, said).end(Buffer.from(await reply.arrayBuffer()));
    })().catch((error: unknown) => response.writeHead(502).end(String(error)));
  });
  await new Promise<void>((done) => { proxy.listen(0, '127.0.0.1', done); });
  try {
    writeFileSync(join(folder, file), fillSnippet(id, readSnippet(id, 'token'), { baseUrl: house.origin, purpose: 'aid', caseRef: 'C-2', kid: '', service: 'people-register', path: '/people?y=2569', method: 'POST', body: '{"q":"ข้าว"}', subject: '', ...values }));
    const { stdout, stderr } = await promisify(execFile)(program, [join(folder, file)], { env: { ...process.env, http_proxy: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`, no_proxy: '' } });
    return stdout + stderr;
  } finally {
    proxy.closeAllConnections();
    proxy.close();
  }
}

const clientWith = (more: Partial<ClientSettings> = {}) => new SaphanClient({
  baseUrl: house.origin, system: house.consumer.path, agreement, key: house.consumer.privateKey.export({ type: 'pkcs8', format: 'pem' }) as string, fetch: houseFetch, ...more,
});
const ways = { sha256, verify: webCryptoVerify(crypto.subtle) };

describe('the client at the gateway', () => {
  it('calls, checks all three signatures, and gets a receipt that openssl alone verifies', async () => {
    const answer = await clientWith({ providerKeys: [house.provider.jwk] }).call('people-register', '/people?y=2569', { method: 'POST', body: { q: 'ข้าว' }, purpose: 'aid', caseRef: 'C-1' });
    expect(answer.json()).toEqual({ registered: true });
    expect({ assurance: answer.assurance, provider: answer.provider }).toEqual({ assurance: 3, provider: 'verified' });
    const files = await readZip(await answer.receipt());
    const verdict = await verifyReceipt(new Map([...files, ['response.body', answer.bytes], ['request.body', Buffer.from('{"q":"ข้าว"}')]]), ways);
    expect(verdict.checks.filter(({ state }) => state === 'failed')).toEqual([]);
    expect(verdict.facts).toMatchObject({ exchangeId: answer.exchangeId, purpose: 'aid', caseRef: 'C-1', hasProviderSignature: true, targetUri: `${house.origin}/x/people-register/people?y=2569` });
    for (const [name, bytes] of files) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), bytes);
    }
    expect(execFileSync('sh', [join(folder, 'verify.sh')], { env: { PATH: '/usr/bin:/bin' } }).toString()).toContain('this receipt is true (assurance 3)');
  });

  it('gets a receipt of a refusal too: who said no is proved', async () => {
    const refused = await clientWith().call('people-register', '/people', { method: 'POST', body: {}, purpose: 'another' }).catch((error: unknown) => error);
    expect(refused).toMatchObject({ name: 'ExchangeRefused', status: 403, problem: { code: 'exchange.purpose-refused' }, origin: expect.any(String) });
    const [row] = await house.test.db.tx(async (tx) => (await tx.query('select id, gateway_signature from exchange.exchange where status = 403')).rows);
    const reply = await houseFetch(`${house.origin}/api/v1/exchange/receipts/${row.id}`, { headers: { 'exchange-witness': row.gateway_signature } });
    const verdict = await verifyReceipt(await readZip(new Uint8Array(await reply.arrayBuffer())), ways);
    expect(verdict).toMatchObject({ ok: true, facts: { status: 403, hasProviderSignature: false } });
  });

  it('calls with a token bound to its key, alone or beside the signature, as soon as its system has credentials', async () => {
    const { path, kid, privateKey } = house.other;
    const credentials = await house.test.db.tx((tx) => makeSystemCredentials(tx, principalOf('steward', { agencies: ['dld'] }), path, { bound: true }, new Date()).then(() => getSystemCredentials(tx, path, house.origin, new Date())));
    expect(credentials).toMatchObject({ clientId: 'dld_herds', isOwn: true, bound: true, keys: [kid], tokenEndpoint: `${house.origin}/oidc/token`, resource: `${house.origin}/x` });
    const own = { system: path, agreement: 'SA-2569-0900', clientId: 'dld_herds', key: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string };
    await addAgreement(house.run, { number: own.agreement, consumer: 'dld', provider: 'rid', systemId: house.ids.other, serviceId: peopleId });
    const both = await clientWith(own).call('people-register', '/people/7', { purpose: 'aid' });
    expect(both.assurance).toBe(3);
    const token = await clientWith({ ...own, sign: false }).call('people-register', '/people/7', { purpose: 'aid' });
    expect(token.assurance).toBe(2);
    const verdict = await verifyReceipt(await readZip(await token.receipt()), ways);
    expect(verdict.checks.filter(({ state }) => state === 'failed')).toEqual([]);
    expect(verdict.facts).toMatchObject({ assurance: 2, method: 'GET' });
  });

  it.each(([['curl', 'curl', 'bash', 'call-token.sh'], ['python', 'python3', 'python3', 'call_token.py']] as const).filter(([, needed]) => spawnSync(needed, ['--version']).status === 0))('and so does the program for %s that its developer copied', async (id, _needed, program, file) => {
    const keyFile = join(folder, 'other.pem');
    writeFileSync(keyFile, house.other.privateKey.export({ type: 'pkcs8', format: 'pem' }));
    const said = await runPrinted(id, program, file, { clientId: 'dld_herds', system: house.other.path, agreement: 'SA-2569-0900', keyFile });
    expect(said).toMatch(/\{"registered":true\}[^]*assurance:? 2/i);
  });

  it('gets no token any more, and none that it has counts, once the key is revoked', async () => {
    const { path, kid, privateKey } = house.other;
    const client = clientWith({ system: path, agreement: 'SA-2569-0900', clientId: 'dld_herds', key: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string, sign: false, retries: 0 });
    await client.call('people-register', '/people/7', { purpose: 'aid' });
    await house.test.db.tx((tx) => revokeSystemKey(tx, principalOf('secretariat'), path, kid, { reason: 'เครื่องหาย' }, new Date()));
    await house.gateway.reload();
    await expect(client.call('people-register', '/people/7', { purpose: 'aid' })).rejects.toMatchObject({ name: 'ExchangeRefused', problem: { code: 'exchange.key-unknown' } });
    await expect(client.call('people-register', '/people/7', { purpose: 'aid' })).rejects.toMatchObject({ code: 'no-token' });
  });
});

import { execFileSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { fieldsFrom, type RequestMessage } from '@saphan/contracts/http-signatures/message';
import { joinMember, signRequest, signResponse } from '@saphan/contracts/http-signatures/sign';
import { newKey } from '@saphan/contracts/http-signatures/testing/node-keys';
import { readPublicKey, thumbprintOf, type PublicKey } from '@saphan/contracts/receipts/public-key';
import { sha256 } from '@saphan/contracts/receipts/sha-256';
import { verifyReceipt } from '@saphan/contracts/receipts/verify-receipt';
import { webCryptoVerify } from '@saphan/contracts/receipts/web-crypto';
import { readZip } from '@saphan/contracts/receipts/zip';
import { COSIGNATURE, cosignedMessage, verifierOf, writeCosignature, writeSignature, writeVerifier } from '@saphan/contracts/transparency/note';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildHttp } from '#kernel/http.ts';
import { openLog } from '#kernel/log.ts';
import { roles, type Principal, type Role } from '#kernel/policy.ts';
import { allowAll } from '#kernel/testing/deciders.ts';
import { principalOf } from '#kernel/testing/principals.ts';
import { newUuid7 } from '#kernel/uuid7.ts';
import { ensureLog, proveEntry, sequence, type LedgerPorts } from '#modules/ledger/index.ts';
import { stampCheckpoint } from '#modules/ledger/stamps/stamp.ts';
import { openStampAuthority } from '#modules/ledger/testing/stamp-authority.ts';
import { keepExchanges } from '../evidence/insert-exchanges.ts';
import type { ExchangeRecord, KeptSignature } from '../evidence/exchange-record.ts';
import { openHouseKey } from '../keys/house-key.ts';
import { openTraded, type Traded } from '../testing/traded.ts';
import { exportReceipt } from './export-receipt.ts';
import { receiptsPart } from './part.ts';

const host = '127.0.0.1';
let house: Traded;
let app: FastifyInstance;
let who: Principal = principalOf('auditor');
let ledger: LedgerPorts;
const masterKey = randomBytes(32);
const hashOf = (text: string) => createHash('sha256').update(text);

beforeAll(async () => {
  house = await openTraded();
  const { db } = house.test;
  ledger = { db, log: openLog('test', 'silent'), masterKey, publicUrl: 'https://data.example.go.th', fetch, stamps: null };
  await db.tx((tx) => ensureLog(tx, ledger));
  app = await buildHttp({ db, log: ledger.log, version: 'test', routes: receiptsPart({}).routes ?? [], authenticate: async () => who, decider: allowAll, hosts: [host] });
});
afterAll(async () => { await app.close(); await house.close(); });

/** A key of a system, as the register keeps it. */
async function systemKey(system: number) {
  const key = newKey('ed25519');
  const kid = thumbprintOf(readPublicKey(key.publicKey.export({ type: 'spki', format: 'pem' }) as string) as PublicKey, sha256);
  await house.run(`insert into registry.system_key (system_id, kid, jwk, algorithm, custody, not_before, not_after, proof, actor, recorded_at)
    values ($1, $2, $3, 'ed25519', 'agency', now() - interval '1 day', now() + interval '1 year', 'test', 'test', now())`, [system, kid, JSON.stringify(key.publicKey.export({ format: 'jwk' }))]);
  return { ...key, kid };
}

/** An exchange of `doa` with `rid`, signed by all three, kept as the gateway keeps it. */
async function trade(): Promise<{ id: string; witness: string }> {
  const now = new Date();
  const [id, created] = [newUuid7(now), Math.floor(now.getTime() / 1000)];
  const [asker, answerer, gateway] = [await systemKey(house.system.doa), await systemKey(house.system.rid), await openHouseKey(house.test.db, masterKey, now)];
  const headers: Record<string, string> = { 'exchange-client': 'TH/GOV/doa/subsidy', 'exchange-agreement': 'SA-2569-0001', 'exchange-purpose': 'subsidy' };
  const request = (): RequestMessage => ({ method: 'GET', scheme: 'https', authority: 'data.example.go.th', target: '/x/farmer-register/farmers', fields: fieldsFrom(headers) });
  const asked = signRequest(request(), { created, expires: created + 60, nonce: randomBytes(16).toString('base64url'), keyid: asker.kid }, asker.sign);
  Object.assign(headers, { 'signature-input': asked.inputField, signature: asked.signatureField });
  const answer: Record<string, string> = { 'content-digest': `sha-256=:${hashOf('{}').digest('base64')}:`, 'exchange-id': id, 'exchange-decision': `sha-256=:${hashOf('x').digest('base64')}:` };
  const response = () => ({ status: 200, fields: fieldsFrom(answer), request: request() });
  const answered = signResponse(response(), 'rsp', { created, keyid: answerer.kid }, answerer.sign);
  Object.assign(answer, { 'signature-input': joinMember(response().fields, 'signature-input', answered.inputField), signature: answered.signatureField });
  const witnessed = signResponse(response(), 'gw', { created, keyid: gateway.kid }, (text) => gateway.sign(text));
  const kept = ({ base, signature }: { base: string; signature: string }, { kid }: { kid: string }): KeptSignature => ({ base, signature, kid });
  const record: ExchangeRecord = {
    id, at: now.toISOString(), consumerSystemId: house.system.doa, providerSystemId: house.system.rid, serviceId: house.service, operationId: 'getFarmer', agreement: { id: house.agreement.doa, number: 'SA-2569-0001', version: 1, termsSha256: hashOf('terms').digest('hex') },
    purpose: 'subsidy', caseRef: null, assurance: 3, status: 200, errorOrigin: null, problem: null, answerNote: null, requestBytes: 0, responseBytes: 2, tookMs: 1, upstreamMs: 1, sequence: null,
    request: kept(asked, asker), response: kept(answered, answerer), gateway: kept(witnessed, gateway), subjects: [], quotaDay: null,
  };
  await keepExchanges(house.test.db, [record]);
  return { id, witness: witnessed.signature };
}

const ask = async (id: string, headers: Record<string, string> = {}) => app.inject({ method: 'GET', url: `/api/v1/exchange/receipts/${id}`, headers: { host, ...headers } });
const settle = async () => { while (await sequence(ledger) > 0); };

describe('the receipt of an exchange', () => {
  it('waits for its place in the log, and then proves everything', async () => {
    const { id } = await trade();
    who = principalOf('auditor');
    expect((await ask(id)).statusCode).toBe(409);
    await settle();
    const reply = await ask(id);
    expect(reply.statusCode, reply.body).toBe(200);
    expect(reply.headers).toMatchObject({ 'content-type': 'application/zip', 'content-disposition': `attachment; filename="receipt-${id}.zip"` });
    const files = await readZip(reply.rawPayload);
    const verdict = await verifyReceipt(files, { sha256, verify: webCryptoVerify(crypto.subtle) });
    expect(verdict.checks.filter(({ state }) => state === 'failed')).toEqual([]);
    expect(verdict.facts).toMatchObject({ exchangeId: id, client: 'TH/GOV/doa/subsidy', assurance: 3, hasProviderSignature: true, log: 'data.example.go.th/ledger' });
    expect([...files.keys()]).toEqual(expect.arrayContaining(['VERIFY.txt', 'verify.sh', 'keys/consumer.pem', 'keys/provider.pem', 'keys/gateway.pem', 'keys/log.pem']));
  });

  it('carries time-stamp and co-signatures, and openssl follows both', async () => {
    const { id } = await trade();
    await settle();
    const { db } = house.test;
    const tsa = await openStampAuthority();
    const folder = mkdtempSync(join(tmpdir(), 'saphan-stamped-'));
    try {
      const size = await stampCheckpoint(ledger, { url: tsa.url, trustedPem: tsa.trustedPem, everySeconds: 60 });
      const { checkpointText } = await db.read((tx) => proveEntry(tx, id));
      const witness = newKey('ed25519');
      const verifier = verifierOf(sha256, 'witness.example.go.th', COSIGNATURE, witness.publicKey.export({ type: 'spki', format: 'der' }).subarray(-32));
      const seconds = Math.floor(Date.now() / 1000);
      const line = writeSignature(verifier, writeCosignature(seconds, Buffer.from(witness.sign(Buffer.from(cosignedMessage(checkpointText, seconds)).toString()), 'base64')));
      await house.run(`with w as (insert into ledger.witness (name, vkey, url, added_by) values ('witness.example.go.th', $1, 'https://witness.example.go.th', 'test') returning id)
        insert into ledger.cosignature (size, witness_id, line, said_at) select $2, w.id, $3, now() from w`, [writeVerifier(verifier), size, line]);
      const files = await readZip(await db.read((tx) => exportReceipt(tx, id, tsa.trustedPem)));
      const verdict = await verifyReceipt(files, { sha256, verify: webCryptoVerify(crypto.subtle), leastWitnesses: 1 });
      expect(verdict.checks.filter(({ state }) => state === 'failed')).toEqual([]);
      expect(verdict.checks.find((check) => check.id === 'stamp')?.state).toBe('passed');
      for (const [name, bytes] of files) {
        mkdirSync(dirname(join(folder, name)), { recursive: true });
        writeFileSync(join(folder, name), bytes);
      }
      expect(execFileSync('sh', [join(folder, 'verify.sh'), '--witnesses', '1']).toString()).toMatch(/witness witness\.example\.go\.th co-signed[^]*✓ ตราเวลาของจุดตรวจ/);
    } finally {
      tsa.close();
      rmSync(folder, { recursive: true });
    }
  });

  it('is for parties, auditors and operators only: nobody else learns even that it exists', async () => {
    const { id } = await trade();
    await settle();
    const statusFor = async (role: Role, agencies: string[]) => { who = principalOf(role, { agencies }); return (await ask(id)).statusCode; };
    const found: Record<string, number[]> = {};
    for (const role of roles) found[role] = [await statusFor(role, ['doa']), await statusFor(role, ['rid']), await statusFor(role, ['dof'])];
    expect(found).toEqual({
      operator: [200, 200, 200], auditor: [200, 200, 200], steward: [200, 200, 404], 'agency-admin': [200, 200, 404], service: [200, 200, 404],
      secretariat: [404, 404, 404], reader: [404, 404, 404], citizen: [404, 404, 404], visitor: [404, 404, 404],
    });
    expect((await ask(newUuid7(new Date()))).statusCode).toBe(404);
  });

  it('is for whoever shows the signature of the answer, without any account', async () => {
    const [{ id, witness }, other] = [await trade(), await trade()];
    await settle();
    who = principalOf('visitor');
    expect((await ask(id, { 'exchange-witness': witness })).statusCode).toBe(200);
    expect((await ask(id, { 'exchange-witness': other.witness })).statusCode).toBe(404);
    expect((await ask(id, { 'exchange-witness': '' })).statusCode).toBe(404);
  });
});

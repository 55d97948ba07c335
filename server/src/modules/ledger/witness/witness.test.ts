import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toBase64 } from '@saphan/contracts/transparency/bytes';
import { parseSignedCheckpoint, type SignedCheckpoint } from '@saphan/contracts/transparency/checkpoint';
import { checkSignature, parseVerifier, type Verifier } from '@saphan/contracts/transparency/note';
import { buildHttp } from '#kernel/http.ts';
import { openLog } from '#kernel/log.ts';
import { allowAll } from '#kernel/testing/deciders.ts';
import { principalOf } from '#kernel/testing/principals.ts';
import { proveEntry, readLedgerKeys, verifyLedger } from '../index.ts';
import { verifyEd25519 } from '../keys/ed25519.ts';
import { signCheckpoint, openSigner } from '../keys/signers.ts';
import { routes } from '../routes.ts';
import { openLedgerHouse, type LedgerHouse } from '../testing/ledger-database.ts';
import { sha256 } from '../tree/sha-256.ts';
import { askWitnesses } from './ask-witnesses.ts';

type House = LedgerHouse & { app: FastifyInstance; url: string };
let a: House;
let b: House;
const open = async (name: string): Promise<House> => {
  const house = await openLedgerHouse(`https://${name}.example`);
  const hosts: string[] = [];
  const app = await buildHttp({ db: house.test.db, log: openLog('test', 'silent'), version: 'test', routes: routes(house.ports), authenticate: async () => principalOf('operator'), decider: allowAll, hosts });
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  hosts.push(new URL(url).host);
  return { ...house, app, url, close: async () => { await app.close(); await house.close(); } };
};
beforeAll(async () => { [a, b] = [await open('a'), await open('b')]; });
afterAll(async () => { await a?.close(); await b?.close(); });

const call = async (house: { url: string }, method: string, path: string, body?: object | string) => {
  const reply = await fetch(house.url + path, { method, ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body), headers: { 'content-type': typeof body === 'string' ? 'text/plain' : 'application/json' } }) });
  const text = await reply.text();
  return { status: reply.status, type: reply.headers.get('content-type'), text, body: text.startsWith('{') ? JSON.parse(text) : null };
};
const keysOf = (house: LedgerHouse) => house.test.db.read(readLedgerKeys);
const checkpointOf = async (house: { url: string }) => (await call(house, 'GET', '/ledger/checkpoint')).text;
const ask = (old: number, note: string, proof: string[] = []) => call(b, 'POST', '/ledger/witness/add-checkpoint', `old ${old}\n${proof.map((hash) => `${hash}\n`).join('')}\n${note}`);
const ownNote = (note: string) => note.split('\n').filter((line, i) => i < 5 || line === '').join('\n').replace(/\n*$/, '\n');
const proofOf = async (from: number, to: number) => (await call(a, 'GET', `/api/v1/ledger/consistency?from=${from}&to=${to}`)).body.proof as string[];
const state = async () => (await call(a, 'GET', '/api/v1/ledger')).body.witnesses[0];

describe('two houses', () => {
  it('trust each other by exchanging one line', async () => {
    const [own, other] = [await keysOf(a), await keysOf(b)];
    expect((await call(b, 'POST', '/api/v1/ledger/witnessed-logs', { vkey: own.log.vkey })).status).toBe(201);
    expect((await call(b, 'POST', '/api/v1/ledger/witnessed-logs', { vkey: own.log.vkey })).body.code).toBe('ledger.already-known');
    const witness = { vkey: other.witness.vkey, url: `${b.url}/ledger/witness/` };
    expect((await call(a, 'POST', '/api/v1/ledger/witnesses', { ...witness, vkey: own.log.vkey })).body.code).toBe('ledger.verifier-key-of-other-use');
    expect((await call(a, 'POST', '/api/v1/ledger/witnesses', { ...witness, vkey: `${witness.vkey}A` })).body).toMatchObject({ code: 'ledger.verifier-key-unreadable', errors: [{ pointer: '/vkey' }] });
    expect((await call(a, 'POST', '/api/v1/ledger/witnesses', { ...witness, url: 'ftp://x' })).body).toMatchObject({ code: 'ledger.address-refused', errors: [{ pointer: '/url' }] });
    expect((await call(a, 'POST', '/api/v1/ledger/witnesses', witness)).status).toBe(201);
  });

  it('co-sign what continues, and the proof carries it', async () => {
    const [id] = await a.append(10);
    expect(await askWitnesses(a.ports)).toBe(1);
    await a.append(300);
    expect(await askWitnesses(a.ports)).toBe(1);
    expect(await askWitnesses(a.ports)).toBe(0);
    const proven = await a.test.db.read((tx) => proveEntry(tx, id as string));
    expect(proven.witnesses).toHaveLength(1);
    const key = parseVerifier(sha256, (await keysOf(b)).witness.vkey) as Verifier;
    expect(await checkSignature(verifyEd25519, parseSignedCheckpoint(proven.checkpoint) as SignedCheckpoint, key)).toMatchObject({ state: 'holds' });
    expect(await state()).toMatchObject({ failures: 0, lastError: null });
    expect((await call(b, 'GET', '/api/v1/ledger')).body.witnessed[0]).toMatchObject({ size: (await state()).size, refusals: 0 });
  });

  it('answer as the protocol says', async () => {
    const note = ownNote(await checkpointOf(a));
    const size = (parseSignedCheckpoint(note) as SignedCheckpoint).size;
    const conflict = await ask(1, note);
    expect([conflict.status, conflict.type, conflict.text]).toEqual([409, 'text/x.tlog.size', `${size}\n`]);
    expect((await ask(size, note)).text).toMatch(/^— b\.example\/ledger\/witness [A-Za-z0-9+/=]+\n$/);
    expect((await ask(size + 1, note)).status).toBe(400);
    expect((await ask(size, note, [toBase64(new Uint8Array(32))])).status).toBe(422);
    expect((await ask(size, note.replace(/\n\d+\n/, '\n999999\n'))).status).toBe(403);
    expect((await ask(0, ownNote(await checkpointOf(b)))).status).toBe(404);
    for (const bad of ['', 'old 0', `old 01\n\n${note}`, `old 0\nAAAA\n\n${note}`, `old 0\n\n${note.slice(0, -1)}`]) expect((await call(b, 'POST', '/ledger/witness/add-checkpoint', bad)).status, bad).toBe(400);
    expect((await call(b, 'POST', '/ledger/witness/add-checkpoint', 'x'.repeat(100_000))).status).toBe(400);
    const hash = Buffer.from(sha256(Buffer.from((await keysOf(a)).origin))).toString('hex');
    const seen = await call(b, 'GET', `/ledger/witness/${hash}/checkpoint`);
    expect(parseSignedCheckpoint(seen.text)?.signatures).toHaveLength(2);
    expect((await call(b, 'GET', `/ledger/witness/${'0'.repeat(64)}/checkpoint`)).status).toBe(404);
  });

  it('do not co-sign a fork: another root of the same size, or a history that was changed', async () => {
    const { origin, size } = parseSignedCheckpoint(await checkpointOf(a)) as SignedCheckpoint;
    const signer = await a.test.db.read((tx) => openSigner(tx, a.ports, 'log'));
    const fork = (forkSize: number) => signCheckpoint(signer, { origin, size: forkSize, root: sha256(Buffer.from('another history')) });
    expect((await ask(size, fork(size))).status).toBe(422);
    await a.append(5);
    expect((await ask(size, fork(size + 5), await proofOf(size, (parseSignedCheckpoint(await checkpointOf(a)) as SignedCheckpoint).size))).status).toBe(422);
    expect((await call(b, 'GET', '/api/v1/ledger')).body.witnessed[0]).toMatchObject({ size, refusals: 3, lastRefusal: 'inconsistent' });
  });

  it('move the last size once, though two ask at the same moment', async () => {
    await a.append(5);
    const note = ownNote(await checkpointOf(a));
    const { size } = parseSignedCheckpoint(note) as SignedCheckpoint;
    const seen = (await call(b, 'GET', '/api/v1/ledger')).body.witnessed[0].size as number;
    const proof = await proofOf(seen, size);
    const answers = await Promise.all(Array.from({ length: 8 }, () => ask(seen, note, proof)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409, 409, 409, 409, 409]);
    // The answer of that one was lost on its way to the ledger: 409 tells where to go on from.
    expect(await askWitnesses(a.ports)).toBe(1);
  });

  it('go on when the other is away, and say so; and that a witness saw more than there is', async () => {
    await a.append(1);
    expect(await askWitnesses({ ...a.ports, fetch: async () => { throw new TypeError('fetch failed'); } })).toBe(0);
    expect(await state()).toMatchObject({ failures: 1, lastError: 'unreachable' });
    expect(await askWitnesses({ ...a.ports, fetch: async () => new Response('999999\n', { status: 409 }) })).toBe(0);
    expect(await state()).toMatchObject({ failures: 2, lastError: 'witness-is-ahead' });
    expect(await askWitnesses({ ...a.ports, fetch: async () => new Response(`— ${(await keysOf(b)).witness.name} ${'A'.repeat(104)}\n`) })).toBe(0);
    expect(await state()).toMatchObject({ lastError: expect.stringMatching(/^cosignature-/) });
    expect(await askWitnesses(a.ports)).toBe(1);
    expect(await state()).toMatchObject({ failures: 0, lastError: null });
  });

  it('follow the key of a log that turns, by the word of the key they trust', async () => {
    const [old, [id]] = [(await keysOf(a)).log, await a.append(1)];
    expect((await call(a, 'POST', '/api/v1/ledger/keys', { reason: ' ' })).status).toBe(400);
    const { status, body } = await call(a, 'POST', '/api/v1/ledger/keys', { reason: 'yearly' });
    expect([status, body.vkey === old.vkey]).toEqual([201, false]);
    const [earlier] = (await keysOf(a)).earlier;
    const [turn, toSize] = [earlier?.turn ?? '', earlier?.toSize ?? 0];
    expect((await call(b, 'POST', '/ledger/witness/turn-key', turn.replace(/\n\d+\n/, '\n1\n'))).status).toBe(403);
    const [later] = await a.append(1);
    expect((await ask(0, ownNote(await checkpointOf(a)))).status).toBe(403);
    expect(await askWitnesses(a.ports)).toBe(1);
    expect((await call(b, 'GET', '/api/v1/ledger')).body.witnessed[0]).toMatchObject({ vkey: body.vkey, size: toSize + 1 });
    expect((await call(b, 'POST', '/ledger/witness/turn-key', turn)).status).toBe(403);
    const proofs = await Promise.all([id, later].map((each) => a.test.db.read((tx) => proveEntry(tx, each as string))));
    expect(proofs[1]?.log.vkey).toBe(body.vkey);
    for (const proof of proofs) expect(await checkSignature(verifyEd25519, parseSignedCheckpoint(proof.checkpoint) as SignedCheckpoint, parseVerifier(sha256, proof.log.vkey) as Verifier)).toMatchObject({ state: 'holds' });
    expect(await verifyLedger(a.test.db)).toMatchObject({ keys: 2, found: 0 });
    await a.test.db.tx((tx) => tx.query(`update ledger.signing_key set turn_note = replace(turn_note, 'v1', 'v2') where turn_note is not null`));
    expect((await verifyLedger(a.test.db)).findings.map(({ kind, index }) => [kind, index])).toEqual([['key', toSize + 1]]);
  });

  it('go on when the key of a witness turns, by the word of the key they trust, and what it co-signed before still holds', async () => {
    await a.test.db.tx((tx) => tx.query(`update ledger.signing_key set turn_note = replace(turn_note, 'v2', 'v1') where turn_note is not null`));
    const [old, [id]] = [(await keysOf(b)).witness.vkey, await a.append(1)];
    expect(await askWitnesses(a.ports)).toBe(1);
    for (const reason of ['yearly', 'once more']) expect((await call(b, 'POST', '/api/v1/ledger/witness-keys', { reason })).status).toBe(201);
    const { witness, earlierWitness } = await keysOf(b);
    expect([witness.vkey === old, earlierWitness[0]?.vkey, earlierWitness.length]).toEqual([false, old, 2]);
    const turns = (await call(b, 'GET', '/ledger/witness/turns')).text;
    const [later] = await a.append(1);
    const lying = (text: string): typeof fetch => async (url, init) => String(url).endsWith('/turns') ? new Response(text) : fetch(url, init);
    for (const forged of ['', turns.replace(/from (\d)/, 'from 1$1'), turns.slice(turns.indexOf('saphan', 5))]) expect(await askWitnesses({ ...a.ports, fetch: lying(forged) })).toBe(0);
    expect(await state()).toMatchObject({ vkey: old, lastError: 'cosignature-absent' });
    expect(await askWitnesses(a.ports)).toBe(1);
    expect(await state()).toMatchObject({ vkey: witness.vkey, failures: 0, lastError: null });
    const proofs = await Promise.all([id, later].map((each) => a.test.db.read((tx) => proveEntry(tx, each as string))));
    expect(proofs.map(({ witnesses }) => witnesses.map(({ vkey }) => vkey))).toEqual([[old], [witness.vkey]]);
    expect(await verifyLedger(a.test.db)).toMatchObject({ found: 0 });
    expect((await call(a, 'GET', '/api/v1/ledger/entries?kind=ledger.witness-turned')).body.items).toHaveLength(1);
    await a.test.db.tx((tx) => tx.query(`update ledger.witness set turn_note = replace(turn_note, 'from 1', 'from 2') where turn_note is not null`));
    expect((await verifyLedger(a.test.db)).findings.map(({ kind }) => kind)).toEqual(['key']);
  });

  it('end', async () => {
    expect((await call(a, 'DELETE', `/api/v1/ledger/witnesses/${(await state()).id}`)).status).toBe(204);
    expect((await call(b, 'DELETE', `/api/v1/ledger/witnessed-logs?origin=${encodeURIComponent((await keysOf(a)).origin)}`)).status).toBe(204);
    expect((await ask(0, ownNote(await checkpointOf(a)))).status).toBe(404);
    await a.append(1);
    expect(await askWitnesses(a.ports)).toBe(0);
    expect((await call(a, 'DELETE', '/api/v1/ledger/witnesses/9999')).body.code).toBe('ledger.witness-not-found');
    const kinds = (await call(a, 'GET', '/api/v1/ledger/entries?kind=ledger.witness-added')).body.items;
    expect(kinds).toHaveLength(1);
  });
});

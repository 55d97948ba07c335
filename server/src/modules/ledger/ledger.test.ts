import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fromBase64, utf8 } from '@saphan/contracts/transparency/bytes';
import { parseSignedCheckpoint, type SignedCheckpoint } from '@saphan/contracts/transparency/checkpoint';
import { checkSignature, parseVerifier, type Verifier } from '@saphan/contracts/transparency/note';
import { verifyConsistency, verifyInclusion } from '@saphan/contracts/transparency/proofs';
import { leafHash } from '@saphan/contracts/transparency/tree';
import { parseTlogProof, type TlogProof } from '@saphan/contracts/transparency/tlog-proof';
import { buildHttp } from '#kernel/http.ts';
import { openLog } from '#kernel/log.ts';
import { roles, type Role } from '#kernel/policy.ts';
import { allowAll } from '#kernel/testing/deciders.ts';
import { principalOf } from '#kernel/testing/principals.ts';
import { appendEntries, appendEntry, proveEntry, sequence } from './index.ts';
import { verifyEd25519 } from './keys/ed25519.ts';
import { routes } from './routes.ts';
import { openLedgerHouse, type LedgerHouse } from './testing/ledger-database.ts';
import { sha256 } from './tree/sha-256.ts';

const host = '127.0.0.1';
let house: LedgerHouse;
let app: FastifyInstance;
let role: Role = 'auditor';
beforeAll(async () => {
  house = await openLedgerHouse();
  app = await buildHttp({ db: house.test.db, log: openLog('test', 'silent'), version: 'test', routes: routes(house.ports), authenticate: async () => principalOf(role), decider: allowAll, hosts: [host] });
});
afterAll(async () => { await app?.close(); await house?.close(); });

const get = async (url: string) => { const reply = await app.inject({ method: 'GET', url, headers: { host } }); return { status: reply.statusCode, text: reply.body, raw: reply.rawPayload, headers: reply.headers, body: reply.body.startsWith('{') ? reply.json() : null }; };
const query = (text: string, values: unknown[] = []) => house.test.db.tx((tx) => tx.query(text, values)).then(({ rows }) => rows);
const newest = async () => parseSignedCheckpoint((await get('/ledger/checkpoint')).text) as SignedCheckpoint;
const logKey = async () => parseVerifier(sha256, (await get('/ledger/key')).body.log.vkey) as Verifier;

describe('the ledger', () => {
  it('signs the tree of nothing when it is made', async () => {
    expect(await newest()).toMatchObject({ origin: 'data.example.go.th/ledger', size: 0 });
  });

  it('writes an entry with its change or not at all', async () => {
    await expect(house.test.db.tx(async (tx) => { await appendEntry(tx, { kind: 'test.thing-changed', subject: 'thing:1', facts: {} }); throw new TypeError('the change failed'); })).rejects.toThrow('the change failed');
    expect(await query('select 1 from ledger.entry')).toEqual([]);
    await expect(house.test.db.tx((tx) => appendEntry(tx, { kind: 'Not a kind', subject: 'x', facts: {} }))).rejects.toThrow();
  });

  it('gives each entry a place, and proves it to whoever has only the key of the log', async () => {
    const ids = await house.append(300);
    const key = await logKey();
    for (const id of [ids[0], ids[255], ids[256], ids[299]]) {
      const { status, body } = await get(`/api/v1/ledger/entries/${id}`);
      expect(status).toBe(200);
      const proof = parseTlogProof(body.evidence.tlogProof) as TlogProof;
      const signed = parseSignedCheckpoint(proof.checkpoint) as SignedCheckpoint;
      expect(await checkSignature(verifyEd25519, signed, key)).toMatchObject({ state: 'holds' });
      const claim = { index: proof.index, size: signed.size, root: signed.root, proof: proof.proof, leaf: leafHash(sha256, utf8(body.entry)) };
      expect(verifyInclusion(sha256, claim)).toBe(true);
      expect(verifyInclusion(sha256, { ...claim, leaf: leafHash(sha256, utf8(body.entry.replace('thing:', 'think:'))) })).toBe(false);
      expect(body.entry).toContain(`\nfacts ${Buffer.from(sha256(utf8(body.facts))).toString('hex')}\n`);
    }
    expect((await query('select leaf_index from ledger.entry_v1 order by number')).map((row) => row.leaf_index)).toEqual(Array.from({ length: 300 }, (_, i) => i));
  });

  it('makes every leaf another, though the same thing happens again', async () => {
    const texts = await query(`select entry from ledger.entry where subject = 'thing:1' limit 2`);
    expect(texts[0].entry.split('\n')[4]).toMatch(/^blind [A-Za-z0-9+/]{22}==$/);
    expect(texts[0].entry.split('\n')[4]).not.toBe(texts[1].entry.split('\n')[4]);
  });

  it('takes lines of the caller as they are, many by one statement', async () => {
    const id = '01998000-0000-7000-8000-0000000000ff';
    await house.test.db.tx((tx) => appendEntries(tx, [{ id, kind: 'exchange.exchange', at: '2026-11-24T00:00:00.000Z', lines: [['assurance', '3'], ['status', '200']] }]));
    await expect(house.test.db.read((tx) => proveEntry(tx, id))).rejects.toMatchObject({ code: 'ledger.not-sequenced-yet' });
    expect((await get(`/api/v1/ledger/entries/${id}`)).body).toMatchObject({ leafIndex: null, evidence: null, facts: null });
    expect((await get('/api/v1/ledger')).body).toMatchObject({ waiting: 1 });
    await sequence(house.ports);
    expect((await house.test.db.read((tx) => proveEntry(tx, id))).entry).toMatch(/^saphan-entry\/v1\nkind exchange.exchange\nid 01998000-0000-7000-8000-0000000000ff\nat 2026-11-24T00:00:00.000Z\nblind \S+\nassurance 3\nstatus 200\n$/);
  });

  it('serves tiles for ever, and only those that were signed', async () => {
    const { raw, headers, status } = await get('/ledger/tile/0/000');
    expect([status, raw.length, headers['cache-control']]).toEqual([200, 8192, 'public, max-age=31536000, immutable']);
    expect((await get('/ledger/tile/0/001.p/40')).raw.length).toBe(40 * 32);
    expect((await get('/ledger/tile/1/000.p/1')).raw.length).toBe(32);
    for (const path of ['0/001', '0/002.p/1', '0/001.p/200', '00/000', '0/x000/000', 'entries/000', '2/000.p/1']) expect((await get(`/ledger/tile/${path}`)).body?.code, path).toBe('ledger.no-such-tile');
  });

  it('proves that a later tree begins with an earlier one', async () => {
    await house.append(700);
    const { items } = (await get('/api/v1/ledger/checkpoints')).body;
    const sizes: number[] = items.map((each: { size: number }) => each.size);
    for (const [from, to] of [[300, sizes[0]], [300, 301], [0, 300]] as [number, number][]) {
      const { body } = await get(`/api/v1/ledger/consistency?from=${from}&to=${to}`);
      const hash = (text: string) => fromBase64(text) as Uint8Array;
      expect(verifyConsistency(sha256, { size1: from, size2: to, root1: hash(body.from.root), root2: hash(body.to.root), proof: body.proof.map(hash) })).toBe(true);
    }
    expect((await get('/api/v1/ledger/consistency?from=301&to=300')).body.code).toBe('ledger.sizes-in-wrong-order');
    expect((await get('/api/v1/ledger/consistency?from=7&to=300')).body.code).toBe('ledger.size-not-signed');
  });

  it('lists entries by kind and subject, a page at a time', async () => {
    const first = (await get('/api/v1/ledger/entries?kind=test.thing-changed&subject=thing:2')).body;
    expect(first.items).toHaveLength(50);
    expect(first.kinds).toEqual(['exchange.exchange', 'test.thing-changed']);
    const second = (await get(`/api/v1/ledger/entries?kind=test.thing-changed&subject=thing:2&before=${first.next}`)).body;
    expect(second.items[0].number).toBeLessThan(first.items.at(-1).number);
    expect((await get('/api/v1/ledger/entries?kind=no.such')).body).toMatchObject({ items: [], next: null });
  });

  it('refuses every change of what was written', async () => {
    for (const text of [`update ledger.entry set entry = 'x'`, 'delete from ledger.entry', 'truncate ledger.entry', 'delete from ledger.leaf', 'update ledger.checkpoint set size = size + 1', 'truncate ledger.checkpoint', 'delete from ledger.tile', 'truncate ledger.leaf']) {
      await expect(query(text), text).rejects.toThrow('never changed');
    }
    await expect(query(`update ledger.tile set hashes = overlay(hashes placing '\\x00' from 1)`)).rejects.toThrow('only grows');
  });

  it('never forks when several give places at once', async () => {
    const before = (await newest()).size;
    await Promise.all(Array.from({ length: 6 }, async (_, lane) => {
      for (let n = 0; n < 20; n += 1) await house.test.db.tx((tx) => appendEntry(tx, { kind: 'test.thing-changed', subject: `lane:${lane}`, facts: { n } }));
    }).concat(Array.from({ length: 4 }, async () => { for (let n = 0; n < 30; n += 1) await sequence(house.ports, 7); })) as Promise<void>[]);
    while (await sequence(house.ports) > 0);
    expect((await newest()).size).toBe(before + 120);
    const rows = await query('select leaf_index from ledger.leaf order by leaf_index');
    expect(rows.map((row) => row.leaf_index)).toEqual(Array.from({ length: before + 120 }, (_, i) => i));
  });

  it('shows entries to auditors, operators and the secretariat, and hashes to everybody', async () => {
    const allowed: Role[] = [];
    for (role of roles) {
      if ((await get('/api/v1/ledger/entries')).status === 200) allowed.push(role);
      expect((await get('/ledger/checkpoint')).status, role).toBe(200);
      expect((await get('/ledger/tile/0/000')).status, role).toBe(200);
    }
    expect(allowed.sort()).toEqual(['auditor', 'operator', 'secretariat']);
    role = 'auditor';
    expect((await app.inject({ method: 'POST', url: '/api/v1/ledger/witnesses', headers: { host }, payload: { vkey: 'x', url: 'https://w.example' } })).statusCode).toBe(403);
    expect((await get('/api/v1/ledger/entries/01998000-0000-7000-8000-00000000dead')).body.code).toBe('ledger.entry-not-found');
  });
});

import { hash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseSignedCheckpoint, type SignedCheckpoint } from '@saphan/contracts/transparency/checkpoint';
import { checkSignature, parseNote, parseVerifier, type Verifier, writeNote, writeSignature } from '@saphan/contracts/transparency/note';
import { verifyInclusion } from '@saphan/contracts/transparency/proofs';
import { proveInclusion } from '@saphan/contracts/transparency/tiles';
import { leafHash } from '@saphan/contracts/transparency/tree';
import type { Actor } from '#kernel/policy.ts';
import { appendEntry, askNewEpoch, confirmNewEpoch, proveEntry, recogniseProof, sequence, verifyLedger, withdrawNewEpoch } from '../index.ts';
import { verifyEd25519 } from '../keys/ed25519.ts';
import { readLink } from '../keys/epoch-link.ts';
import { openSigner } from '../keys/signers.ts';
import type { LedgerPorts } from '../ports.ts';
import { getLedger } from '../reads/entries.ts';
import { readLedgerKeys } from '../reads/proofs.ts';
import { openLedgerHouse, type LedgerHouse } from '../testing/ledger-database.ts';
import { sha256 } from '../tree/sha-256.ts';
import { addCheckpoint, readWitnessedCheckpoint } from '../witness/add-checkpoint.ts';
import { askWitnesses } from '../witness/ask-witnesses.ts';
import { followTurn } from '../witness/follow-turn.ts';
import { addWitness, addWitnessedLog } from '../witness/keep-witnesses.ts';
import { listLogs, readCheckpointOf, readTileOf } from './read-epochs.ts';

const origin = 'data.example.go.th/ledger';
const [asker, second]: Actor[] = [{ name: 'anan@example.go.th', role: 'operator' }, { name: 'busaba@example.go.th', role: 'operator' }] as [Actor, Actor];
const tables = ['log', 'signing_key', 'entry', 'leaf', 'tile', 'checkpoint', 'witness', 'witness_state', 'cosignature'];
let house: LedgerHouse;
let witness: LedgerHouse;
let ports: LedgerPorts;
let away = false;
let lost: { id: string; entry: string; tlogProof: string };
let lostCheckpoint: string;

/** The witness as the house reaches it. */
const reach = (async (url: string, init?: { body?: string }) => {
  if (away) throw new TypeError('fetch failed');
  const { db } = witness.test;
  if (url.endsWith('/add-checkpoint')) return db.tx((tx) => addCheckpoint(tx, witness.ports, init?.body ?? '')).then(({ status, body }) => new Response(body, { status }));
  if (url.endsWith('/turn-key')) return db.tx((tx) => followTurn(tx, init?.body ?? '')).then(({ status, body }) => new Response(body, { status }));
  const note = await db.read((tx) => readWitnessedCheckpoint(tx, /([0-9a-f]{64})\/checkpoint$/.exec(url)?.[1] ?? ''));
  return note === null ? new Response('', { status: 404 }) : new Response(note);
}) as unknown as typeof fetch;

/** What a backup holds of the ledger, put into a register of its own. */
async function restoreInto(to: LedgerHouse, rows: Record<string, string>): Promise<void> {
  await to.test.db.tx(async (tx) => {
    for (const table of tables) await tx.query(`alter table ledger.${table} disable trigger user`);
    for (const table of tables.toReversed()) await tx.query(`delete from ledger.${table}`);
    for (const table of tables) await tx.query(`insert into ledger.${table} overriding system value select * from json_populate_recordset(null::ledger.${table}, $1::json)`, [rows[table]]);
    await tx.query(`select setval(pg_get_serial_sequence('ledger.entry', 'number'), 10000)`);
    for (const table of tables) await tx.query(`alter table ledger.${table} enable trigger user`);
  });
}
const backUp = (from: LedgerHouse) => from.test.db.read(async (tx) => {
  const rows: Record<string, string> = {};
  for (const table of tables) rows[table] = (await tx.query(`select coalesce(json_agg(t), '[]')::text as rows from ledger.${table} t`)).rows[0].rows;
  return rows;
});
const provenOf = (id: string) => house.test.db.read((tx) => proveEntry(tx, id));
const standing = () => house.test.db.read((tx) => getLedger(tx, new Date(), false));
const verify = () => verifyLedger(house.test.db);
let heldId: string;

beforeAll(async () => {
  const lostHouse = await openLedgerHouse('https://data.example.go.th', { fetch: reach });
  witness = await openLedgerHouse('https://w.example');
  house = await openLedgerHouse('https://data.example.go.th', { fetch: reach, masterKey: lostHouse.ports.masterKey });
  ports = house.ports;
  const keys = await lostHouse.test.db.read(readLedgerKeys);
  await witness.test.db.tx((tx) => addWitnessedLog(tx, asker, keys.log.vkey, new Date()));
  await lostHouse.test.db.tx(async (tx) => addWitness(tx, asker, { vkey: (await witness.test.db.read(readLedgerKeys)).witness.vkey, url: 'https://w.example/ledger/witness' }, new Date()));
  [heldId] = await lostHouse.append(300) as [string];
  await askWitnesses(lostHouse.ports);
  const rows = await backUp(lostHouse);
  await new Promise((resolve) => { setTimeout(resolve, 1_100); }); // co-signatures tell seconds
  const [id] = await lostHouse.append(40) as [string];
  await askWitnesses(lostHouse.ports);
  const proven = await lostHouse.test.db.read((tx) => proveEntry(tx, id));
  [lost, lostCheckpoint] = [{ id, entry: proven.entry, tlogProof: proven.tlogProof }, proven.checkpoint];
  await restoreInto(house, rows);
  await lostHouse.close();
  await house.append(7);
});
afterAll(async () => { await house?.close(); await witness?.close(); });

describe('a ledger that was restored behind what was signed', () => {
  it('is refused by its witness, and a receipt of what is lost is signed by our key and missing', async () => {
    expect(await askWitnesses(ports)).toBe(0);
    expect((await standing()).witnesses[0]).toMatchObject({ lastError: 'witness-is-ahead' });
    expect(await house.test.db.read((tx) => recogniseProof(tx, lost.entry, lost.tlogProof))).toEqual({ state: 'signed-and-missing' });
  });

  it('is not closed by one person, without evidence, by a foreign checkpoint, or while a witness is silent', async () => {
    away = true;
    await expect(askNewEpoch(ports, asker, { reason: 'disk lost' })).rejects.toMatchObject({ code: 'ledger.nothing-lost' });
    const foreign = await witness.test.db.read((tx) => readCheckpointOf(tx, 1));
    await expect(askNewEpoch(ports, asker, { reason: 'disk lost', checkpoints: [foreign] })).rejects.toMatchObject({ code: 'ledger.checkpoint-not-ours' });
    const asked = await askNewEpoch(ports, asker, { reason: 'disk lost', checkpoints: [lost.tlogProof] });
    expect(asked).toMatchObject({ held: 308, silent: ['w.example/ledger/witness'], loss: { agreed: 301, signed: { size: 341 } } });
    await expect(askNewEpoch(ports, second, { reason: 'again', checkpoints: [lostCheckpoint] })).rejects.toMatchObject({ code: 'ledger.epoch-asked-already' });
    expect((await standing()).epochAsked).toMatchObject({ askedBy: asker.name, lostFrom: 301, lostTo: 341, heldSize: 308, silent: ['w.example/ledger/witness'], known: [{ source: 'brought', size: 341 }] });
    await expect(confirmNewEpoch(ports, asker, { id: asked.id })).rejects.toMatchObject({ code: 'ledger.needs-second-person' });
    await expect(confirmNewEpoch(ports, second, { id: asked.id })).rejects.toMatchObject({ code: 'ledger.witness-silent' });
    await house.test.db.tx((tx) => withdrawNewEpoch(tx, asker, asked.id));
    await expect(confirmNewEpoch(ports, second, { id: asked.id })).rejects.toMatchObject({ code: 'ledger.epoch-not-asked' });
    away = false;
  });

  it('goes on as it was when it is killed while the next log begins', async () => {
    const { id } = await askNewEpoch(ports, asker, { reason: 'disk lost' });
    const before = await readAll();
    const killed = { ...ports, db: { ...ports.db, tx: <T>(work: Parameters<LedgerPorts['db']['tx']>[0]) => ports.db.tx(async (tx) => { await work(tx); throw new TypeError('killed'); }) as Promise<T> } } as LedgerPorts;
    await expect(confirmNewEpoch(killed, second, { id })).rejects.toThrow('killed');
    expect(await readAll()).toEqual(before);
    expect(await verify()).toMatchObject({ found: 0, epochs: 1 });
  });

  it('is closed by two persons, and the first thing the next log signs says what is lost', async () => {
    await house.test.db.tx((tx) => appendEntry(tx, { kind: 'test.thing-changed', subject: 'thing:waits', facts: {} }));
    const asked = (await standing()).epochAsked;
    const begun = await confirmNewEpoch(ports, second, { id: asked?.id ?? 0 });
    expect(begun).toMatchObject({ number: 2, origin: `${origin}/2`, fromSize: 310, lostFrom: 301, lostTo: 341 });
    const [first, next] = await house.test.db.read(listLogs);
    expect([first?.closedSize, first?.lost, next?.origin]).toEqual([309, { from: 301, to: 341 }, `${origin}/2`]);
    const rows = (await house.test.db.tx((tx) => tx.query('select e.facts from ledger.leaf l join ledger.entry e using (number) where l.leaf_index = 309'))).rows;
    expect(JSON.parse(rows[0].facts)).toMatchObject({ closed: { origin, size: 309 }, agreed: 301, signed: { size: 341 }, lost: { from: 301, to: 341, atMost: 40 }, known: [{ source: 'w.example/ledger/witness', size: 341 }], link: hash('sha256', first?.link ?? '', 'hex') });
    for (const { name } of [asker, second]) expect(rows[0].facts).not.toContain(name);
    expect(await standing()).toMatchObject({ epochAsked: null, epochs: [{ number: 2, reason: 'disk lost', askedBy: asker.name, confirmedBy: second.name }] });
  });

  it('goes on with its witness, which takes the next log only by the word of the old key and no less than it saw', async () => {
    const link = (await house.test.db.read(listLogs))[0]?.link ?? '';
    const silent = await house.test.db.read((tx) => readCheckpointOf(tx, 2));
    expect(await witness.test.db.tx((tx) => addCheckpoint(tx, witness.ports, `old 0\n\n${silent}`))).toMatchObject({ status: 404 });
    for (const forged of [link.replace('\n341\n', '\n320\n'), await signedBy('log', link.replace('\n341\n', '\n320\n'))]) expect([403, 404]).toContain((await witness.test.db.tx((tx) => followTurn(tx, forged))).status);
    const [id] = await house.append(3) as [string];
    expect(await askWitnesses(ports)).toBe(1);
    const [followed] = (await witness.test.db.read((tx) => getLedger(tx, new Date(), false))).witnessed;
    expect(followed).toMatchObject({ origin: `${origin}/2`, size: 313, follows: { origin, lostFrom: 301, lostTo: 341 } });
    await expect(witness.test.db.tx((tx) => addWitnessedLog(tx, asker, link.split('\n').at(7) ?? '', new Date()))).rejects.toMatchObject({ code: 'ledger.already-known' });
    expect((await provenOf(id)).witnesses).toHaveLength(1);
    expect(await verify()).toMatchObject({ origin: `${origin}/2`, size: 313, entries: 313, keys: 2, epochs: 2, cosignatures: 2, found: 0, findings: [] });
    expect(await verifyLedger(house.test.db, { from: 311 })).toMatchObject({ found: 0 });
  });

  it('proves old entries under the old name, and knows receipts of what is lost', async () => {
    const { db } = house.test;
    const closed = parseSignedCheckpoint(await db.read((tx) => readCheckpointOf(tx, 1))) as SignedCheckpoint;
    const key = parseVerifier(sha256, (await db.read(listLogs))[0]?.vkey ?? '') as Verifier;
    expect([closed.origin, closed.size, (await checkSignature(verifyEd25519, closed, key)).state]).toEqual([origin, 309, 'holds']);
    const { leafIndex, entry } = await provenOf(heldId);
    const proof = await db.read((tx) => proveInclusion(sha256, leafIndex, closed.size, (names) => Promise.all(names.map((name) => readTileOf(tx, 1, name)))));
    expect(verifyInclusion(sha256, { index: leafIndex, size: closed.size, root: closed.root, proof, leaf: leafHash(sha256, Buffer.from(entry)) })).toBe(true);
    await expect(db.read((tx) => readTileOf(tx, 1, { level: 0, index: 1, width: 54 }))).rejects.toMatchObject({ code: 'ledger.no-such-tile' });
    expect((await db.read((tx) => readTileOf(tx, 2, { level: 0, index: 1, width: 54 }))).length).toBe(54 * 32);
    const recognise = (entryText: string, tlogProof: string) => db.read((tx) => recogniseProof(tx, entryText, tlogProof));
    expect(await recognise(lost.entry, lost.tlogProof)).toEqual({ state: 'lost', epoch: 2, origin: `${origin}/2`, known: true });
    expect(await recognise(lost.entry.replace('thing:', 'think:'), lost.tlogProof)).toEqual({ state: 'not-ours' });
    const held = await provenOf(heldId);
    expect(await recognise(held.entry, held.tlogProof)).toEqual({ state: 'held' });
  });

  it('tells a forged step from one log to the next', async () => {
    const link = (await house.test.db.read(listLogs))[0]?.link ?? '';
    const notOld = await signedBy('log', parseNote(link)?.text ?? '');
    expect(await readLink(notOld, parseVerifier(sha256, (await house.test.db.read(listLogs))[0]?.vkey ?? '') as Verifier)).toBeNull();
    const faults: [string, string][] = [
      [`update ledger.signing_key set turn_note = replace(turn_note, E'\\n341\\n', E'\\n311\\n') where turn_note is not null`, 'link'], [`update ledger.epoch set signed_size = 311`, 'row'], [`delete from ledger.epoch`, 'row'],
      [`update ledger.epoch set reason = 'nothing happened'`, 'entry'], [`update ledger.epoch set confirmed_by = 'somebody@example.go.th'`, 'entry'], [`update ledger.epoch set known = '[]'`, 'known'],
    ];
    for (const [text, fault] of faults) expect(await found(text), text).toEqual([`epoch ${fault}`]);
  });

  it('can be restored and closed once more', async () => {
    const rows = await house.test.db.read(async (tx) => (await tx.query('select 1 from ledger.epoch')).rows);
    expect(rows).toHaveLength(1);
    while (await sequence(ports) > 0);
    await expect(askNewEpoch(ports, asker, { reason: 'again' })).rejects.toMatchObject({ code: 'ledger.nothing-lost' });
    const signer = await house.test.db.read((tx) => openSigner(tx, ports, 'log'));
    const text = `${origin}/2\n400\n${Buffer.alloc(32, 7).toString('base64')}\n`;
    const { id } = await askNewEpoch(ports, asker, { reason: 'again', checkpoints: [writeNote(text, [writeSignature(signer, signer.sign(Buffer.from(text)))])] });
    expect(await confirmNewEpoch(ports, second, { id })).toMatchObject({ number: 3, origin: `${origin}/3`, lostFrom: 313, lostTo: 400 });
    expect(await askWitnesses(ports)).toBe(1);
    expect(await verify()).toMatchObject({ epochs: 3, keys: 3, found: 0 });
  });
});

/** A note over a text, signed by the key that signs now. */
async function signedBy(use: 'log', text: string): Promise<string> {
  const signer = await house.test.db.read((tx) => openSigner(tx, ports, use));
  const body = parseNote(text)?.text ?? text;
  return writeNote(body, [writeSignature(signer, signer.sign(Buffer.from(body)))]);
}

const readAll = async () => (await house.test.db.tx((tx) => tx.query(`select (select json_agg(k) from ledger.signing_key k) as keys, (select json_agg(g) from ledger.log g) as log, (select count(*) from ledger.entry) as entries, (select json_agg(r) from ledger.epoch_request r) as asked, (select max(size) from ledger.checkpoint) as size, (select count(*) from ledger.epoch) as epochs`))).rows;

/** What is found after somebody who rules the database did something; it is undone afterwards. */
async function found(text: string): Promise<string[]> {
  const undo = new TypeError('undone');
  let told: string[] = [];
  await house.test.db.tx(async (tx) => {
    await tx.query('alter table ledger.epoch disable trigger user');
    await tx.query(text);
    told = (await verifyLedger({ ...house.test.db, read: (work) => work(tx) })).findings.map(({ kind, en }) => `${kind} ${/\((\w+)\)\.$/.exec(en)?.[1]}`);
    throw undo;
  }).catch((error: unknown) => { if (error !== undo) throw error; });
  return told;
}

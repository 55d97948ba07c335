import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseSignedCheckpoint, type SignedCheckpoint } from '@saphan/contracts/transparency/checkpoint';
import { leafHash } from '@saphan/contracts/transparency/tree';
import { readLedgerKeys, verifyLedger, type VerifyReport } from '../index.ts';
import { openSigner, signCheckpoint } from '../keys/signers.ts';
import { routes } from '../routes.ts';
import { openLedgerHouse, type LedgerHouse } from '../testing/ledger-database.ts';
import { openStampAuthority } from '../testing/stamp-authority.ts';
import { stampCheckpoint } from '../stamps/stamp.ts';
import { sha256 } from '../tree/sha-256.ts';
import { addCheckpoint } from '../witness/add-checkpoint.ts';
import { askWitnesses } from '../witness/ask-witnesses.ts';
import { addWitness, addWitnessedLog } from '../witness/keep-witnesses.ts';
import { theHouse } from '#kernel/policy.ts';

let house: LedgerHouse;
beforeAll(async () => { house = await openLedgerHouse(); await house.append(300); await house.append(1); await house.append(699); });
afterAll(() => house?.close());

const tables = ['entry', 'leaf', 'tile', 'checkpoint', 'cosignature', 'stamp'];
const undo = new TypeError('undone');

/** What is found after somebody who rules the database did something; it is undone afterwards. */
async function found(texts: string[], options: { from?: number; trustedPem?: string | null } = {}): Promise<VerifyReport> {
  let report: VerifyReport | null = null;
  await house.test.db.tx(async (tx) => {
    for (const table of tables) await tx.query(`alter table ledger.${table} disable trigger user`);
    for (const text of texts) await tx.query(text);
    report = await verifyLedger({ ...house.test.db, read: (work) => work(tx) }, options);
    throw undo;
  }).catch((error: unknown) => { if (error !== undo) throw error; });
  return report as unknown as VerifyReport;
}
const kinds = async (texts: string[], from = 0) => (await found(texts, { from })).findings.map(({ kind, index }) => [kind, index]);
const verify = (from = 0) => verifyLedger(house.test.db, { from });
const entryAt = (index: number) => `(select number from ledger.leaf where leaf_index = ${index})`;

describe('saphan verify', () => {
  it('finds nothing where nothing is wrong, from the beginning and from the middle', async () => {
    expect(await verify()).toMatchObject({ origin: 'data.example.go.th/ledger', size: 1000, entries: 1000, checkpoints: 3, found: 0, findings: [] });
    expect(await verify(700)).toMatchObject({ from: 512, entries: 488, found: 0 });
    expect(await verify(1000)).toMatchObject({ from: 768, found: 0 });
    expect(routes(house.ports).length).toBeGreaterThan(10);
  });

  it('names an entry that was changed, and no other', async () => {
    const change = [`update ledger.entry set entry = replace(entry, 'thing:', 'thong:') where number = ${entryAt(700)}`];
    expect(await kinds(change)).toEqual([['changed', 700]]);
    expect(await kinds(change, 701)).toEqual([['changed', 700]]);
    expect(await kinds(change, 768)).toEqual([]);
  });

  it('names an entry that is gone, a place that is gone, and an entry that was never given one', async () => {
    expect(await kinds([`delete from ledger.entry where number = ${entryAt(5)}`, 'delete from ledger.leaf where leaf_index = 999', 'delete from ledger.leaf where leaf_index = 256'])).toEqual([['missing', 5], ['missing', 256], ['missing', 999], ['lost', null], ['lost', null]]);
  });

  it('names entries that changed places', async () => {
    const swap = ['create temp table swapped on commit drop as select leaf_index, number from ledger.leaf where leaf_index in (10, 20)', 'delete from ledger.leaf where leaf_index in (10, 20)', 'insert into ledger.leaf select 30 - leaf_index, number from swapped'];
    expect((await found(swap)).findings.map(({ en }) => en.replace(/[0-9a-f-]{36}/, 'ID'))).toEqual(['Leaf 10: entry ID belongs at leaf 20.', 'Leaf 20: entry ID belongs at leaf 10.']);
  });

  it('names facts and columns that do not belong to the text', async () => {
    expect(await kinds([`update ledger.entry set facts = '{"n":7}' where number = ${entryAt(3)}`, `update ledger.entry set facts = null where number = ${entryAt(4)}`, `update ledger.entry set subject = 'thing:9' where number = ${entryAt(6)}`, `update ledger.entry set appended_at = appended_at - interval '1 day' where number = ${entryAt(7)}`])).toEqual([['facts', 3], ['facts', 4], ['labels', 6], ['labels', 7]]);
  });

  it('finds a history that was rewritten with its tiles, by the first checkpoint that is not of it', async () => {
    const [{ entry }] = (await house.test.db.tx((tx) => tx.query(`select replace(entry, 'thing:', 'thong:') as entry from ledger.entry where number = ${entryAt(400)}`))).rows;
    const leaf = Buffer.from(leafHash(sha256, Buffer.from(entry))).toString('hex');
    const { findings } = await found([`update ledger.entry set entry = replace(entry, 'thing:', 'thong:'), subject = replace(subject, 'thing:', 'thong:') where number = ${entryAt(400)}`,
      `update ledger.tile set hashes = overlay(hashes placing '\\x${leaf}' from ${(400 - 256) * 32 + 1}) where level = 0 and tile_index = 1`]);
    expect(findings.map(({ kind, index }) => [kind, index])).toEqual([['forked', 1000], ['tile', 0], ['log', null]]);
    expect(findings[0]?.en).toContain('between leaf 301 and 999');
  });

  it('finds tiles, roots and signatures that do not hold, and leaves that were never signed', async () => {
    expect(await kinds([`update ledger.tile set hashes = overlay(hashes placing '\\xffff' from 1) where level = 1`, `update ledger.checkpoint set note = replace(note, E'\\n301\\n', E'\\n302\\n') where size = 301`, 'insert into ledger.leaf values (1000, 99999)']))
      .toEqual([['signature', 301], ['tile', 0], ['log', null]]);
  });

  it('finds a fork that the log signed itself, by what witnesses and the authority signed before', async () => {
    const authority = await openStampAuthority();
    const { log, witness } = await house.test.db.read(readLedgerKeys);
    await house.test.db.tx(async (tx) => { await addWitnessedLog(tx, theHouse, log.vkey, new Date()); await addWitness(tx, theHouse, { vkey: witness.vkey, url: 'https://w.example' }, new Date()); });
    const fetch = (async (_url: string, { body }: { body: string }) => house.test.db.tx((tx) => addCheckpoint(tx, house.ports, body)).then(({ status, body: text }) => new Response(text, { status }))) as unknown as typeof globalThis.fetch;
    await house.append(1);
    expect(await askWitnesses({ ...house.ports, fetch })).toBe(1);
    expect(await stampCheckpoint(house.ports, { url: authority.url, trustedPem: authority.trustedPem, everySeconds: 60 })).toBe(1003);
    const check = (trustedPem: string | null) => verifyLedger(house.test.db, { trustedPem });
    expect(await check(authority.trustedPem)).toMatchObject({ cosignatures: 1, stamps: 1, found: 0 });
    expect(await check(null)).toMatchObject({ found: 0 });
    expect((await check('')).findings.map(({ kind }) => kind)).toEqual(['stamp']);
    const signer = await house.test.db.read((tx) => openSigner(tx, house.ports, 'log'));
    const [{ note }] = (await house.test.db.tx((tx) => tx.query('select note from ledger.checkpoint where size = 1003'))).rows;
    const { origin, size } = parseSignedCheckpoint(note) as SignedCheckpoint;
    const root = sha256(Buffer.from('another'));
    const fork = [`update ledger.checkpoint set note = '${signCheckpoint(signer, { origin, size, root })}', root = '\\x${Buffer.from(root).toString('hex')}' where size = 1003`];
    expect((await found(fork, { trustedPem: authority.trustedPem })).findings.map(({ kind, index }) => [kind, index])).toEqual([['forked', 1003], ['cosignature', 1003], ['stamp', 1003]]);
    authority.close();
  });
});

import { toBase64 } from '@saphan/contracts/transparency/bytes';
import { parseSignedCheckpoint, type SignedCheckpoint } from '@saphan/contracts/transparency/checkpoint';
import { COSIGNATURE, verifierOf, writeVerifier } from '@saphan/contracts/transparency/note';
import { proveConsistency, proveInclusion } from '@saphan/contracts/transparency/tiles';
import { writeTlogProof } from '@saphan/contracts/transparency/tlog-proof';
import type { Tx } from '#kernel/db.ts';
import { ledgerProblem } from '../errors.ts';
import { publicPem } from '../keys/ed25519.ts';
import { listEarlierWitnessKeys } from '../keys/keys.sql.gen.ts';
import { earlierKeysOf, keyOfSize, readLogKeys } from '../keys/log-keys.ts';
import { readVerifier } from '../keys/signers.ts';
import { sha256 } from '../tree/sha-256.ts';
import { readTilesOf } from '../tree/tiles.ts';
import { findCheckpoint, findCheckpointOver, findEntry, findNewestCheckpoint, findStamp, listCosignatures, type FindCheckpointRow } from './proofs.sql.gen.ts';

/** One entry with everything that proves it, as receipts need it. */
export interface ProvenEntry {
  id: string; number: number; kind: string; subject: string | null; at: string; entry: string; facts: string | null;
  leafIndex: number; size: number; root: Uint8Array; proof: Uint8Array[];
  /** Signed note with every co-signature that came. */
  checkpoint: string;
  /** The text that was signed, and the 64 bytes of the log's own signature of it. */
  checkpointText: string;
  checkpointSignature: Uint8Array;
  /** C2SP tlog-proof@v1. */
  tlogProof: string;
  stamp: { token: Buffer; stampedAt: string; authority: string } | null;
  witnesses: { name: string; vkey: string; saidAt: string }[];
  log: { origin: string; vkey: string; publicKey: Uint8Array; pem: string };
}

/** The signed note of a checkpoint with its co-signatures. */
export async function withCosignatures(tx: Tx, { size, note }: Pick<FindCheckpointRow, 'size' | 'note'>): Promise<{ note: string; witnesses: ProvenEntry['witnesses'] }> {
  const rows = await listCosignatures(tx, { size });
  return { note: note + rows.map(({ line }) => line).join(''), witnesses: rows.map(({ name, vkey, said_at }) => ({ name, vkey, saidAt: said_at })) };
}

/** Proves one entry. @throws `ledger.entry-not-found`, `ledger.not-sequenced-yet`. */
export async function proveEntry(tx: Tx, id: string): Promise<ProvenEntry> {
  const row = await findEntry(tx, { id });
  if (!row) throw ledgerProblem('entry-not-found');
  const { leaf_index: leafIndex } = row;
  const over = leafIndex === null ? null : await findCheckpointOver(tx, { leaf_index: leafIndex });
  const log = over && keyOfSize(await readLogKeys(tx), over.size)?.verifier;
  if (leafIndex === null || !over || !log) throw ledgerProblem('not-sequenced-yet');
  const proof = await proveInclusion(sha256, leafIndex, over.size, readTilesOf(tx));
  const { note, witnesses } = await withCosignatures(tx, over);
  const stamp = await findStamp(tx, { size: over.size });
  const signed = parseSignedCheckpoint(over.note) as SignedCheckpoint;
  return {
    id: row.id, number: row.number, kind: row.kind, subject: row.subject, at: row.appended_at, entry: row.entry, facts: row.facts,
    leafIndex, size: over.size, root: over.root, proof, checkpoint: note, checkpointText: signed.text, checkpointSignature: signed.signatures[0]?.signature as Uint8Array,
    tlogProof: writeTlogProof({ index: leafIndex, proof, checkpoint: note }),
    stamp: stamp && { token: stamp.token, stampedAt: stamp.stamped_at, authority: stamp.authority }, witnesses,
    log: { origin: signed.origin, vkey: writeVerifier(log), publicKey: log.publicKey, pem: publicPem(log.publicKey) },
  };
}

/** The newest checkpoint as a signed note. @throws `ledger.nothing-signed-yet`. */
export async function readCheckpoint(tx: Tx): Promise<string> {
  const newest = await findNewestCheckpoint(tx, {});
  if (!newest) throw ledgerProblem('nothing-signed-yet');
  return (await withCosignatures(tx, newest)).note;
}

/** One tile, as wide as asked for. @throws `ledger.no-such-tile`. */
export async function readTile(tx: Tx, name: { level: number; index: number; width: number }): Promise<Uint8Array> {
  return (await readTilesOf(tx)([name]))[0] as Uint8Array;
}

/** Proof that the later of two signed trees begins with the earlier. @throws `ledger.size-not-signed`, `ledger.sizes-in-wrong-order`. */
export async function readConsistency(tx: Tx, { from, to }: { from: number; to: number }) {
  if (from > to) throw ledgerProblem('sizes-in-wrong-order');
  const [before, after] = [await findCheckpoint(tx, { size: from }), await findCheckpoint(tx, { size: to })];
  if (!before || !after) throw ledgerProblem('size-not-signed', { size: before ? to : from });
  const proof = await proveConsistency(sha256, from, to, readTilesOf(tx));
  return { from: { size: from, root: toBase64(before.root), checkpoint: before.note }, to: { size: to, root: toBase64(after.root), checkpoint: after.note }, proof: proof.map(toBase64) };
}

/** The public keys of this house, as operators exchange them, and those that signed before. @throws `ledger.nothing-signed-yet`. */
export async function readLedgerKeys(tx: Tx) {
  const keys = await findLedgerKeys(tx);
  if (!keys) throw ledgerProblem('nothing-signed-yet');
  return keys;
}

/** The same; null before the log was made. */
export async function findLedgerKeys(tx: Tx) {
  const [keys, witness] = [await readLogKeys(tx), await readVerifier(tx, 'witness')];
  const log = keys.find(({ toSize }) => toSize === null);
  if (!log || !witness) return null;
  return {
    origin: log.verifier.name, log: { vkey: writeVerifier(log.verifier), pem: publicPem(log.verifier.publicKey), fromSize: log.fromSize },
    witness: { name: witness.name, vkey: writeVerifier(witness), pem: publicPem(witness.publicKey) }, earlier: earlierKeysOf(keys),
    earlierWitness: (await listEarlierWitnessKeys(tx, {})).map((row) => ({ vkey: writeVerifier(verifierOf(sha256, row.name, COSIGNATURE, row.public_key)), pem: publicPem(row.public_key), turnedAt: row.turned_at })),
  };
}

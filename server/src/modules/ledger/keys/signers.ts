import { writeCheckpoint } from '@saphan/contracts/transparency/checkpoint';
import { utf8 } from '@saphan/contracts/transparency/bytes';
import { COSIGNATURE, ED25519, verifierOf, type Verifier, writeNote, writeSignature } from '@saphan/contracts/transparency/note';
import { emptyRoot } from '@saphan/contracts/transparency/tree';
import { systemClock } from '#kernel/clock.ts';
import type { Tx } from '#kernel/db.ts';
import { openSecret, sealSecret } from '#kernel/secrets.ts';
import { ledgerProblem } from '../errors.ts';
import type { LedgerPorts } from '../ports.ts';
import { sha256 } from '../tree/sha-256.ts';
import { makeKey, signerOf } from './ed25519.ts';
import { findLog, findSigningKey, insertCheckpoint, insertLog, insertSigningKey, lockCreation } from './keys.sql.gen.ts';

export type KeyUse = 'log' | 'witness';
/** Signs in the name of this house's log, or as a witness of others. */
export interface Signer extends Verifier { sign(message: Uint8Array): Buffer }

const types = { log: ED25519, witness: COSIGNATURE } as const;
const purposeOf = (use: KeyUse) => `ledger/signing-key/${use}`;
const opened = new WeakMap<LedgerPorts, Map<number, Signer>>();
const numberOf = (keyId: string) => Number.parseInt(keyId, 16);

/** Names of log and witness come from the address that the house has when it is first started, and stay. */
export const originOf = (publicUrl: string): string => `${new URL(publicUrl).host}/ledger`;

/** Makes the log, its keys and the checkpoint of nothing when there is none; several processes that start together end with one. */
export async function ensureLog(tx: Tx, ports: LedgerPorts): Promise<void> {
  if (await findLog(tx, {})) return;
  await lockCreation(tx, {});
  if (await findLog(tx, {})) return;
  const origin = originOf(ports.publicUrl);
  const root = Buffer.from(emptyRoot(sha256));
  await insertLog(tx, { origin, root });
  const signer = await makeSigner(tx, ports, 'log', origin);
  await makeSigner(tx, ports, 'witness', `${origin}/witness`);
  await insertCheckpoint(tx, { size: 0, root, note: signCheckpoint(signer, { origin, size: 0, root }), now: systemClock.now().toISOString() });
}

async function makeSigner(tx: Tx, ports: LedgerPorts, use: KeyUse, name: string): Promise<Signer> {
  const { publicKey, pem } = makeKey();
  const verifier = verifierOf(sha256, name, types[use], publicKey);
  await keepKey(tx, ports, use, verifier, pem, 0);
  return { ...verifier, sign: signerOf(pem) };
}

/** Keeps a key, its private half sealed. @param fromSize the first size that it signs. */
export async function keepKey(tx: Tx, { masterKey }: LedgerPorts, use: KeyUse, verifier: Verifier, pem: string, fromSize: number): Promise<void> {
  await insertSigningKey(tx, { key_id: numberOf(verifier.keyId), use, name: verifier.name, public_key: Buffer.from(verifier.publicKey), sealed_key: sealSecret(masterKey, purposeOf(use), pem), from_size: fromSize });
}

/** The public half of a key; null before the log was made. */
export async function readVerifier(tx: Tx, use: KeyUse): Promise<Verifier | null> {
  const row = await findSigningKey(tx, { use });
  return row && verifierOf(sha256, row.name, types[use], row.public_key);
}

/** Opens the key that signs now, each one once in a process. @throws `ledger.nothing-signed-yet`. */
export async function openSigner(tx: Tx, ports: LedgerPorts, use: KeyUse): Promise<Signer> {
  const row = await findSigningKey(tx, { use });
  if (!row) throw ledgerProblem('nothing-signed-yet');
  const known = opened.get(ports)?.get(row.key_id);
  if (known) return known;
  const signer: Signer = { ...verifierOf(sha256, row.name, types[use], row.public_key), sign: signerOf(openSecret(ports.masterKey, purposeOf(use), row.sealed_key)) };
  opened.set(ports, (opened.get(ports) ?? new Map<number, Signer>()).set(row.key_id, signer));
  return signer;
}

/** A checkpoint as a signed note. */
export function signCheckpoint(signer: Signer, checkpoint: { origin: string; size: number; root: Uint8Array }): string {
  const text = writeCheckpoint(checkpoint);
  return writeNote(text, [writeSignature(signer, signer.sign(utf8(text)))]);
}

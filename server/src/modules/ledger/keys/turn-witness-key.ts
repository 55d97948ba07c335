import { COSIGNATURE, cosignedMessage, verifierOf, writeCosignature, writeNote, writeSignature, writeVerifier } from '@saphan/contracts/transparency/note';
import { audit } from '#kernel/audit.ts';
import { systemClock } from '#kernel/clock.ts';
import type { Tx } from '#kernel/db.ts';
import type { Actor } from '#kernel/policy.ts';
import { appendEntry } from '../operations/append-entry.ts';
import type { LedgerPorts } from '../ports.ts';
import { sha256 } from '../tree/sha-256.ts';
import { makeKey, signerOf } from './ed25519.ts';
import { endWitnessKey, listWitnessTurns, lockWitnessKey } from './keys.sql.gen.ts';
import { keepKey, openSigner } from './signers.ts';
import { writeWitnessTurn } from './witness-turn.ts';

/**
 * Gives this house another key to co-sign with. Old and new key both sign which one follows; logs that trust the old one read that when our line is not of the key they know. The private half of the old key is
 * destroyed; what it co-signed is verified with its public half. @throws `ledger.nothing-signed-yet`.
 */
export async function turnWitnessKey(tx: Tx, ports: LedgerPorts, actor: Actor, { reason }: { reason: string }): Promise<{ vkey: string }> {
  await lockWitnessKey(tx, {});
  const old = await openSigner(tx, ports, 'witness');
  const { publicKey, pem } = makeKey();
  const next = { ...verifierOf(sha256, old.name, COSIGNATURE, publicKey), sign: signerOf(pem) };
  const now = systemClock.now();
  const atS = Math.floor(now.getTime() / 1000);
  const text = writeWitnessTurn({ name: old.name, atS, next });
  const note = writeNote(text, [old, next].map((key) => writeSignature(key, writeCosignature(atS, key.sign(cosignedMessage(text, atS))))));
  const facts = { from: writeVerifier(old), to: writeVerifier(next) };
  await endWitnessKey(tx, { second: atS, now: now.toISOString(), actor: actor.name, reason: reason.trim(), note });
  await keepKey(tx, ports, 'witness', next, pem, atS);
  await appendEntry(tx, { kind: 'ledger.witness-key-turned', subject: `witness-key:${next.keyId}`, facts });
  await audit(tx, actor, 'ledger.witness-key-turned', `witness-key:${next.keyId}`, { ...facts, reason: reason.trim() });
  return { vkey: facts.to };
}

/** The notes of every turn of this house's witness key, the first one first. */
export const readWitnessTurns = async (tx: Tx): Promise<string> => (await listWitnessTurns(tx, {})).map(({ note }) => note).join('');

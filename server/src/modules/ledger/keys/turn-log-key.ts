import { ED25519, verifierOf, writeNote, writeSignature, writeVerifier } from '@saphan/contracts/transparency/note';
import { utf8 } from '@saphan/contracts/transparency/bytes';
import { audit } from '#kernel/audit.ts';
import { systemClock } from '#kernel/clock.ts';
import type { Tx } from '#kernel/db.ts';
import type { Actor } from '#kernel/policy.ts';
import { ledgerProblem } from '../errors.ts';
import { appendEntry } from '../operations/append-entry.ts';
import type { LedgerPorts } from '../ports.ts';
import { givePlaces } from '../sequencing/sequence.ts';
import { sha256 } from '../tree/sha-256.ts';
import { makeKey, signerOf } from './ed25519.ts';
import { endLogKey, findLog, lockLogToTurn } from './keys.sql.gen.ts';
import { writeTurn } from './log-keys.ts';
import { keepKey, openSigner } from './signers.ts';

export interface TurnedKey { vkey: string; fromSize: number }

/**
 * Gives the log another key. That it turns is an entry, over which the old key signs its last checkpoint; old and new key both sign which one follows,
 * so that witnesses and whoever verifies can follow; then the private half of the old one is destroyed. @throws `ledger.nothing-signed-yet`.
 */
export async function turnLogKey(tx: Tx, ports: LedgerPorts, actor: Actor, { reason }: { reason: string }): Promise<TurnedKey> {
  const log = await lockLogToTurn(tx, {});
  if (!log) throw ledgerProblem('nothing-signed-yet');
  const old = await openSigner(tx, ports, 'log');
  const { publicKey, pem } = makeKey();
  const next = { ...verifierOf(sha256, log.origin, ED25519, publicKey), sign: signerOf(pem) };
  const facts = { from: writeVerifier(old), to: writeVerifier(next) };
  await appendEntry(tx, { kind: 'ledger.key-turned', subject: `log-key:${next.keyId}`, facts });
  await givePlaces(tx, ports);
  const { size } = await findLog(tx, {}) ?? { size: 0 };
  const text = writeTurn({ origin: log.origin, size, next });
  const note = writeNote(text, [old, next].map((key) => writeSignature(key, key.sign(utf8(text)))));
  await endLogKey(tx, { size, now: systemClock.now().toISOString(), actor: actor.name, reason: reason.trim(), note });
  await keepKey(tx, ports, 'log', next, pem, size + 1);
  await audit(tx, actor, 'ledger.key-turned', `log-key:${next.keyId}`, { ...facts, reason: reason.trim() });
  return { vkey: facts.to, fromSize: size + 1 };
}

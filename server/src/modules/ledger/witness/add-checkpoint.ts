import { equalBytes, fromBase64, fromDecimal } from '@saphan/contracts/transparency/bytes';
import { parseSignedCheckpoint, type SignedCheckpoint } from '@saphan/contracts/transparency/checkpoint';
import { checkSignature, cosignedMessage, parseVerifier, writeCosignature, writeNote, writeSignature } from '@saphan/contracts/transparency/note';
import { verifyConsistency } from '@saphan/contracts/transparency/proofs';
import { emptyRoot, HASH_BYTES } from '@saphan/contracts/transparency/tree';
import { systemClock } from '#kernel/clock.ts';
import type { Tx } from '#kernel/db.ts';
import { verifyEd25519 } from '../keys/ed25519.ts';
import { openSigner } from '../keys/signers.ts';
import type { LedgerPorts } from '../ports.ts';
import { sha256 } from '../tree/sha-256.ts';
import { findWitnessedNote, lockWitnessedLog, moveWitnessedLog, noteRefusal } from './witness.sql.gen.ts';

const LONGEST_PROOF = 63;
const TEXT = 'text/plain; charset=utf-8';
const SIZE = 'text/x.tlog.size';

/** What the protocol answers (C2SP tlog-witness); its statuses are fixed there. */
export interface WitnessAnswer { status: 200 | 400 | 403 | 404 | 409 | 422; type: string; body: string }

interface Question { old: number; proof: Uint8Array[]; checkpoint: SignedCheckpoint; note: string }

const say = (status: WitnessAnswer['status'], body: string, type = TEXT): WitnessAnswer => ({ status, body: `${body}\n`, type });

/** Reads what a log asks; null when it is not in the form of the protocol. */
export function parseQuestion(text: string): Question | null {
  const at = text.indexOf('\n\n');
  if (at < 0) return null;
  const [first = '', ...lines] = text.slice(0, at).split('\n');
  const note = text.slice(at + 2);
  const old = first.startsWith('old ') ? fromDecimal(first.slice('old '.length)) : null;
  const proof = lines.map(fromBase64);
  const checkpoint = parseSignedCheckpoint(note);
  if (old === null || !checkpoint || proof.length > LONGEST_PROOF || proof.some((hash) => hash?.length !== HASH_BYTES)) return null;
  return { old, proof: proof as Uint8Array[], checkpoint, note };
}

/** Co-signs the checkpoint of a log that is known here, when it continues what was last seen of it. Refusals are answers too: what was seen is kept. */
export async function addCheckpoint(tx: Tx, ports: LedgerPorts, text: string): Promise<WitnessAnswer> {
  const question = parseQuestion(text);
  if (!question) return say(400, 'not an add-checkpoint request');
  const { old, checkpoint } = question;
  const known = await lockWitnessedLog(tx, { origin: checkpoint.origin });
  const verifier = known && !known.ended ? parseVerifier(sha256, known.vkey) : null;
  if (!known || !verifier) return say(404, 'unknown origin');
  if ((await checkSignature(verifyEd25519, checkpoint, verifier)).state !== 'holds') return say(403, 'no signature of a trusted key');
  if (old > checkpoint.size) return say(400, 'the old size is larger than the checkpoint');
  if (old !== known.size) return say(409, String(known.size), SIZE);
  const fault = faultOf(question, known.root);
  const now = systemClock.now();
  if (fault !== null) {
    await noteRefusal(tx, { origin: checkpoint.origin, reason: fault, now: now.toISOString() });
    ports.log.error({ origin: checkpoint.origin, size: checkpoint.size, fault }, 'a log asked for a co-signature of something that does not continue what was seen');
    return say(422, fault);
  }
  const line = await cosign(tx, ports, checkpoint.text, now);
  const own = checkpoint.signatures.filter(({ name, keyId }) => name === verifier.name && keyId === verifier.keyId).map((each) => each.line);
  await moveWitnessedLog(tx, { origin: checkpoint.origin, size: checkpoint.size, root: Buffer.from(checkpoint.root), note: writeNote(checkpoint.text, [...own, line]), now: now.toISOString() });
  return { status: 200, type: TEXT, body: line };
}

/** Why a checkpoint does not continue what was seen; null when it does. */
function faultOf({ old, proof, checkpoint: { size, root } }: Question, seen: Uint8Array | null): string | null {
  if (size === 0 && !equalBytes(root, emptyRoot(sha256))) return 'not-the-empty-root';
  if (old === 0) return proof.length === 0 ? null : 'proof-not-empty';
  if (old === size) return proof.length === 0 && seen && equalBytes(seen, root) ? null : 'other-root';
  return seen && verifyConsistency(sha256, { size1: old, size2: size, root1: seen, root2: root, proof }) ? null : 'inconsistent';
}

async function cosign(tx: Tx, ports: LedgerPorts, text: string, now: Date): Promise<string> {
  const signer = await openSigner(tx, ports, 'witness');
  const seconds = Math.floor(now.getTime() / 1000);
  return writeSignature(signer, writeCosignature(seconds, signer.sign(cosignedMessage(text, seconds))));
}

/** The last checkpoint that was co-signed for a log, by the hash of its origin; null when there is none. */
export async function readWitnessedCheckpoint(tx: Tx, originHash: string): Promise<string | null> {
  return (await findWitnessedNote(tx, { hash: originHash }))?.note ?? null;
}

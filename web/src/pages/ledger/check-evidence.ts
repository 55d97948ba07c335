import { equalBytes, fromBase64, toHex, utf8 } from '@saphan/contracts/transparency/bytes';
import { parseSignedCheckpoint } from '@saphan/contracts/transparency/checkpoint';
import { parseEntry } from '@saphan/contracts/transparency/entry';
import { checkSignature, parseVerifier, type SignedNote, type VerifyEd25519 } from '@saphan/contracts/transparency/note';
import { verifyInclusion } from '@saphan/contracts/transparency/proofs';
import { parseTlogProof } from '@saphan/contracts/transparency/tlog-proof';
import { leafHash } from '@saphan/contracts/transparency/tree';
import { sha256 } from '@saphan/contracts/receipts/sha-256';
import type { LedgerEntry } from '../../api/ledger-queries.ts';

export type CheckName = 'entry' | 'facts' | 'inclusion' | 'signature' | 'witness';
export interface EvidenceCheck { name: CheckName; who: string | null; state: 'ok' | 'bad' | 'idle' }

const verifyEd25519: VerifyEd25519 = async (publicKey, message, signature) => {
  const key = await crypto.subtle.importKey('raw', publicKey.slice().buffer, 'Ed25519', false, ['verify']);
  return crypto.subtle.verify('Ed25519', key, signature.slice().buffer, message.slice().buffer);
};

/** Computes in this browser what the server says of an entry, from its text and the proof alone. */
export async function checkEvidence({ id, entry, facts, evidence }: LedgerEntry): Promise<EvidenceCheck[]> {
  if (evidence === null) return [];
  const proof = parseTlogProof(evidence.tlogProof);
  const signed = proof && parseSignedCheckpoint(proof.checkpoint);
  const included = proof !== null && signed !== null && verifyInclusion(sha256, { index: proof.index, size: signed.size, root: signed.root, proof: proof.proof, leaf: leafHash(sha256, utf8(entry)) })
    && equalBytes(signed.root, fromBase64(evidence.root) ?? new Uint8Array(0));
  const checks: EvidenceCheck[] = [{ name: 'entry', who: null, state: parseEntry(entry)?.id === id ? 'ok' : 'bad' }];
  if (facts !== null) checks.push({ name: 'facts', who: null, state: entry.includes(`\nfacts ${toHex(sha256(utf8(facts)))}\n`) ? 'ok' : 'bad' });
  checks.push({ name: 'inclusion', who: null, state: included ? 'ok' : 'bad' });
  const keys: { name: CheckName; vkey: string }[] = [{ name: 'signature', vkey: evidence.logVkey }, ...evidence.witnesses.map(({ vkey }) => ({ name: 'witness' as const, vkey }))];
  return [...checks, ...await Promise.all(keys.map(({ name, vkey }) => checkKey(name, vkey, signed)))];
}

async function checkKey(name: CheckName, vkey: string, signed: SignedNote | null): Promise<EvidenceCheck> {
  const key = parseVerifier(sha256, vkey);
  try {
    const found = key && signed ? await checkSignature(verifyEd25519, signed, key) : null;
    return { name, who: key?.name ?? null, state: found?.state === 'holds' ? 'ok' : 'bad' };
  } catch {
    return { name, who: key?.name ?? null, state: 'idle' }; // a browser without Ed25519
  }
}

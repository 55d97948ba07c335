import { COSIGNATURE, ED25519, parseVerifier, type Verifier } from '@saphan/contracts/transparency/note';
import { audit } from '#kernel/audit.ts';
import type { Tx } from '#kernel/db.ts';
import type { Actor } from '#kernel/policy.ts';
import { ledgerProblem } from '../errors.ts';
import { appendEntry } from '../operations/append-entry.ts';
import type { NewWitness } from '../schemas.ts';
import { sha256 } from '../tree/sha-256.ts';
import * as sql from './witness.sql.gen.ts';

/** Trusts a witness to co-sign our checkpoints. */
export async function addWitness(tx: Tx, actor: Actor, { vkey, url, agencyId = null }: NewWitness, now: Date): Promise<{ id: number }> {
  const { name } = readKey(vkey, COSIGNATURE);
  const address = readAddress(url);
  const added = await sql.insertWitness(tx, { name, vkey: vkey.trim(), url: address, agency_id: agencyId, actor: actor.name, now: now.toISOString() });
  if (!added) throw ledgerProblem('already-known');
  await audit(tx, actor, 'ledger.witness-added', `witness:${added.id}`, { name });
  await appendEntry(tx, { kind: 'ledger.witness-added', subject: `witness:${added.id}`, facts: { name, vkey: vkey.trim() } });
  return added;
}

/** Asks a witness no more; what it co-signed stays. */
export async function endWitness(tx: Tx, actor: Actor, id: number, now: Date): Promise<void> {
  const ended = await sql.endWitness(tx, { id, actor: actor.name, now: now.toISOString() });
  if (!ended) throw ledgerProblem('witness-not-found');
  await audit(tx, actor, 'ledger.witness-ended', `witness:${id}`, { name: ended.name });
  await appendEntry(tx, { kind: 'ledger.witness-ended', subject: `witness:${id}`, facts: { name: ended.name, vkey: ended.vkey } });
}

/** Promises to co-sign the checkpoints of another log. */
export async function addWitnessedLog(tx: Tx, actor: Actor, vkey: string, now: Date): Promise<{ origin: string }> {
  const { name } = readKey(vkey, ED25519);
  const added = await sql.insertWitnessedLog(tx, { origin: name, vkey: vkey.trim(), actor: actor.name, now: now.toISOString() });
  if (!added) throw ledgerProblem('already-known');
  await audit(tx, actor, 'ledger.witnessed-log-added', `witnessed-log:${name}`);
  await appendEntry(tx, { kind: 'ledger.witnessed-log-added', subject: `witnessed-log:${name}`, facts: { origin: name, vkey: vkey.trim() } });
  return added;
}

/** Co-signs for another log no more; its last size stays known, so that it cannot begin anew. */
export async function endWitnessedLog(tx: Tx, actor: Actor, origin: string, now: Date): Promise<void> {
  if (!await sql.endWitnessedLog(tx, { origin, actor: actor.name, now: now.toISOString() })) throw ledgerProblem('witness-not-found');
  await audit(tx, actor, 'ledger.witnessed-log-ended', `witnessed-log:${origin}`);
  await appendEntry(tx, { kind: 'ledger.witnessed-log-ended', subject: `witnessed-log:${origin}`, facts: { origin } });
}

function readKey(vkey: string, type: number): Verifier {
  const verifier = parseVerifier(sha256, vkey.trim());
  if (!verifier) throw ledgerProblem('verifier-key-unreadable', { errors: [{ pointer: '/vkey', th: 'กุญแจต้องเป็น ชื่อ+รหัส+กุญแจ ทั้งบรรทัด', en: 'The key must be the whole line name+id+key.' }] });
  if (verifier.type !== type) throw ledgerProblem('verifier-key-of-other-use', { errors: [{ pointer: '/vkey', th: 'กุญแจนี้เป็นของงานอีกอย่าง', en: 'This key is for the other use.' }] });
  return verifier;
}

function readAddress(text: string): string {
  const url = URL.canParse(text.trim()) ? new URL(text.trim()) : null;
  if (!url || !/^https?:$/.test(url.protocol) || url.username !== '' || url.search !== '' || url.hash !== '') {
    throw ledgerProblem('address-refused', { errors: [{ pointer: '/url', th: 'ที่อยู่ต้องขึ้นต้นด้วย http:// หรือ https://', en: 'The address must begin with http:// or https://.' }] });
  }
  return url.href.replace(/\/$/, '');
}

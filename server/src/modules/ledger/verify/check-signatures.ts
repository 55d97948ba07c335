import { equalBytes, utf8 } from '@saphan/contracts/transparency/bytes';
import { parseSignedCheckpoint, type SignedCheckpoint } from '@saphan/contracts/transparency/checkpoint';
import { checkSignature, parseSignatures, parseVerifier, writeVerifier } from '@saphan/contracts/transparency/note';
import type { Tx } from '#kernel/db.ts';
import { verifyEd25519 } from '../keys/ed25519.ts';
import { keyOfSize, type LogKey, readTurn } from '../keys/log-keys.ts';
import { readWitnessTurn, splitTurns } from '../keys/witness-turn.ts';
import { checkStamp } from '../stamps/token.ts';
import { sha256 } from '../tree/sha-256.ts';
import type { Findings } from './findings.ts';
import { listCosigned, listStamped, listTurnedWitnesses, type ListCheckpointsWithinRow } from './verify.sql.gen.ts';

/** Whether a checkpoint says what its row says, and the log signed it. */
export async function checkCheckpoint({ size, root, note }: ListCheckpointsWithinRow, keys: readonly LogKey[], findings: Findings): Promise<void> {
  const log = keyOfSize(keys, size)?.verifier;
  const signed = parseSignedCheckpoint(note);
  const says = signed !== null && log !== undefined && signed.origin === log.name && signed.size === size && equalBytes(signed.root, root);
  if (says && (await checkSignature(verifyEd25519, signed, log)).state === 'holds') return;
  findings.add('signature', { index: size }, `ลายเซ็นบัญชีที่ขนาด ${size} ไม่ถูกต้อง`, `The checkpoint of size ${size} does not hold: ${says ? 'its signature is not of the log' : 'its text says something else'}.`);
}

/** Whether each key of a log was named by the one before it, from the next size on. */
export async function checkKeys(keys: readonly LogKey[], findings: Findings): Promise<void> {
  for (const [i, { verifier, toSize, turn }] of keys.slice(0, -1).entries()) {
    const next = keys[i + 1] as LogKey;
    if (next.verifier.name !== verifier.name) continue; // another log: its link is looked at with the epochs
    const said = await readTurn(turn ?? '', verifier);
    if (said && said.size === toSize && next.fromSize === said.size + 1 && writeVerifier(said.next) === writeVerifier(next.verifier)) continue;
    findings.add('key', { index: next.fromSize }, `กุญแจ ${next.verifier.keyId} ที่ใช้ตั้งแต่ขนาด ${next.fromSize} ไม่ได้รับการรับรองจากกุญแจก่อนหน้า`, `Key ${next.verifier.keyId}, in use from size ${next.fromSize}, was not named by the key before it.`);
  }
}

/** Every co-signature over the text of its checkpoint. @returns how many there are. */
export async function checkCosignatures(tx: Tx, findings: Findings): Promise<number> {
  let count = 0;
  for (let rows = await listCosigned(tx, { size: -1, witness_id: 0 }); rows.length > 0;) {
    for (const { size, line, vkey, name, note } of rows) {
      const [signed, verifier, signatures] = [parseSignedCheckpoint(note ?? ''), parseVerifier(sha256, vkey), parseSignatures(line)];
      const holds = signed && verifier && signatures && (await checkSignature(verifyEd25519, { text: signed.text, signatures }, verifier)).state === 'holds';
      if (!holds) findings.add('cosignature', { index: size }, `พยาน ${name} ลงนามที่ขนาด ${size} ไว้กับข้อความอื่น: บัญชีถูกแยกสาย`, `Witness ${name} co-signed another text at size ${size}: the ledger forked.`);
    }
    count += rows.length;
    const last = rows.at(-1);
    rows = last ? await listCosigned(tx, { size: last.size, witness_id: last.witness_id }) : [];
  }
  return count;
}

/** Every stamp over the text of its checkpoint. @param trustedPem null: whom to trust is not known, all else is checked. @returns how many there are. */
export async function checkStamps(tx: Tx, trustedPem: string | null, findings: Findings): Promise<number> {
  let count = 0;
  for (let rows = await listStamped(tx, { size: -1 }); rows.length > 0; rows = await listStamped(tx, { size: rows.at(-1)?.size ?? 0 })) {
    for (const { size, token, note } of rows) {
      const signed = parseSignedCheckpoint(note ?? '') as SignedCheckpoint | null;
      const stamp = signed ? checkStamp(token, utf8(signed.text), trustedPem ?? '') : 'of-other-data';
      if (typeof stamp === 'string' && !(stamp === 'not-trusted' && trustedPem === null)) findings.add('stamp', { index: size }, `ตราเวลาที่ขนาด ${size} ใช้ไม่ได้ (${stamp})`, `The stamp of size ${size} does not hold (${stamp}).`);
    }
    count += rows.length;
  }
  return count;
}

/** Whether each of our witnesses whose key turned was followed by the word of the key that was trusted. */
export async function checkWitnessTurns(tx: Tx, findings: Findings): Promise<void> {
  const rows = await listTurnedWitnesses(tx, {});
  for (const { name, vkey, turn_note } of rows.filter((row) => row.turn_note !== null)) {
    let trusted = parseVerifier(sha256, vkey);
    for (const note of splitTurns(turn_note ?? '')) trusted = trusted && ((await readWitnessTurn(note, trusted))?.next ?? null);
    const next = trusted && writeVerifier(trusted);
    if (next === null || !rows.some((row) => row.vkey === next)) findings.add('key', {}, `กุญแจใหม่ของพยาน ${name} ไม่ได้รับการรับรองจากกุญแจเดิม`, `The next key of witness ${name} was not named by the key before it.`);
  }
}

import { randomBytes } from 'node:crypto';
import type { Tx } from '#kernel/db.ts';
import type { Principal } from '#kernel/policy.ts';
import { followSystem } from '../credentials/follow-system.ts';
import { registryProblem } from '../errors.ts';
import { recordChange } from '../record-change.ts';
import { openSystem } from '../systems/save-system.ts';
import { readMoment } from '../words.ts';
import { insertKeyEnd, insertSystemKey, listKeys, putChallenge, takeChallenge, type ListKeysRow } from './keys.sql.gen.ts';
import { challengeText, isSignedBy } from './proof.ts';
import { readPublicKey, type PublicKey } from './public-key.ts';
import type { NewKey, Revocation } from './schemas.ts';

const CHALLENGE_MS = 15 * 60_000, SLACK_MS = 5 * 60_000, HOUR_MS = 3_600_000;
const YEAR_MS = 365.25 * 24 * HOUR_MS;
const USUAL_YEARS = 2, MOST_YEARS = 5;

/** What whoever adds a key has to sign with its private half. @throws the problems of {@link readPublicKey}, `registry.key-known`. */
export async function challengeSystemKey(tx: Tx, who: Principal, path: string, key: string | Record<string, unknown>, now: Date) {
  const { kid, algorithm } = readPublicKey(key);
  const system = await openSystem(tx, who, path);
  if ((await listKeys(tx, { system_id: null, kid })).length > 0) throw registryProblem('key-known', { kid });
  const nonce = randomBytes(24).toString('base64url');
  const expiresAt = new Date(now.getTime() + CHALLENGE_MS).toISOString();
  await putChallenge(tx, { system_id: system.id, kid, nonce, expires_at: expiresAt });
  return { kid, algorithm, challenge: challengeText(path, kid, nonce), expiresAt };
}

/** Adds a public key to a system; the challenge must be signed with its private half. @throws `registry.private-key`, `registry.key-kind`, `registry.key-known`, `registry.key-proof`, `registry.key-times`. */
export async function addSystemKey(tx: Tx, who: Principal, path: string, asked: NewKey, now: Date): Promise<{ id: number; kid: string }> {
  const given = readPublicKey(asked.key);
  const system = await openSystem(tx, who, path);
  if (system.state === 'ended') throw registryProblem('system-not-active', { state: system.state });
  // That a key lies in a module is something the secretariat saw, not something that is claimed.
  if (asked.custody === 'hsm' && !who.agencies.includes('*')) throw registryProblem('other-agency', { detailTh: 'ส่วนกลางเป็นผู้บันทึกว่ากุญแจอยู่ใน HSM หลังตรวจหลักฐาน', detailEn: 'The secretariat records that a key lies in an HSM, having seen the evidence.' });
  await assertProof(tx, system.id, path, given, asked.signature, now);
  const { notBefore, notAfter } = timesOf(asked, now);
  const made = await insertSystemKey(tx, {
    system_id: system.id, kid: given.kid, jwk: given.jwk, algorithm: given.algorithm, custody: asked.custody, not_before: notBefore.toISOString(), not_after: notAfter.toISOString(),
    proof: asked.signature, note: asked.note?.trim() || null, actor: who.name, now: now.toISOString(),
  });
  if (!made) throw registryProblem('key-known', { kid: given.kid });
  await recordChange(tx, who, 'system-key-added', `system-key:${given.kid}`, { system: path, algorithm: given.algorithm, custody: asked.custody, notBefore: notBefore.toISOString(), notAfter: notAfter.toISOString() });
  if (asked.replaces) await endAfterOverlap(tx, who, path, asked.replaces, given.kid, now);
  await followSystem(tx, who, system, now);
  return { id: made.id, kid: given.kid };
}

async function assertProof(tx: Tx, systemId: number, path: string, { key, kid, algorithm }: PublicKey, signature: string, now: Date): Promise<void> {
  const challenge = await takeChallenge(tx, { system_id: systemId, kid });
  const inTime = challenge !== null && challenge.expires_at > now.toISOString();
  if (inTime && isSignedBy(key, algorithm, challengeText(path, kid, challenge.nonce), Buffer.from(signature.trim(), 'base64'))) return;
  const [th, en] = challenge === null ? ['ไม่มีข้อความท้าทายที่รอกุญแจนี้', 'No challenge waits for this key'] : inTime ? ['ลายมือชื่อไม่ตรงกับข้อความท้าทาย', 'The signature does not fit the challenge'] : ['ข้อความท้าทายหมดอายุ', 'The challenge has expired'];
  throw registryProblem('key-proof', { errors: [{ pointer: '/signature', th, en }] });
}

function timesOf(asked: NewKey, now: Date): { notBefore: Date; notAfter: Date } {
  const notBefore = asked.notBefore === undefined ? now : readMoment(asked.notBefore, '/notBefore');
  const notAfter = asked.notAfter === undefined ? new Date(notBefore.getTime() + USUAL_YEARS * YEAR_MS) : readMoment(asked.notAfter, '/notAfter');
  const refuse = (pointer: string, th: string, en: string) => registryProblem('key-times', { errors: [{ pointer, th, en }] });
  if (notBefore.getTime() < now.getTime() - SLACK_MS) throw refuse('/notBefore', 'กุญแจเริ่มใช้ย้อนหลังไม่ได้', 'A key cannot begin in the past');
  if (notAfter <= notBefore) throw refuse('/notAfter', 'วันสิ้นสุดอยู่ก่อนวันเริ่ม', 'It ends before it begins');
  if (notAfter.getTime() - notBefore.getTime() > MOST_YEARS * YEAR_MS) throw refuse('/notAfter', `ใช้ได้ไม่เกิน ${MOST_YEARS} ปี`, `${MOST_YEARS} years at most`);
  return { notBefore, notAfter };
}

async function endAfterOverlap(tx: Tx, who: Principal, path: string, { kid, overlapHours }: NonNullable<NewKey['replaces']>, by: string, now: Date): Promise<void> {
  const old = await selectKey(tx, path, kid);
  const endsAt = new Date(now.getTime() + overlapHours * HOUR_MS).toISOString();
  if (old.revoked_at !== null || old.not_after <= now.toISOString()) throw registryProblem('key-ended', { kid });
  await insertKeyEnd(tx, { key_id: old.id, what: 'replaced', ends_at: endsAt, reason: by, actor: who.name, now: now.toISOString() });
  await recordChange(tx, who, 'system-key-replaced', `system-key:${kid}`, { system: path, by, endsAt });
}

/** Revokes a key from a moment on, now when none is named; one that is past says since when it was not to be trusted. @throws `registry.key-ended`, `registry.key-times`. */
export async function revokeSystemKey(tx: Tx, who: Principal, path: string, kid: string, { reason, revokedAt }: Revocation, now: Date): Promise<void> {
  const system = await openSystem(tx, who, path);
  const key = await selectKey(tx, path, kid);
  if (key.revoked_at !== null) throw registryProblem('key-ended', { kid, revokedAt: key.revoked_at });
  const at = revokedAt === undefined ? now : readMoment(revokedAt, '/revokedAt');
  if (at > now || at.toISOString() < key.recorded_at) throw registryProblem('key-times', { errors: [{ pointer: '/revokedAt', th: 'เพิกถอนได้ตั้งแต่วันที่ลงทะเบียนกุญแจถึงปัจจุบัน', en: 'A moment between its registration and now' }] });
  await insertKeyEnd(tx, { key_id: key.id, what: 'revoked', ends_at: at.toISOString(), reason, actor: who.name, now: now.toISOString() });
  await recordChange(tx, who, 'system-key-revoked', `system-key:${kid}`, { system: path, revokedAt: at.toISOString() }, reason);
  await followSystem(tx, who, system, now);
}

async function selectKey(tx: Tx, path: string, kid: string): Promise<ListKeysRow> {
  const [row] = await listKeys(tx, { system_id: null, kid });
  if (row?.path !== path) throw registryProblem('key-not-found', { kid });
  return row;
}

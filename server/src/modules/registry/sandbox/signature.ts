import { createHash } from 'node:crypto';
import { parseContentDigest } from '@saphan/contracts/http-signatures/content-digest';
import { assertCanonicalTarget } from '@saphan/contracts/http-signatures/canonical-target';
import { SignatureFault, type SignatureFaultCode } from '@saphan/contracts/http-signatures/fault';
import { singleField, type RequestMessage } from '@saphan/contracts/http-signatures/message';
import { assertCurrent, isSigned, readRequestSignature } from '@saphan/contracts/http-signatures/profile';
import type { Tx } from '#kernel/db.ts';
import { listKeys } from '../keys/keys.sql.gen.ts';
import { isSignedBy, keyOf } from '../keys/proof.ts';
import type { KeyAlgorithm } from '../keys/public-key.ts';
import { stateAt } from '../keys/read-keys.ts';

/** What the sandbox says of a signature: `ok`, or what is wrong with it in plain words. */
export interface SignatureVerdict { ok: boolean; code: string; th: string; en: string }

const fault = (code: string, th: string, en: string): SignatureVerdict => ({ ok: false, code, th, en });
const words: Record<SignatureFaultCode, [th: string, en: string]> = {
  malformed: ['Signature หรือ Signature-Input เขียนผิดรูปแบบ', 'Signature or Signature-Input is malformed'], 'not-ascii': ['มีตัวอักษรที่ไม่ใช่ ASCII', 'It has letters that are not ASCII'],
  'label-twice': ['ป้ายชื่อลายมือชื่อซ้ำ', 'A label stands twice'], 'label-missing': ['ไม่มีลายมือชื่อชื่อ sig1', 'There is no signature called sig1'], 'component-twice': ['ส่วนที่ลงลายมือชื่อซ้ำ', 'A component is covered twice'],
  'component-missing': ['ลงลายมือชื่อส่วนที่ไม่ได้ส่งมา', 'It covers something that was not sent'], 'component-unknown': ['ไม่รู้จักส่วนที่ลงลายมือชื่อ', 'It covers something unknown'], 'component-parameters': ['ส่วนที่ลงลายมือชื่อห้ามมีพารามิเตอร์', 'A component has parameters'],
  'field-twice': ['หัวคำขอนี้ส่งมามากกว่าหนึ่งครั้ง', 'The header was sent more than once'], 'not-covered': ['ลายมือชื่อไม่ครอบคลุมส่วนที่ต้องมี', 'It does not cover what it must'], 'parameter-missing': ['ขาดพารามิเตอร์ของลายมือชื่อ', 'A parameter is missing'],
  'parameter-wrong': ['พารามิเตอร์ของลายมือชื่อไม่ถูกต้อง', 'A parameter is wrong'], 'tag-wrong': ['tag ต้องเป็น saphan-x1', 'The tag must be saphan-x1'], 'created-ahead': ['เวลา created ล้ำหน้าเกิน 30 วินาที ตรวจนาฬิกาของเครื่อง', 'created is more than 30 seconds ahead; look at the clock'],
  expired: ['ลายมือชื่อหมดอายุ', 'It has expired'], 'lives-too-long': ['อายุลายมือชื่อต้องไม่เกิน 300 วินาที', 'It lives longer than 300 seconds'], 'wrong-signature': ['ลายมือชื่อไม่ตรงกับคำขอ', 'The signature is not of this request'],
  'digest-malformed': ['Content-Digest เขียนผิดรูปแบบ', 'Content-Digest is malformed'], 'digest-twice': ['Content-Digest มีอัลกอริทึมเดียวกันสองค่า', 'Content-Digest has an algorithm twice'], 'digest-missing': ['ไม่มี Content-Digest แบบ sha-256', 'There is no sha-256 Content-Digest'],
  'digest-wrong': ['Content-Digest ไม่ตรงกับเนื้อหาที่ส่งมา', 'Content-Digest does not fit the body'], 'target-not-canonical': ['ที่อยู่ไม่อยู่ในรูปมาตรฐาน', 'The target is not canonical'],
};

/** Looks at the signature of a request as the gateway would, agreement aside. @returns null when it is not signed. */
export async function checkSandboxSignature(tx: Tx, request: RequestMessage, body: Buffer, now: Date): Promise<SignatureVerdict | null> {
  if (!isSigned(request.fields)) return null;
  try {
    assertCanonicalTarget(request.target);
    const signature = readRequestSignature(request, body.length > 0);
    assertDigest(request, body);
    assertCurrent(signature, now.getTime());
    const [key] = await listKeys(tx, { system_id: null, kid: signature.keyid });
    if (!key) return fault('key-unknown', 'ไม่รู้จักกุญแจ (keyid) นี้ ลงทะเบียนกุญแจของระบบก่อน', 'The key (keyid) is not known; register it with the system');
    const state = stateAt(key, now);
    if (state !== 'valid') return fault('key-not-valid', `กุญแจนี้ใช้ไม่ได้ในขณะนี้ (${state})`, `The key is not valid now (${state})`);
    const client = singleField(request.fields, 'exchange-client');
    if (client !== key.path) return fault('client-differs', `กุญแจเป็นของ ${key.path} แต่ exchange-client ไม่ตรง`, `The key is of ${key.path}, exchange-client says another`);
    if (signature.alg !== null && signature.alg !== key.algorithm) return fault('alg-differs', `alg ต้องเป็น ${key.algorithm}`, `alg must be ${key.algorithm}`);
    const isRight = isSignedBy(keyOf(key.jwk as Record<string, string>), key.algorithm as KeyAlgorithm, signature.base, Buffer.from(signature.signature, 'base64'));
    if (!isRight) throw new SignatureFault('wrong-signature');
    return { ok: true, code: 'ok', th: 'ลายมือชื่อถูกต้อง', en: 'The signature is right' };
  } catch (error) {
    if (!(error instanceof SignatureFault)) throw error;
    const [th, en] = words[error.code];
    const about = error.about.replace(/[^\x20-\x7e]/g, '?').slice(0, 60);
    return fault(error.code, about ? `${th}: ${about}` : th, about ? `${en}: ${about}` : en);
  }
}

function assertDigest({ fields }: RequestMessage, body: Buffer): void {
  const value = singleField(fields, 'content-digest');
  if (value === undefined) return;
  const { sha256, sha512 } = parseContentDigest(value);
  const is = (algorithm: string, digest: string) => createHash(algorithm).update(body).digest('base64') === digest;
  if (!is('sha256', sha256) || (sha512 !== null && !is('sha512', sha512))) throw new SignatureFault('digest-wrong');
}

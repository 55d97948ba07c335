import { parseSequence } from '@saphan/contracts/http-signatures/exchange-headers';
import { singleField, type Fields } from '@saphan/contracts/http-signatures/message';
import { exchangeProblem } from '../errors.ts';
import type { TrustedAgreement, TrustSnapshot } from '../trust/snapshot.ts';
import type { Asker, Call } from './call.ts';
import { dayOf } from './limits.ts';

const CASE = /^[\x20-\x7e]{1,100}$/;

/**
 * Whether an agreement lets this system use this operation for this purpose, as surely as it asks.
 * @throws `exchange.system-not-active`, `agreement-refused`, `purpose-refused`, `operation-refused`, `assurance-too-low`, `header-wrong`.
 */
export function decide(call: Call & Required<Pick<Call, 'service' | 'operation' | 'asker'>>, nowMs: number): void {
  const { service, operation, asker, message: { fields }, trust } = call;
  const sequence = singleField(fields, 'exchange-seq');
  if (sequence !== undefined) call.sequence = parseSequence(sequence);
  if (asker.system.state !== 'active') throw exchangeProblem('system-not-active');
  const agreement = trust.agreements.get(needed(fields, 'exchange-agreement'));
  if (agreement === undefined || agreement.systemId !== asker.system.id || agreement.serviceId !== service.id) throw exchangeProblem('agreement-refused');
  call.agreement = agreement;
  call.purpose = needed(fields, 'exchange-purpose');
  assertInForce(agreement, nowMs);
  assertPersonal(call.trust, agreement);
  if (!agreement.purposes.has(call.purpose)) throw exchangeProblem('purpose-refused', { purposes: [...agreement.purposes] });
  if (!agreement.operations.has(operation.operationId)) throw exchangeProblem('operation-refused', { operation: operation.operationId });
  const caseRef = singleField(fields, 'exchange-case');
  if (caseRef === undefined ? agreement.needsCase : !CASE.test(caseRef)) throw headerWrong('exchange-case', 'ต้องมีเลขอ้างอิงของท่าน 1–100 อักขระ ASCII', 'must be your own reference, 1 to 100 ASCII characters');
  if (caseRef !== undefined) call.caseRef = caseRef;
  const least = Math.max(service.minAssurance, agreement.minAssurance, asker.system.minAssurance);
  if (asker.assurance < least) throw exchangeProblem('assurance-too-low', { assurance: asker.assurance, needed: least });
}

/**
 * What was agreed when the call came must still hold when its answer leaves.
 * @throws `exchange.agreement-refused`, `system-not-active`, `key-unknown`.
 */
export function assertStillAgreed(trust: TrustSnapshot, { asker, agreement }: { asker: Asker; agreement: TrustedAgreement }, nowMs: number): void {
  const now = trust.agreements.get(agreement.number);
  if (now === undefined) throw exchangeProblem('agreement-refused');
  assertInForce(now, nowMs);
  assertPersonal(trust, now);
  if (trust.systemsById.get(asker.system.id)?.state !== 'active') throw exchangeProblem('system-not-active');
  if (asker.signature && (trust.keys.get(asker.signature.keyid)?.untilMs ?? 0) <= nowMs) throw exchangeProblem('key-unknown');
}

function assertInForce({ state, validFrom, validTo }: TrustedAgreement, nowMs: number): void {
  const day = dayOf(nowMs);
  const isIn = (validFrom === null || validFrom <= day) && (validTo === null || day <= validTo);
  if (!isIn || state !== 'active') throw exchangeProblem('agreement-refused', { state: isIn ? state : day > (validTo ?? day) ? 'expired' : 'not-yet', validFrom, validTo });
}

/** A service that came to be about persons needs agreements that were made as such: by both officers, with a record of processing. */
function assertPersonal(trust: TrustSnapshot, { serviceId, personal }: TrustedAgreement): void {
  if (personal || !trust.personal.has(serviceId)) return;
  throw exchangeProblem('agreement-refused', { state: 'not-about-persons', detailTh: 'บริการนี้เป็นข้อมูลส่วนบุคคลแล้ว แต่ข้อตกลงทำไว้ก่อนหน้านั้น เสนอข้อตกลงฉบับใหม่', detailEn: 'The service is about persons now, and the agreement was made before it was: propose a new version.' });
}

function needed(fields: Fields, name: string): string {
  const value = singleField(fields, name);
  if (value === undefined || value === '') throw headerWrong(name, 'ต้องมีหัวข้อนี้', 'is needed');
  return value;
}

const headerWrong = (name: string, th: string, en: string) => exchangeProblem('header-wrong', { about: name, detailTh: `${name}: ${th}`, detailEn: `${name} ${en}.` });

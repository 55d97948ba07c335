import { parseContentDigest } from '@saphan/contracts/http-signatures/content-digest';
import { assertCanonicalTarget } from '@saphan/contracts/http-signatures/canonical-target';
import { SignatureFault } from '@saphan/contracts/http-signatures/fault';
import { fieldsOf, singleField, type RequestMessage } from '@saphan/contracts/http-signatures/message';
import { assertCurrent, isSigned, readRequestSignature, type RequestSignature } from '@saphan/contracts/http-signatures/profile';
import type { TrustedAgreement, TrustedService } from '@saphan/contracts/edge/trust';
import { sha256Base64 } from '#kernel/message-keys.ts';
import { Refusal } from '../edge-problem.ts';
import type { Nonces } from '../receipts/nonces.ts';
import type { TrustStore } from '../trust/trust-store.ts';
import { findOperation } from './operation.ts';

/** A call as it came, from the hub or from another edge. */
export interface IncomingCall { readonly id: string; readonly method: string; readonly target: string; readonly headers: readonly (readonly [string, string])[]; readonly body: Buffer | null; readonly via: 'hub' | 'direct' }

export interface CheckedCall { message: RequestMessage; service: TrustedService; agreement: TrustedAgreement | null; operationId: string; path: Record<string, string>; rest: string; signature: RequestSignature | null; client: string; purpose: string }
export interface Checks { hub: string; system: string; trust: TrustStore; nonces: Nonces; now(): Date; acceptsUnsigned(slug: string): boolean }

/**
 * Verifies a call end to end, as if nobody had looked at it before: target, digest, signature and its key, clock, nonce, agreement, purpose, operation.
 *
 * @throws {Refusal} 4xx with the reason.
 */
export function checkCall(checks: Checks, call: IncomingCall): CheckedCall {
  const message = messageOf(checks.hub, call);
  try {
    assertCanonicalTarget(call.target);
    checkDigest(message, call.body);
    const [, slug = '', rest = '/'] = /^\/x\/([a-z][a-z0-9-]*)(\/[^?]*)?/.exec(call.target) ?? [];
    const service = checks.trust.service(slug);
    if (!service || service.system !== checks.system || !['test', 'live', 'deprecated'].includes(service.state)) throw new Refusal(404, 'service-unknown', `ปลายทางนี้ไม่มีบริการ ${slug}`, `This edge offers no service ${slug}`);
    if (call.via === 'direct' && service.isPersonal) throw new Refusal(503, 'personal-needs-hub', 'บริการข้อมูลส่วนบุคคลใช้ได้ผ่านศูนย์เท่านั้น เพื่อให้เจ้าของข้อมูลเห็นการใช้: รอจนติดต่อศูนย์ได้', 'A service about persons works through the hub only, so that people see each use: wait until the hub is back');
    const limit = service.limitBytes;
    if ((call.body?.length ?? 0) > limit) throw new Refusal(413, 'too-large', `คำขอใหญ่เกิน ${limit} ไบต์`, `The request is larger than ${limit} bytes`);
    const signature = checkSignature(checks, message, call, service);
    const operation = findOperation(service, call.method, rest);
    if (!operation) throw new Refusal(404, 'operation-unknown', 'บริการไม่มีคำสั่งนี้', 'The service has no such operation');
    const { client, purpose, agreement } = checkGrant(checks, message, service, operation.operationId);
    // Last, so that a call refused for another reason can be mended and sent again as it is.
    if (signature && !checks.nonces.take(signature.keyid, signature.nonce, signature.expires)) throw new Refusal(409, 'seen-before', 'คำขอนี้เคยส่งมาแล้ว', 'This request was sent before');
    const query = call.target.indexOf('?');
    return { message, service, signature, agreement, ...operation, client, purpose, rest: query < 0 ? rest : `${rest}${call.target.slice(query)}` };
  } catch (error) {
    if (!(error instanceof SignatureFault)) throw error;
    const status = error.code === 'target-not-canonical' || error.code.startsWith('digest') ? 400 : 401;
    throw new Refusal(status, error.code, `คำขอนี้ลงลายมือชื่อหรือเขียนไม่ถูกต้อง (${error.code} ${error.about})`, `The request is not signed or written as it should be (${error.code} ${error.about})`);
  }
}

/** What the consumer signed names the hub's public address, whichever way it came. */
export function messageOf(hub: string, { method, target, headers }: Pick<IncomingCall, 'method' | 'target' | 'headers'>): RequestMessage {
  const { protocol, host } = new URL(hub);
  return { method, scheme: protocol === 'https:' ? 'https' : 'http', authority: host, target, fields: fieldsOf(headers.flat()) };
}

function checkDigest({ fields }: RequestMessage, body: Buffer | null): void {
  const said = singleField(fields, 'content-digest');
  if (said === undefined) {
    if (body !== null && body.length > 0) throw new SignatureFault('digest-missing', 'content-digest');
    return;
  }
  if (parseContentDigest(said).sha256 !== sha256Base64(body ?? '')) throw new SignatureFault('digest-wrong', 'content-digest');
}

function checkSignature({ trust, now, acceptsUnsigned }: Checks, message: RequestMessage, { body, via }: IncomingCall, { slug }: TrustedService): RequestSignature | null {
  if (!isSigned(message.fields)) {
    if (via === 'hub' && acceptsUnsigned(slug)) return null;
    throw new Refusal(401, 'not-signed', 'ปลายทางนี้รับเฉพาะคำขอที่หน่วยงานผู้ขอลงลายมือชื่อ', 'This edge takes only what the consumer signed with its own key');
  }
  const read = readRequestSignature(message, body !== null && body.length > 0);
  assertCurrent(read, now().getTime());
  const key = trust.key(singleField(message.fields, 'exchange-client') ?? '', read.keyid);
  if (!key) throw new Refusal(401, 'key-unknown', 'กุญแจนี้ไม่ใช่กุญแจที่ใช้ได้ของระบบผู้ขอ', 'This is no valid key of the consumer’s system');
  if (!key.verify(read.base, read.signature)) throw new SignatureFault('wrong-signature', 'sig1');
  return read;
}

function checkGrant({ trust, now }: Checks, { fields }: RequestMessage, service: TrustedService, operationId: string): { client: string; purpose: string; agreement: TrustedAgreement } {
  const [client = '', number = '', purpose = ''] = ['exchange-client', 'exchange-agreement', 'exchange-purpose'].map((name) => singleField(fields, name));
  const agreement = trust.agreement(number);
  const today = new Date(now().getTime() + 7 * 3_600_000).toISOString().slice(0, 10);
  if (!agreement || agreement.consumer !== client || agreement.service !== service.slug) throw new Refusal(403, 'no-agreement', `ไม่มีข้อตกลง ${number} ของระบบนี้กับบริการนี้`, `There is no agreement ${number} of this system for this service`);
  if (agreement.state !== 'active' || today < agreement.validFrom || today > agreement.validTo) throw new Refusal(403, 'agreement-not-active', `ข้อตกลง ${number} ไม่มีผลในขณะนี้`, `The agreement ${number} is not in force now`);
  if (!agreement.purposes.includes(purpose)) throw new Refusal(403, 'purpose-refused', `ข้อตกลง ${number} ไม่มีวัตถุประสงค์นี้`, `The agreement ${number} has no such purpose`);
  if (!agreement.operations?.includes(operationId)) throw new Refusal(403, 'operation-refused', `ข้อตกลง ${number} ไม่ให้คำสั่ง ${operationId}`, `The agreement ${number} does not give the operation ${operationId}`);
  if (agreement.needsCase && !fields.has('exchange-case')) throw new Refusal(400, 'case-needed', 'ข้อตกลงนี้ต้องระบุเลขอ้างอิงเรื่อง (exchange-case)', 'The agreement asks for a case reference (exchange-case)');
  return { client, purpose, agreement };
}

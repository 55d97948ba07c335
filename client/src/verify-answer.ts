import { parseContentDigest } from '@saphan/contracts/http-signatures/content-digest';
import { fieldsOf, type RequestMessage, type ResponseMessage } from '@saphan/contracts/http-signatures/message';
import { readResponseSignature } from '@saphan/contracts/http-signatures/profile';
import { ClientFault } from './client-fault.ts';
import type { HouseKeys, Verifier } from './house-keys.ts';
import { hashOf } from './sign-call.ts';

/** Who signed an answer: the provider's key was known and its signature checked; the house attests that it saw one; or there is none. */
export type ProviderSignature = 'verified' | 'attested' | 'none';

export interface Proof {
  readonly provider: ProviderSignature;
  /** base64 of the house's signature: who has it got the answer. */
  readonly witness: string;
}

/**
 * Checks that an answer is whole, is to this request, and is signed by the house and by the provider, if that signed.
 *
 * @param providerKeys keys of the provider that the caller knows, by `kid`.
 * @throws {ClientFault} `answer-not-signed`, `answer-signature-wrong`, `answer-digest-wrong`, `house-key-unknown`.
 */
export async function verifyAnswer(request: RequestMessage, reply: Response, body: Uint8Array, houseKeys: HouseKeys, providerKeys: ReadonlyMap<string, Verifier>): Promise<Proof> {
  const response: ResponseMessage = { status: reply.status, fields: fieldsOf([...reply.headers].flat()), request };
  const read = (label: 'gw' | 'rsp') => orRefuse(() => readResponseSignature(response, label));
  await assertDigest(response, body);
  const gateway = read('gw');
  if (!await (await houseKeys.find(gateway.keyid))(gateway.base, gateway.signature)) throw wrong('ของศูนย์แลกเปลี่ยน', 'of the house');
  if (!/(?:^|,)\s*rsp=/.test(response.fields.get('signature')?.[0] ?? '')) return { provider: 'none', witness: gateway.signature };
  const provider = read('rsp');
  const verify = providerKeys.get(provider.keyid);
  if (!verify) return { provider: 'attested', witness: gateway.signature };
  if (!await verify(provider.base, provider.signature)) throw wrong('ของผู้ให้ข้อมูล', 'of the provider');
  return { provider: 'verified', witness: gateway.signature };
}

function orRefuse<T>(work: () => T): T {
  try {
    return work();
  } catch (cause) {
    throw new ClientFault('answer-not-signed', 'คำตอบไม่มีลายมือชื่อที่อ่านได้ของศูนย์แลกเปลี่ยน', 'the answer has no signature of the exchange that can be read', { cause });
  }
}

async function assertDigest({ fields }: ResponseMessage, body: Uint8Array): Promise<void> {
  const digest = orRefuse(() => parseContentDigest(fields.get('content-digest')?.[0] ?? ''));
  if (digest.sha256 !== await hashOf(body)) throw new ClientFault('answer-digest-wrong', 'เนื้อความของคำตอบไม่ตรงกับค่าแฮช', 'the body of the answer does not match its digest');
}

const wrong = (th: string, en: string) => new ClientFault('answer-signature-wrong', `ลายมือชื่อ${th}บนคำตอบไม่ถูกต้อง`, `the signature ${en} on the answer is not true`);

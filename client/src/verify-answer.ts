import { parseContentDigest } from '@saphan/contracts/http-signatures/content-digest';
import { fieldsOf, type RequestMessage, type ResponseMessage } from '@saphan/contracts/http-signatures/message';
import { readResponseSignature } from '@saphan/contracts/http-signatures/profile';
import { ClientFault } from './client-fault.ts';
import type { HouseKeys, Verifier } from './house-keys.ts';

/** Who signed an answer: the provider's key was known and its signature checked; the house attests that it saw one; or there is none. */
export type ProviderSignature = 'verified' | 'attested' | 'none';

export interface Proof {
  readonly provider: ProviderSignature;
  /** base64 of the house's signature: who has it got the answer. */
  readonly witness: string;
  /** base64 of the SHA-256 that was signed of the body. */
  readonly sha256: string;
}

/**
 * Checks that an answer is to this request, and is signed by the house and by the provider, if that signed. Its body is not looked at.
 *
 * @param providerKeys keys of the provider that the caller knows, by `kid`.
 * @throws {ClientFault} `answer-not-signed`, `answer-signature-wrong`, `house-key-unknown`.
 */
export async function verifyHead(request: RequestMessage, reply: Response, houseKeys: HouseKeys, providerKeys: ReadonlyMap<string, Verifier>): Promise<Proof> {
  const response: ResponseMessage = { status: reply.status, fields: fieldsOf([...reply.headers].flat()), request };
  const read = (label: 'gw' | 'rsp') => orRefuse(() => readResponseSignature(response, label));
  const { sha256 } = orRefuse(() => parseContentDigest(response.fields.get('content-digest')?.[0] ?? ''));
  const gateway = read('gw');
  if (!await (await houseKeys.find(gateway.keyid))(gateway.base, gateway.signature)) throw wrong('ของศูนย์แลกเปลี่ยน', 'of the house');
  const signed = { witness: gateway.signature, sha256 };
  if (!/(?:^|,)\s*rsp=/.test(response.fields.get('signature')?.[0] ?? '')) return { provider: 'none', ...signed };
  const provider = read('rsp');
  const verify = providerKeys.get(provider.keyid);
  if (!verify) return { provider: 'attested', ...signed };
  if (!await verify(provider.base, provider.signature)) throw wrong('ของผู้ให้ข้อมูล', 'of the provider');
  return { provider: 'verified', ...signed };
}

/** @throws {ClientFault} `answer-digest-wrong`. */
export function assertDigest({ sha256 }: Proof, found: string): void {
  if (sha256 !== found) throw new ClientFault('answer-digest-wrong', 'เนื้อความของคำตอบไม่ตรงกับค่าแฮช', 'the body of the answer does not match its digest');
}

function orRefuse<T>(work: () => T): T {
  try {
    return work();
  } catch (cause) {
    throw new ClientFault('answer-not-signed', 'คำตอบไม่มีลายมือชื่อที่อ่านได้ของศูนย์แลกเปลี่ยน', 'the answer has no signature of the exchange that can be read', { cause });
  }
}

const wrong = (th: string, en: string) => new ClientFault('answer-signature-wrong', `ลายมือชื่อ${th}บนคำตอบไม่ถูกต้อง`, `the signature ${en} on the answer is not true`);

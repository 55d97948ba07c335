import { parseContentDigest } from '@saphan/contracts/http-signatures/content-digest';
import { SignatureFault } from '@saphan/contracts/http-signatures/fault';
import { fieldsOf, singleField, type ResponseMessage } from '@saphan/contracts/http-signatures/message';
import { readResponseSignature } from '@saphan/contracts/http-signatures/profile';
import { sha256Base64, verifyText } from '#kernel/message-keys.ts';
import type { Edge } from '../edge.ts';
import { Refusal } from '../edge-problem.ts';
import type { HubAnswer } from '../hub/hub-client.ts';
import type { Receipt, Signed } from '../receipts/receipt.ts';
import type { SentRequest } from './program-call.ts';

export interface Proof { id: string; response: Signed | null; gateway: Signed | null }

/**
 * Verifies that an answer is whole, is to this request, and who stands for it: the house for what came through it, the provider for what came directly.
 *
 * @throws {Refusal} `answer-not-proved`: the program gets nothing of it.
 */
export function verifyAnswer(edge: Edge, { message: request, service }: SentRequest, { status, headers, body }: HubAnswer, via: 'hub' | 'direct'): Proof {
  try {
    const response: ResponseMessage = { status, fields: fieldsOf(headers.flat()), request };
    if (parseContentDigest(singleField(response.fields, 'content-digest') ?? '').sha256 !== sha256Base64(body)) throw new SignatureFault('digest-wrong', 'content-digest');
    const signatures = (response.fields.get('signature') ?? []).join(', ');
    const provider = /(?:^|,[ \t]*)rsp=:/.test(signatures) ? readBy(edge, response, 'rsp', service.system) : null;
    const gateway = via === 'hub' ? readBy(edge, response, 'gw', null) : null;
    if (via === 'direct' && !provider) throw new SignatureFault('label-missing', 'rsp');
    return { id: singleField(response.fields, 'exchange-id') ?? '', response: provider, gateway };
  } catch (error) {
    if (!(error instanceof SignatureFault)) throw error;
    throw new Refusal(502, 'answer-not-proved', `คำตอบพิสูจน์ไม่ได้ จึงไม่ส่งต่อ (${error.code} ${error.about})`, `The answer is not proved and was not passed on (${error.code} ${error.about}; status ${status})`);
  }
}

function readBy({ trust }: Edge, response: ResponseMessage, label: 'rsp' | 'gw', system: string | null): Signed {
  const { base, signature, keyid, created } = readResponseSignature(response, label);
  const house = system === null ? trust.houseKey(keyid, created) : null;
  const right = system === null ? house !== null && verifyText('ed25519', house, base, signature) : trust.key(system, keyid)?.verify(base, signature) === true;
  if (!right) throw new SignatureFault('wrong-signature', label);
  return { kid: keyid, base, signature };
}

/** Keeps the receipt, and the evidence of a direct exchange for the hub. */
export async function keepAnswer(edge: Edge, { signed, service, agreement, purpose }: SentRequest, { status }: HubAnswer, via: 'hub' | 'direct', { id, response, gateway }: Proof): Promise<void> {
  const { receipts, trust, key, config } = edge;
  receipts.keepKey(key.kid, key);
  const known = trust.document?.keys.find((each) => each.kid === response?.kid);
  if (known) receipts.keepKey(known.kid, { algorithm: known.algorithm, jwk: known.jwk });
  const house = trust.document?.house.find((each) => each.kid === gateway?.kid);
  if (house) receipts.keepKey(house.kid, { algorithm: 'ed25519', jwk: house.jwk });
  const receipt: Receipt = { id, role: 'consumer', via, service: service.slug, client: config.system, agreement: agreement.number, purpose, status, request: { kid: key.kid, base: signed.base, signature: signed.signature }, response, gateway };
  // First what the hub must hear of: a process that is killed between the two has told too much rather than too little.
  if (via === 'direct') edge.post.keep(receipt);
  await receipts.append(receipt);
}

import { contentDigest } from '@saphan/contracts/http-signatures/content-digest';
import type { Fields, RequestMessage } from '@saphan/contracts/http-signatures/message';
import { joinMember, signResponseLater } from '@saphan/contracts/http-signatures/sign';
import type { KeptSignature } from '../evidence/exchange-record.ts';
import type { HouseKey } from '../keys/house-key.ts';

interface Unsigned { readonly status: number; readonly headers: Record<string, string>; readonly sha256: string }

/** Signs an answer as the house; its headers then carry the digest and the signature. @param headers in lower case; added to. */
export async function signAnswer(key: HouseKey, request: RequestMessage, { status, headers, sha256 }: Unsigned, nowMs: number): Promise<KeptSignature> {
  headers['content-digest'] ??= contentDigest(sha256);
  const fields: Fields = new Map(Object.entries(headers).map(([name, value]) => [name, [value]]));
  const signed = await signResponseLater({ status, fields, request }, 'gw', { created: Math.floor(nowMs / 1000), keyid: key.kid }, key.signBeside);
  headers['signature-input'] = joinMember(fields, 'signature-input', signed.inputField);
  headers['signature'] = joinMember(fields, 'signature', signed.signatureField);
  return { base: signed.base, signature: signed.signature, kid: key.kid };
}

/** The same for a request whose own headers cannot be repeated, e.g. a signature that nobody can read: then the answer says of it what can be said. */
export async function signRefusal(key: HouseKey, request: RequestMessage, answer: Unsigned, nowMs: number): Promise<KeptSignature> {
  const lesser = [request, { ...request, fields: new Map() }];
  for (const each of lesser) {
    try {
      return await signAnswer(key, each, answer, nowMs);
    } catch { /* the next says less */ }
  }
  return signAnswer(key, { ...request, fields: new Map(), target: '/' }, answer, nowMs);
}

import { contentDigest } from '@saphan/contracts/http-signatures/content-digest';
import { fieldsOf, type Fields, type RequestMessage } from '@saphan/contracts/http-signatures/message';
import { joinMember, signResponse } from '@saphan/contracts/http-signatures/sign';
import type { KeptSignature } from '../evidence/exchange-record.ts';
import type { HouseKey } from '../keys/house-key.ts';

interface Unsigned { readonly status: number; readonly headers: Record<string, string>; readonly sha256: string }

/** Signs an answer as the house; its headers then carry the digest and the signature. @param headers in lower case; added to. */
export function signAnswer(key: HouseKey, request: RequestMessage, { status, headers, sha256 }: Unsigned, nowMs: number): KeptSignature {
  headers['content-digest'] ??= contentDigest(sha256);
  const fields: Fields = fieldsOf(Object.entries(headers).flat());
  const signed = signResponse({ status, fields, request }, 'gw', { created: Math.floor(nowMs / 1000), keyid: key.kid }, (text) => key.sign(text));
  headers['signature-input'] = joinMember(fields, 'signature-input', signed.inputField);
  headers['signature'] = joinMember(fields, 'signature', signed.signatureField);
  return { base: signed.base, signature: signed.signature, kid: key.kid };
}

/** The same for a request whose own headers cannot be repeated, e.g. a signature that nobody can read: then the answer says of it what can be said. */
export function signRefusal(key: HouseKey, request: RequestMessage, answer: Unsigned, nowMs: number): KeptSignature {
  const lesser = [request, { ...request, fields: new Map() }];
  for (const each of lesser) {
    try {
      return signAnswer(key, each, answer, nowMs);
    } catch { /* the next says less */ }
  }
  return signAnswer(key, { ...request, fields: new Map(), target: '/' }, answer, nowMs);
}

import { SignatureFault } from '../http-signatures/fault.ts';
import { singleField, type RequestMessage } from '../http-signatures/message.ts';
import { assertCurrent } from '../http-signatures/profile.ts';
import { baseToSign, type Sign } from '../http-signatures/sign.ts';
import { parseSignature, parseSignatureInput } from '../http-signatures/signature-fields.ts';
import { signatureBase } from '../http-signatures/signature-base.ts';

/** How an edge signs what it asks of the house: nothing but this proves who it is. */
export const EDGE_TAG = 'saphan-edge';
const LABEL = 'edge';
const NONCE = /^[A-Za-z0-9_-]{16,128}$/;

export interface EdgeSignature { base: string; signature: string; keyid: string; created: number; expires: number; nonce: string }

const covered = (hasBody: boolean): string[] => ['"@method"', '"@target-uri"', '"exchange-client"', ...(hasBody ? ['"content-digest"'] : [])];

/** Headers that are added to a request of an edge. Its digest and `exchange-client` must stand in it already. */
export function signEdgeRequest(request: RequestMessage, parameters: { created: number; expires: number; nonce: string; keyid: string }, sign: Sign): { 'signature-input': string; signature: string } {
  const { base, input } = baseToSign(request, covered(request.fields.has('content-digest')), { ...parameters, tag: EDGE_TAG });
  return { 'signature-input': `${LABEL}=${input}`, signature: `${LABEL}=:${sign(base)}:` };
}

/**
 * Reads the signature of a request of an edge and checks everything but the signature itself.
 * @param nowMs milliseconds since 1970. @throws {SignatureFault}
 */
export function readEdgeRequest(request: RequestMessage, hasBody: boolean, nowMs: number): EdgeSignature {
  const input = parseSignatureInput(singleField(request.fields, 'signature-input') ?? '').get(LABEL);
  const signature = parseSignature(singleField(request.fields, 'signature') ?? '').get(LABEL);
  if (!input || !signature) throw new SignatureFault('label-missing', LABEL);
  const texts = input.components.map(({ text }) => text);
  for (const name of covered(hasBody)) if (!texts.includes(name)) throw new SignatureFault('not-covered', name);
  for (const name of ['exchange-client', 'content-digest']) singleField(request.fields, name);
  const { keyid, nonce, tag, created, expires } = Object.fromEntries(input.parameters);
  if (tag !== EDGE_TAG) throw new SignatureFault('tag-wrong', String(tag));
  if (typeof keyid !== 'string' || typeof created !== 'number' || typeof expires !== 'number') throw new SignatureFault('parameter-missing', 'keyid, created, expires');
  if (typeof nonce !== 'string' || !NONCE.test(nonce)) throw new SignatureFault('parameter-wrong', 'nonce');
  assertCurrent({ created, expires }, nowMs);
  return { base: signatureBase(request, input), signature, keyid, created, expires, nonce };
}

import type { Fields, Message, RequestMessage, ResponseMessage } from './message.ts';
import { componentsOf, REQUEST_LABEL, REQUEST_TAG, requestComponents, RESPONSE_TAG, responseComponents, type GATEWAY_LABEL, type PROVIDER_LABEL } from './profile.ts';
import { signatureBase } from './signature-base.ts';

/** Signs a text with a key that only the caller has; base64. The browser's keys answer later, the server's at once. */
export type Sign<R extends string | Promise<string> = string> = (base: string) => R;

export interface SignatureParameters { created: number; expires?: number; nonce?: string; alg?: string; keyid: string; tag: string }

/** What is added to a message: members of Signature-Input and Signature. */
export interface Signed { label: string; base: string; signature: string; inputField: string; signatureField: string }

/** The text of one member of Signature-Input. */
export function signatureInputText(components: readonly string[], { created, expires, nonce, alg, keyid, tag }: SignatureParameters): string {
  return `(${components.join(' ')});created=${created}${expires === undefined ? '' : `;expires=${expires}`}${nonce === undefined ? '' : `;nonce="${nonce}"`}${alg === undefined ? '' : `;alg="${alg}"`};keyid="${keyid}";tag="${tag}"`;
}

/** The base of a message about to be signed, with the text of its Signature-Input. */
export function baseToSign(message: Message, components: readonly string[], parameters: SignatureParameters): { base: string; input: string } {
  const input = signatureInputText(components, parameters);
  return { input, base: signatureBase(message, { components: componentsOf(components), text: input }) };
}

/** Signs a request in the profile `saphan-x1`; the message must already have every header that it covers. */
export function signRequest(request: RequestMessage, parameters: Omit<SignatureParameters, 'tag'>, sign: Sign): Signed {
  const { base, input } = baseToSign(request, requestComponents(request), { ...parameters, tag: REQUEST_TAG });
  return signedAs(REQUEST_LABEL, base, input, sign(base));
}

/** The same with a key that answers later, e.g. Web Crypto's. */
export async function signRequestLater(request: RequestMessage, parameters: Omit<SignatureParameters, 'tag'>, sign: Sign<Promise<string>>): Promise<Signed> {
  const { base, input } = baseToSign(request, requestComponents(request), { ...parameters, tag: REQUEST_TAG });
  return signedAs(REQUEST_LABEL, base, input, await sign(base));
}

/** Signs an answer as its provider or as the house. For `gw`, a `rsp` must already stand in the answer's fields. */
export function signResponse(response: ResponseMessage, label: typeof PROVIDER_LABEL | typeof GATEWAY_LABEL, parameters: { created: number; keyid: string }, sign: Sign): Signed {
  const { base, input } = baseToSign(response, responseComponents(response, label), { ...parameters, tag: RESPONSE_TAG });
  return signedAs(label, base, input, sign(base));
}

/** The same with a key that answers later. */
export async function signResponseLater(response: ResponseMessage, label: typeof PROVIDER_LABEL | typeof GATEWAY_LABEL, parameters: { created: number; keyid: string }, sign: Sign<Promise<string>>): Promise<Signed> {
  const { base, input } = baseToSign(response, responseComponents(response, label), { ...parameters, tag: RESPONSE_TAG });
  return signedAs(label, base, input, await sign(base));
}

/** The header with one more member. */
export function joinMember(fields: Fields, name: 'signature' | 'signature-input', member: string): string {
  const before = fields.get(name);
  return before === undefined ? member : `${before.join(', ')}, ${member}`;
}

const signedAs = (label: string, base: string, input: string, signature: string): Signed => ({ label, base, signature, inputField: `${label}=${input}`, signatureField: `${label}=:${signature}:` });

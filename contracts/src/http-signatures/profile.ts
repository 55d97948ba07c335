import { SignatureFault } from './fault.ts';
import { singleField, type Fields, type RequestMessage, type ResponseMessage } from './message.ts';
import { signatureBase } from './signature-base.ts';
import { component, parseSignature, parseSignatureInput, type Component, type SignatureInput } from './signature-fields.ts';

/** Names of the profile `saphan-x1` (SPN-EXCHANGE §3, §4). */
export const REQUEST_LABEL = 'sig1';
export const PROVIDER_LABEL = 'rsp';
export const GATEWAY_LABEL = 'gw';
export const REQUEST_TAG = 'saphan-x1';
export const RESPONSE_TAG = 'saphan-x1-response';

/** Algorithms of system keys, by their names in RFC 9421. */
export type SignatureAlgorithm = 'ed25519' | 'ecdsa-p256-sha256' | 'rsa-pss-sha512';

/** How far clocks may be apart and how long a request may live, in seconds. */
export const CLOCK_AHEAD_S = 30;
export const LONGEST_LIFE_S = 300;

const NONCE = /^[A-Za-z0-9_-]{16,128}$/;
const REQUEST_TAGS = new Set([REQUEST_TAG, 'fapi-2-request']);
const ALWAYS = ['@method', '@target-uri', 'exchange-client', 'exchange-agreement', 'exchange-purpose'] as const;
const WHEN_SENT = ['authorization', 'dpop', 'exchange-case', 'exchange-subject', 'exchange-seq'] as const;
const HAS_PROVIDER = /(?:^|,[ \t]*)rsp=:/;
const MOST_COMPONENTS = 24;

/** A signature as it was read from a message, with the text that it signs; whether it is right only a key can say. */
export interface ReadSignature { input: SignatureInput; base: string; signature: string }
export interface RequestSignature extends ReadSignature { keyid: string; created: number; expires: number; nonce: string; alg: string | null }

/** Whether a message says that it is signed. */
export const isSigned = (fields: Fields): boolean => fields.has('signature') || fields.has('signature-input');

/**
 * Reads the consumer's signature of a request and checks everything about it but the signature itself and the clock.
 *
 * @param hasBody whether bytes came with it; then the digest must be covered.
 * @throws {SignatureFault}
 */
export function readRequestSignature(request: RequestMessage, hasBody: boolean): RequestSignature {
  const read = readSignature(request.fields, REQUEST_LABEL);
  const { components, parameters } = read.input;
  if (components.length > MOST_COMPONENTS) throw new SignatureFault('malformed', 'components');
  const covered = new Set<string>();
  for (const { name, parameters: own, text } of components) {
    if (own.size > 0) throw new SignatureFault('component-parameters', text);
    if (!name.startsWith('@')) singleField(request.fields, name);
    covered.add(name);
  }
  for (const name of ALWAYS) assertCovered(covered, name);
  for (const name of WHEN_SENT) if (request.fields.has(name)) assertCovered(covered, name);
  if (hasBody || request.fields.has('content-digest')) assertCovered(covered, 'content-digest');
  const created = integerOf(read.input, 'created');
  const expires = integerOf(read.input, 'expires');
  const nonce = stringOf(read.input, 'nonce');
  if (!NONCE.test(nonce)) throw new SignatureFault('parameter-wrong', 'nonce');
  if (!REQUEST_TAGS.has(stringOf(read.input, 'tag'))) throw new SignatureFault('tag-wrong', String(parameters.get('tag')));
  return { ...read, base: signatureBase(request, read.input), keyid: stringOf(read.input, 'keyid'), created, expires, nonce, alg: optionalString(read.input, 'alg') };
}

/**
 * Whether a signature is of now.
 * @param nowMs milliseconds since 1970. @throws {SignatureFault} `created-ahead`, `expired`, `lives-too-long`.
 */
export function assertCurrent({ created, expires }: Pick<RequestSignature, 'created' | 'expires'>, nowMs: number): void {
  const now = nowMs / 1000;
  if (expires > created + LONGEST_LIFE_S || expires <= created) throw new SignatureFault('lives-too-long', 'expires');
  if (created > now + CLOCK_AHEAD_S) throw new SignatureFault('created-ahead', 'created');
  if (expires <= now) throw new SignatureFault('expired', 'expires');
}

/**
 * Reads a signature of an answer, by the provider or the house, and checks that it covers what it must.
 * @throws {SignatureFault}
 */
export function readResponseSignature(response: ResponseMessage, label: typeof PROVIDER_LABEL | typeof GATEWAY_LABEL): ReadSignature & { keyid: string; created: number } {
  const read = readSignature(response.fields, label);
  const covered = new Set(read.input.components.map(({ text }) => text));
  for (const text of responseComponents(response, label)) assertCovered(covered, text);
  if (stringOf(read.input, 'tag') !== RESPONSE_TAG) throw new SignatureFault('tag-wrong', String(read.input.parameters.get('tag')));
  return { ...read, base: signatureBase(response, read.input), keyid: stringOf(read.input, 'keyid'), created: integerOf(read.input, 'created') };
}

/** What a signature of a request has to cover, as written in Signature-Input. */
export function requestComponents(request: RequestMessage): string[] {
  const sent = ['content-digest', ...WHEN_SENT].filter((name) => request.fields.has(name));
  return [...ALWAYS, ...sent].map((name) => `"${name}"`);
}

/** What a signature of an answer has to cover. */
export function responseComponents({ fields, request }: ResponseMessage, label: typeof PROVIDER_LABEL | typeof GATEWAY_LABEL): string[] {
  const covered = ['"@status"', '"content-digest"'];
  if (fields.has('content-type')) covered.push('"content-type"');
  covered.push('"exchange-id"');
  if (label === GATEWAY_LABEL) covered.push('"exchange-decision"');
  if (request) {
    covered.push('"@method";req', '"@target-uri";req');
    if (request.fields.has('content-digest')) covered.push('"content-digest";req');
    if (isSigned(request.fields)) covered.push(`"signature";req;key="${REQUEST_LABEL}"`);
  }
  if (label === GATEWAY_LABEL && HAS_PROVIDER.test((fields.get('signature') ?? []).join(', '))) covered.push(`"signature";key="${PROVIDER_LABEL}"`);
  return covered;
}

const known = new Map<string, Component>();

/** Components by their text, read once: what is covered is nearly always the same. */
export function componentsOf(texts: readonly string[]): Component[] {
  return texts.map((text) => {
    let read = known.get(text);
    if (read === undefined) {
      read = component(text);
      if (known.size < 256) known.set(text, read);
    }
    return read;
  });
}

function readSignature(fields: Fields, label: string): { input: SignatureInput; base: string; signature: string } {
  const inputs = singleField(fields, 'signature-input');
  const signatures = singleField(fields, 'signature');
  if (inputs === undefined || signatures === undefined) throw new SignatureFault('label-missing', label);
  const input = parseSignatureInput(inputs).get(label);
  const signature = parseSignature(signatures).get(label);
  if (input === undefined || signature === undefined) throw new SignatureFault('label-missing', label);
  return { input, base: '', signature };
}

function assertCovered(covered: ReadonlySet<string>, name: string): void {
  if (!covered.has(name)) throw new SignatureFault('not-covered', name);
}

function integerOf({ parameters }: SignatureInput, name: string): number {
  const value = parameters.get(name);
  if (value === undefined) throw new SignatureFault('parameter-missing', name);
  if (typeof value !== 'number' || value < 0) throw new SignatureFault('parameter-wrong', name);
  return value;
}

function stringOf(input: SignatureInput, name: string): string {
  const value = optionalString(input, name);
  if (value === null) throw new SignatureFault('parameter-missing', name);
  return value;
}

function optionalString({ parameters }: SignatureInput, name: string): string | null {
  const value = parameters.get(name);
  if (value === undefined) return null;
  if (typeof value !== 'string') throw new SignatureFault('parameter-wrong', name);
  return value;
}

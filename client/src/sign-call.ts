import { assertCanonicalTarget } from '@saphan/contracts/http-signatures/canonical-target';
import { fieldsFrom, type RequestMessage } from '@saphan/contracts/http-signatures/message';
import { signRequestLater } from '@saphan/contracts/http-signatures/sign';
import { sha256 } from '@saphan/contracts/receipts/sha-256';
import { toBase64, utf8 } from '@saphan/contracts/transparency/bytes';
import { ClientFault } from './client-fault.ts';
import type { SystemKey } from './system-key.ts';

/** What one call says of itself. */
export interface CallOptions {
  readonly method?: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Bytes and texts go as they are; anything else as JSON. */
  readonly body?: unknown;
  /** Code of a purpose of the agreement. */
  readonly purpose: string;
  /** The consumer's own reference, where the agreement asks for one; ASCII, at most 100 characters. */
  readonly caseRef?: string;
  /** Citizen id of the person it is about, for services about persons. It is not sent: only what it hashes to with the nonce. */
  readonly subject?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** That the call may be sent again when nobody answered it, though its method does not say so. */
  readonly idempotent?: boolean;
  readonly signal?: AbortSignal;
}

/** Who calls, under which agreement. */
export interface Caller { readonly system: string; readonly agreement: string; readonly key: SystemKey }

/** Seconds that a signature lives. */
const LIFE_S = 60;

export interface PreparedBody { readonly bytes: Uint8Array<ArrayBuffer>; readonly type: string; readonly digest: string }

export async function prepareBody(body: unknown): Promise<PreparedBody | null> {
  if (body === undefined || body === null) return null;
  const [bytes, type] = body instanceof Uint8Array ? [body, 'application/octet-stream'] : typeof body === 'string' ? [utf8(body), 'text/plain;charset=utf-8'] : [utf8(JSON.stringify(body)), 'application/json'];
  return { bytes: bytes as Uint8Array<ArrayBuffer>, type, digest: `sha-256=:${await hashOf(bytes)}:` };
}

/** The call as it will be sent, not signed yet. @throws {ClientFault} `bad-address`, `bad-header`. */
export function prepareCall(caller: Caller, address: URL, options: CallOptions, body: PreparedBody | null, more: Readonly<Record<string, string>>, nonce: string): { request: RequestMessage; headers: Record<string, string> } {
  const headers: Record<string, string> = {
    // What arrives is what was signed: nothing packed on the way.
    'accept-encoding': 'identity', ...body && { 'content-type': body.type, 'content-digest': body.digest },
    ...lowerCase(options.headers), ...more,
    'exchange-client': caller.system, 'exchange-agreement': caller.agreement, 'exchange-purpose': options.purpose,
    ...options.caseRef !== undefined && { 'exchange-case': options.caseRef },
    ...options.subject !== undefined && { 'exchange-subject': `sha-256=:${toBase64(sha256(utf8(`${nonce}:${options.subject}`)))}:` },
  };
  for (const [name, value] of Object.entries(headers)) if (!/^[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?$/.test(value)) throw new ClientFault('bad-header', `ส่วนหัว ${name} ต้องเป็นอักขระ ASCII และไม่ว่าง`, `the header ${name} must be ASCII and not empty`);
  const target = address.pathname + address.search;
  return { request: { method: options.method ?? 'GET', scheme: address.protocol.slice(0, -1) as 'http' | 'https', authority: address.host, target, fields: fieldsFrom(headers) }, headers };
}

/** Adds the signature of the agency's own key. */
export async function signCall(key: SystemKey, { request, headers }: ReturnType<typeof prepareCall>, nonce: string, nowMs: number): Promise<{ request: RequestMessage; headers: Record<string, string> }> {
  const created = Math.floor(nowMs / 1000);
  const signed = await signRequestLater(request, { created, expires: created + LIFE_S, nonce, keyid: key.kid }, (base) => key.sign(base));
  const all = { ...headers, 'signature-input': signed.inputField, 'signature': signed.signatureField };
  return { request: { ...request, fields: fieldsFrom(all) }, headers: all };
}

/** The public address of a call. @throws {ClientFault} `bad-address` when it could be written another way. */
export function addressOf(baseUrl: string, service: string, path: string, place: 'x' | 'sandbox' = 'x'): URL {
  const target = `/${place}/${service}${path.startsWith('/') || path === '' || path.startsWith('?') ? path : `/${path}`}`;
  try {
    assertCanonicalTarget(target);
    const address = new URL(baseUrl + target);
    if (address.pathname + address.search === target && address.hash === '') return address;
  } catch {
    // Said below.
  }
  throw new ClientFault('bad-address', `ที่อยู่ ${target} เขียนได้หลายแบบ ให้เข้ารหัสอักขระพิเศษด้วย encodeURIComponent`, `the address ${target} is not canonical: encode its parts with encodeURIComponent`);
}

/** By the engine's own hash: bodies may be large. @returns base64. */
export const hashOf = async (bytes: Uint8Array): Promise<string> => toBase64(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>)));
export const newNonce = (): string => toBase64(crypto.getRandomValues(new Uint8Array(16))).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');

const lowerCase = (headers: Readonly<Record<string, string>> = {}) => Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));

import { createHash, generateKeyPairSync, randomBytes, sign, type JsonWebKey, type KeyObject } from 'node:crypto';
import { contentDigest } from '@saphan/contracts/http-signatures/content-digest';
import { fieldsFrom, type RequestMessage } from '@saphan/contracts/http-signatures/message';
import { signRequest } from '@saphan/contracts/http-signatures/sign';

/** A system that signs as agencies do. */
export interface SigningSystem { path: string; kid: string; jwk: JsonWebKey; privateKey: KeyObject; sign(base: string): string }

export function newSystem(path: string): SigningSystem {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const jwk = publicKey.export({ format: 'jwk' });
  const kid = createHash('sha256').update(JSON.stringify({ crv: jwk.crv, kty: jwk.kty, x: jwk.x })).digest('base64url');
  return { path, kid, jwk, privateKey, sign: (base) => sign(null, Buffer.from(base), privateKey).toString('base64') };
}

export interface ToSign {
  method: string; target: string; origin: string; body?: string | Buffer | null; agreement: string; purpose?: string; headers?: Record<string, string>; nowMs?: number; lifeS?: number; nonce?: string;
}

export const digestOf = (body: string | Buffer): string => contentDigest(createHash('sha256').update(body).digest('base64'));

/** Headers of a request that a system signed: what to send, and the message that was signed. */
export function signedHeaders(system: SigningSystem, { method, target, origin, body = null, agreement, purpose = 'aid', headers: own = {}, nowMs = Date.now(), lifeS = 60, nonce = randomBytes(16).toString('base64url') }: ToSign): Record<string, string> {
  const { protocol, host } = new URL(origin);
  const headers: Record<string, string> = {
    host, 'exchange-client': system.path, 'exchange-agreement': agreement, 'exchange-purpose': purpose, ...(body !== null && { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body)), 'content-digest': digestOf(body) }), ...own,
  };
  const message: RequestMessage = { method, target, authority: host, scheme: protocol.slice(0, -1) as 'http', fields: fieldsFrom(headers) };
  const created = Math.floor(nowMs / 1000);
  const signed = signRequest(message, { created, expires: created + lifeS, nonce, keyid: system.kid }, system.sign);
  return { ...headers, 'signature-input': signed.inputField, signature: signed.signatureField };
}

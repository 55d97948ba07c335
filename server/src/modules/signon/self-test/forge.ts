import { createECDH, createHash, createHmac, createPrivateKey, createPublicKey, sign, type JsonWebKey, type KeyObject } from 'node:crypto';
import { deriveKey } from '#kernel/derive-key.ts';
import type { Lie } from './cases.ts';

/** Keys of the provider that lies: the same in every process, and none of them ever signs for the house. */
export interface LyingKeys { honest: LyingKey; next: LyingKey; stranger: LyingKey }
export interface LyingKey { kid: string; key: KeyObject; jwk: JsonWebKey }

/** Who signs in during a self-test; nobody real. */
export const TEST_PERSON = { sub: 'self-test-person', name: 'Self Test', name_th: 'ผู้ทดสอบระบบ' };
const LIFE_S = 300;

/** Derives the keys from the house's master key. */
export function lyingKeys(masterKey: Buffer): LyingKeys {
  return { honest: keyFrom(masterKey, 'honest'), next: keyFrom(masterKey, 'next'), stranger: keyFrom(masterKey, 'stranger') };
}

function keyFrom(masterKey: Buffer, name: string): LyingKey {
  const ecdh = createECDH('prime256v1');
  ecdh.setPrivateKey(deriveKey(masterKey, `signon/self-test/${name}/v1`));
  const point = ecdh.getPublicKey();
  const open = { kty: 'EC', crv: 'P-256', x: point.subarray(1, 33).toString('base64url'), y: point.subarray(33).toString('base64url') };
  const kid = createHash('sha256').update(point).digest('base64url').slice(0, 16);
  return { kid, key: createPrivateKey({ format: 'jwk', key: { ...open, d: ecdh.getPrivateKey().toString('base64url') } }), jwk: { ...open, kid, alg: 'ES256', use: 'sig' } };
}

/** An ID token as this case wants it. */
export function forgeIdToken(keys: LyingKeys, lie: Lie, about: { issuer: string; clientId: string; nonce: string | null; sid: string }, now: Date): string {
  const iat = Math.floor(now.getTime() / 1000);
  const honest = { iss: about.issuer, sub: TEST_PERSON.sub, aud: about.clientId, iat, exp: iat + LIFE_S, auth_time: iat, sid: about.sid, acr: 'urn:saphan:aal1', ...(about.nonce !== null && { nonce: about.nonce }) };
  return signedAs(keys, lie, {}, { ...honest, ...lie.claims?.(honest) });
}

/** A logout token as this case wants it. */
export function forgeLogoutToken(keys: LyingKeys, lie: Lie, about: { issuer: string; clientId: string; sid: string }, now: Date): string {
  const iat = Math.floor(now.getTime() / 1000);
  const honest = { iss: about.issuer, aud: about.clientId, sub: TEST_PERSON.sub, sid: about.sid, iat, exp: iat + 120, jti: crypto.randomUUID(), events: { 'http://schemas.openid.net/event/backchannel-logout': {} } };
  return signedAs(keys, lie, { typ: 'logout+jwt' }, { ...honest, ...lie.claims?.(honest) });
}

function signedAs(keys: LyingKeys, { signedBy = 'honest' }: Lie, header: object, claims: Record<string, unknown>): string {
  const { honest, next, stranger } = keys;
  switch (signedBy) {
    case 'nobody': return `${encode({ ...header, alg: 'none' })}.${encode(claims)}.`;
    case 'public-key-as-secret': return withSecret(createPublicKey(honest.key).export({ type: 'spki', format: 'pem' }) as string, { ...header, alg: 'HS256', kid: honest.kid }, claims);
    case 'stranger': return signed(stranger.key, { ...header, kid: honest.kid }, claims);
    case 'unpublished': return signed(stranger.key, { ...header, kid: stranger.kid }, claims);
    case 'next': return signed(next.key, { ...header, kid: next.kid }, claims);
    case 'honest': return signed(honest.key, { ...header, kid: honest.kid }, claims);
  }
}

// Written by hand, because a library refuses to sign what this provider must: alg none, keys that are not the header's.
function signed(key: KeyObject, header: object, claims: object): string {
  const text = `${encode({ ...header, alg: 'ES256' })}.${encode(claims)}`;
  return `${text}.${sign('sha256', Buffer.from(text), { key, dsaEncoding: 'ieee-p1363' }).toString('base64url')}`;
}

function withSecret(secret: string, header: object, claims: object): string {
  const text = `${encode(header)}.${encode(claims)}`;
  return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`;
}

const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

import type { SignatureAlgorithm } from '@saphan/contracts/http-signatures/profile';
import { readPublicKey, thumbprintOf } from '@saphan/contracts/receipts/public-key';
import { sha256 } from '@saphan/contracts/receipts/sha-256';
import { fromBase64, toBase64, toHex, utf8 } from '@saphan/contracts/transparency/bytes';
import { ClientFault } from './client-fault.ts';
import { JWS_WAYS, publicMembers, SIGNATURE_WAYS } from './jwk.ts';

/** A key of a system, ready to sign. The private half never leaves the engine's `CryptoKey`. */
export interface SystemKey {
  /** JWK thumbprint (RFC 7638): the `keyid` of signatures. */
  readonly kid: string;
  readonly algorithm: SignatureAlgorithm;
  /** The public half as `-----BEGIN PUBLIC KEY-----`: what an agency registers. */
  readonly publicPem: string;
  readonly publicJwk: Readonly<Record<string, string>>;
  /** Signs as messages are signed. @returns base64. */
  sign(text: string): Promise<string>;
  /** Signs a JWS signing input. */
  signJws(input: string): Promise<{ alg: string; signature: Uint8Array }>;
}

const OIDS: readonly (readonly [hex: string, algorithm: SignatureAlgorithm])[] = [['06032b6570', 'ed25519'], ['06082a8648ce3d030107', 'ecdsa-p256-sha256'], ['06092a864886f70d0101', 'rsa-pss-sha512']];

/**
 * Reads a private key of a system.
 *
 * @param pem PKCS#8, `-----BEGIN PRIVATE KEY-----`, not encrypted: Ed25519, P-256 or RSA.
 * @throws {ClientFault} `bad-key`.
 */
export async function readSystemKey(pem: string): Promise<SystemKey> {
  const body = /^-----BEGIN PRIVATE KEY-----\s+([A-Za-z0-9+/=\s]+?)\s*-----END PRIVATE KEY-----\s*$/.exec(pem.trimStart())?.[1];
  const der = body === undefined ? null : fromBase64(body.replace(/\s/g, ''));
  const head = toHex((der ?? new Uint8Array()).subarray(0, 40));
  const algorithm = OIDS.find(([oid]) => head.includes(oid))?.[1];
  if (!der || !algorithm) throw new ClientFault('bad-key', 'กุญแจต้องเป็น PKCS#8 PEM แบบไม่เข้ารหัส ชนิด Ed25519, P-256 หรือ RSA', 'the key must be PKCS#8 PEM, not encrypted: Ed25519, P-256 or RSA');
  return fromPkcs8(der as Uint8Array<ArrayBuffer>, algorithm);
}

async function fromPkcs8(der: Uint8Array<ArrayBuffer>, algorithm: SignatureAlgorithm): Promise<SystemKey> {
  const [{ kind, how }, jws] = [SIGNATURE_WAYS[algorithm], JWS_WAYS[algorithm]];
  const load = (as: any, extractable: boolean) => crypto.subtle.importKey('pkcs8', der, as, extractable, ['sign']);
  const jwk = publicMembers(await crypto.subtle.exportKey('jwk', await load(kind, true)) as Record<string, any>)?.members ?? {};
  const spki = new Uint8Array(await crypto.subtle.exportKey('spki', await crypto.subtle.importKey('jwk', jwk, kind, true, ['verify'])));
  const publicPem = pemOf('PUBLIC', spki);
  const key = readPublicKey(publicPem);
  if (!key) throw new ClientFault('bad-key', 'อ่านกุญแจสาธารณะไม่ได้', 'the public half cannot be read');
  const [forMessages, forTokens] = [await load(kind, false), await load(jws.kind, false)];
  const signWith = async (held: any, by: any, text: string) => new Uint8Array(await crypto.subtle.sign(by, held, utf8(text) as Uint8Array<ArrayBuffer>));
  return {
    kid: thumbprintOf(key, sha256), algorithm, publicPem, publicJwk: key.jwk,
    sign: async (text) => toBase64(await signWith(forMessages, how, text)),
    signJws: async (input) => ({ alg: jws.alg, signature: await signWith(forTokens, jws.how, input) }),
  };
}

/** Makes a key. @returns the private half as PKCS#8 PEM, to be kept by the agency alone, with the key itself. */
export async function makeSystemKey(algorithm: SignatureAlgorithm = 'ed25519'): Promise<{ privatePem: string; key: SystemKey }> {
  const { kind } = SIGNATURE_WAYS[algorithm];
  const size = algorithm === 'rsa-pss-sha512' ? { modulusLength: 3072, publicExponent: Uint8Array.of(1, 0, 1) } : {};
  const pair = await crypto.subtle.generateKey({ ...kind, ...size }, true, ['sign', 'verify']) as { privateKey: any };
  const privatePem = pemOf('PRIVATE', new Uint8Array(await crypto.subtle.exportKey('pkcs8', pair.privateKey)));
  return { privatePem, key: await readSystemKey(privatePem) };
}

const pemOf = (name: string, der: Uint8Array) => `-----BEGIN ${name} KEY-----\n${(toBase64(der).match(/.{1,64}/g) ?? []).join('\n')}\n-----END ${name} KEY-----\n`;

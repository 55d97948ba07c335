import { constants, createHash, createPublicKey, sign, verify, type KeyObject } from 'node:crypto';
import type { SignatureAlgorithm } from '@saphan/contracts/http-signatures/profile';

/** Signs and verifies bases of RFC 9421 with keys of the three kinds of SPN-EXCHANGE §2; signatures are base64. */
export function signText(algorithm: SignatureAlgorithm, key: KeyObject, text: string): string {
  return sign(hashOf(algorithm), Buffer.from(text), optionsOf(algorithm, key)).toString('base64');
}

export function verifyText(algorithm: SignatureAlgorithm, key: KeyObject, text: string, signature: string): boolean {
  return verify(hashOf(algorithm), Buffer.from(text), optionsOf(algorithm, key), Buffer.from(signature, 'base64'));
}

/** @returns null when the JWK is no public key of the algorithm. */
export function readJwk(algorithm: SignatureAlgorithm, jwk: object): KeyObject | null {
  try {
    const key = createPublicKey({ key: jwk as never, format: 'jwk' });
    return algorithmOf(key) === algorithm ? key : null;
  } catch {
    return null;
  }
}

/** Which of the three kinds a key is of; null when of none. */
export function algorithmOf(key: KeyObject): SignatureAlgorithm | null {
  if (key.asymmetricKeyType === 'ed25519') return 'ed25519';
  if (key.asymmetricKeyType === 'ec') return key.asymmetricKeyDetails?.namedCurve === 'prime256v1' ? 'ecdsa-p256-sha256' : null;
  return key.asymmetricKeyType === 'rsa' || key.asymmetricKeyType === 'rsa-pss' ? 'rsa-pss-sha512' : null;
}

/** RFC 7638 thumbprint of a public key: its `kid`. */
export function thumbprint(key: KeyObject): string {
  const { crv, e, kty, n, x, y } = key.export({ format: 'jwk' }) as Record<string, string>;
  const members = kty === 'RSA' ? { e, kty, n } : kty === 'EC' ? { crv, kty, x, y } : { crv, kty, x };
  return createHash('sha256').update(JSON.stringify(members)).digest('base64url');
}

export const sha256Base64 = (bytes: string | Uint8Array): string => createHash('sha256').update(bytes).digest('base64');
export const sha256Hex = (bytes: string | Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

const hashOf = (algorithm: SignatureAlgorithm) => algorithm === 'ed25519' ? null : algorithm === 'rsa-pss-sha512' ? 'sha512' : 'sha256';
function optionsOf(algorithm: SignatureAlgorithm, key: KeyObject) {
  if (algorithm === 'ecdsa-p256-sha256') return { key, dsaEncoding: 'ieee-p1363' as const };
  return algorithm === 'rsa-pss-sha512' ? { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 64 } : key;
}

import { constants, createPublicKey, verify, type KeyObject } from 'node:crypto';
import type { KeyAlgorithm } from './public-key.ts';

const P1363 = 64;

/** What is signed to show that one holds the private half: it can be mistaken for nothing else that a system signs. */
export const challengeText = (path: string, kid: string, nonce: string): string => `saphan-key-proof/v1\n${path}\n${kid}\n${nonce}`;

/** Whether a signature is of this key. ECDSA is taken as RFC 9421 has it (64 bytes) and as OpenSSL writes it (DER). */
export function isSignedBy(key: KeyObject, algorithm: KeyAlgorithm, text: string, signature: Buffer): boolean {
  const data = Buffer.from(text, 'utf8');
  try {
    if (algorithm === 'ed25519') return verify(null, data, key, signature);
    if (algorithm === 'ecdsa-p256-sha256') return verify('sha256', data, { key, dsaEncoding: signature.length === P1363 ? 'ieee-p1363' : 'der' }, signature);
    return verify('sha512', data, { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 64 }, signature);
  } catch {
    return false;
  }
}

export const keyOf = (jwk: Record<string, string>): KeyObject => createPublicKey({ key: jwk as never, format: 'jwk' });

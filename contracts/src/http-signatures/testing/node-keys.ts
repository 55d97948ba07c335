import { constants, createHash, createHmac, createPublicKey, generateKeyPairSync, sign, verify, type KeyObject } from 'node:crypto';
import type { SignatureAlgorithm } from '../profile.ts';

/** Keys for tests, with Node's own cryptography behind the shapes of this folder. */
export function newKey(algorithm: SignatureAlgorithm) {
  const pair = algorithm === 'ed25519' ? generateKeyPairSync('ed25519') : algorithm === 'ecdsa-p256-sha256' ? generateKeyPairSync('ec', { namedCurve: 'P-256' }) : generateKeyPairSync('rsa', { modulusLength: 2048 });
  return { ...pair, sign: (base: string) => signText(algorithm, pair.privateKey, base), verify: (base: string, signature: string) => verifyText(algorithm, pair.publicKey, base, signature) };
}

export function signText(algorithm: SignatureAlgorithm, key: KeyObject, base: string): string {
  return sign(hashOf(algorithm), Buffer.from(base), optionsOf(algorithm, key)).toString('base64');
}

export function verifyText(algorithm: SignatureAlgorithm, key: KeyObject, base: string, signature: string): boolean {
  return verify(hashOf(algorithm), Buffer.from(base), optionsOf(algorithm, key), Buffer.from(signature, 'base64'));
}

export const publicKeyOf = (pem: string): KeyObject => createPublicKey(pem);
export const sha256 = (bytes: string): string => createHash('sha256').update(bytes).digest('base64');
export const hmac = (secret: string, base: string): string => createHmac('sha256', Buffer.from(secret, 'base64')).update(base).digest('base64');

const hashOf = (algorithm: SignatureAlgorithm) => algorithm === 'ed25519' ? null : algorithm === 'rsa-pss-sha512' ? 'sha512' : 'sha256';
function optionsOf(algorithm: SignatureAlgorithm, key: KeyObject) {
  if (algorithm === 'ecdsa-p256-sha256') return { key, dsaEncoding: 'ieee-p1363' as const };
  return algorithm === 'rsa-pss-sha512' ? { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 64 } : key;
}

import { constants, verify, type KeyObject } from 'node:crypto';
import type { SignatureAlgorithm } from '@saphan/contracts/http-signatures/profile';

interface VerifyingKey { algorithm: SignatureAlgorithm; key: KeyObject }

/** The same beside the event loop: a core that has nothing to do verifies while this one goes on. */
export function verifyBeside({ algorithm, key }: VerifyingKey, base: string, signature: string): Promise<boolean> {
  if (algorithm !== 'ed25519' || key.asymmetricKeyType !== 'ed25519') return Promise.resolve(isRightSignature({ algorithm, key }, base, signature));
  return new Promise((resolve) => { verify(null, Buffer.from(base, 'latin1'), key, Buffer.from(signature, 'base64'), (error, isRight) => resolve(!error && isRight)); });
}

/** Whether a signature of a system is right. Bases are ASCII. */
export function isRightSignature({ algorithm, key }: VerifyingKey, base: string, signature: string): boolean {
  const data = Buffer.from(base, 'latin1');
  const bytes = Buffer.from(signature, 'base64');
  try {
    if (algorithm === 'ed25519') return key.asymmetricKeyType === 'ed25519' && verify(null, data, key, bytes);
    if (algorithm === 'ecdsa-p256-sha256') return bytes.length === 64 && verify('sha256', data, { key, dsaEncoding: 'ieee-p1363' }, bytes);
    return verify('sha512', data, { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 64 }, bytes);
  } catch {
    return false;
  }
}

import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify, type KeyObject } from 'node:crypto';
import type { VerifyEd25519 } from '@saphan/contracts/transparency/note';

/** What stands before the 32 bytes of an Ed25519 public key in SubjectPublicKeyInfo (RFC 8410). */
const SPKI_HEAD = Buffer.from('302a300506032b6570032100', 'hex');
const publicKeyObject = (raw: Uint8Array): KeyObject => createPublicKey({ key: Buffer.concat([SPKI_HEAD, raw]), format: 'der', type: 'spki' });

export const verifyEd25519: VerifyEd25519 = (publicKey, message, signature) => verify(null, message, publicKeyObject(publicKey), signature);

/** The same key as a PEM that openssl reads. */
export const publicPem = (raw: Uint8Array): string => publicKeyObject(raw).export({ type: 'spki', format: 'pem' }) as string;

/** A new key: its public bytes, and its private part in PKCS #8 (PEM). */
export function makeKey(): { publicKey: Buffer; pem: string } {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  return { publicKey: publicKey.export({ type: 'spki', format: 'der' }).subarray(SPKI_HEAD.length), pem: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string };
}

export function signerOf(pem: string): (message: Uint8Array) => Buffer {
  const key = createPrivateKey(pem);
  return (message) => sign(null, message, key);
}

import type { PublicKey } from './public-key.ts';

/** Whether a signature over the bytes is of this key. */
export type Verify = (key: PublicKey, bytes: Uint8Array, signature: Uint8Array) => Promise<boolean>;

/** The part of `crypto.subtle` that is used; a browser, Node.js and Deno all have it. */
export interface Subtle {
  importKey(format: 'spki', key: Uint8Array<ArrayBuffer>, algorithm: any, extractable: boolean, usages: any): Promise<any>;
  verify(algorithm: any, key: any, signature: Uint8Array<ArrayBuffer>, bytes: Uint8Array<ArrayBuffer>): Promise<boolean>;
}

const ALGORITHMS = {
  'ed25519': [{ name: 'Ed25519' }, { name: 'Ed25519' }],
  'ecdsa-p256-sha256': [{ name: 'ECDSA', namedCurve: 'P-256' }, { name: 'ECDSA', hash: 'SHA-256' }],
  'rsa-pss-sha512': [{ name: 'RSA-PSS', hash: 'SHA-512' }, { name: 'RSA-PSS', saltLength: 64 }],
} as const;

/** Verifies by WebCrypto. A browser without Ed25519 rejects with `NotSupportedError`: ask {@link knowsEd25519} first. */
export function webCryptoVerify(subtle: Subtle): Verify {
  return async (key, bytes, signature) => {
    const [kind, how] = ALGORITHMS[key.algorithm];
    const held = await subtle.importKey('spki', key.spki as Uint8Array<ArrayBuffer>, kind, true, ['verify']);
    return subtle.verify(how, held, signature as Uint8Array<ArrayBuffer>, bytes as Uint8Array<ArrayBuffer>);
  };
}

/** Whether this engine verifies Ed25519 (Chromium from 137, Firefox from 129, Safari from 17). */
export async function knowsEd25519(subtle: Subtle): Promise<boolean> {
  // The base point of the curve is as good a key as any.
  const anyKey = Uint8Array.from([0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00, 0x58, ...Array.from({ length: 31 }, () => 0x66)]);
  return subtle.importKey('spki', anyKey, { name: 'Ed25519' }, true, ['verify']).then(() => true, () => false);
}

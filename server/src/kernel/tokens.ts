import { hash, randomBytes } from 'node:crypto';

const SECRET_BYTES = 32;

/** A secret that is shown once, and what is stored of it. */
export function newSecret(prefix = ''): { text: string; hash: Buffer } {
  const text = `${prefix}${randomBytes(SECRET_BYTES).toString('base64url')}`;
  return { text, hash: hashSecret(text) };
}

/** SHA-256; enough for secrets of 256 random bits, never for passwords. */
export function hashSecret(text: string): Buffer {
  return hash('sha256', text, 'buffer');
}

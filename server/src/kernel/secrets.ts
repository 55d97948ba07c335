import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { defineProblems } from './problem.ts';

const secretsProblem = defineProblems('kernel', {
  'secret-unreadable': { status: 500, th: 'ถอดรหัสความลับที่เก็บไว้ไม่ได้', en: 'A stored secret cannot be opened', nextTh: 'ตรวจว่าใช้แฟ้มกุญแจหลักเดิม หรือใส่รหัสผ่านของต้นทางใหม่', nextEn: 'Check that the same master key file is used, or enter the secret again.', retry: 'config' },
});

const version = 's1';
const ivBytes = 12;
const tagBytes = 16;
const keyBytes = 32;

/**
 * Seals a secret for storage (envelope encryption, AES-256-GCM): the text under a key of its own, that key under one derived from
 * the master key. `purpose` is bound into both, so a sealed value cannot be moved to another use.
 *
 * @returns `s1.WRAPPED-KEY.SEALED-TEXT`, base64url.
 */
export function sealSecret(masterKey: Buffer, purpose: string, text: string): string {
  const ownKey = randomBytes(keyBytes);
  const wrapped = encrypt(wrappingKey(masterKey), purpose, ownKey);
  const sealed = encrypt(ownKey, purpose, Buffer.from(text, 'utf8'));
  return [version, wrapped.toString('base64url'), sealed.toString('base64url')].join('.');
}

/** @throws `kernel.secret-unreadable` when the value was changed, or sealed under another master key or purpose. */
export function openSecret(masterKey: Buffer, purpose: string, sealed: string): string {
  const [wrapped, text] = parts(sealed);
  try {
    return decrypt(decrypt(wrappingKey(masterKey), purpose, wrapped), purpose, text).toString('utf8');
  } catch (error) {
    throw secretsProblem('secret-unreadable', { purpose }, { cause: error });
  }
}

/** Moves a sealed value to a new master key; the text itself is not encrypted anew. */
export function rewrapSecret(oldKey: Buffer, newKey: Buffer, purpose: string, sealed: string): string {
  const [wrapped, text] = parts(sealed);
  try {
    const ownKey = decrypt(wrappingKey(oldKey), purpose, wrapped);
    return [version, encrypt(wrappingKey(newKey), purpose, ownKey).toString('base64url'), text.toString('base64url')].join('.');
  } catch (error) {
    throw secretsProblem('secret-unreadable', { purpose }, { cause: error });
  }
}

/** Whether a value has the form that {@link sealSecret} gives. */
export function isSealed(value: string): boolean {
  return /^s1\.[\w-]{80}\.[\w-]{38,}$/.test(value);
}

function parts(sealed: string): [Buffer, Buffer] {
  if (!isSealed(sealed)) throw secretsProblem('secret-unreadable');
  const [, wrapped = '', text = ''] = sealed.split('.');
  return [Buffer.from(wrapped, 'base64url'), Buffer.from(text, 'base64url')];
}

function wrappingKey(masterKey: Buffer): Buffer {
  return Buffer.from(hkdfSync('sha256', masterKey, Buffer.alloc(0), 'saphan/secrets/v1', keyBytes));
}

function encrypt(key: Buffer, purpose: string, text: Buffer): Buffer {
  const iv = randomBytes(ivBytes);
  const cipher = createCipheriv('aes-256-gcm', key, iv);
  cipher.setAAD(Buffer.from(purpose, 'utf8'));
  return Buffer.concat([iv, cipher.update(text), cipher.final(), cipher.getAuthTag()]);
}

function decrypt(key: Buffer, purpose: string, sealed: Buffer): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, ivBytes));
  decipher.setAAD(Buffer.from(purpose, 'utf8'));
  decipher.setAuthTag(sealed.subarray(sealed.length - tagBytes));
  return Buffer.concat([decipher.update(sealed.subarray(ivBytes, sealed.length - tagBytes)), decipher.final()]);
}

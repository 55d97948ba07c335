import { createHmac, randomInt } from 'node:crypto';
import { deriveKey } from '#kernel/derive-key.ts';
import { hashSecret } from '#kernel/tokens.ts';

/** Consonants that no two fonts confuse, and that spell nothing (RFC 8628 §6.1). */
const LETTERS = 'BCDFGHJKLMNPQRSTVWXZ';
const GROUP = 4;

/** A code for people to read out or type, e.g. `BCDF-GHJK-LMNP`: 20 letters, 52 bits. */
export function newCode(groups = 3): string {
  const group = () => Array.from({ length: GROUP }, () => LETTERS[randomInt(LETTERS.length)]).join('');
  return Array.from({ length: groups }, group).join('-');
}

const letters = (code: string) => code.toUpperCase().replace(/[^A-Z]/g, '');

/** What is stored of the code of an invitation, which ends within days. */
export const hashCode = (code: string): Buffer => hashSecret(letters(code));

/** What is stored of a recovery code, which lasts for years: useless to whoever has the database and not the master key. */
export function hashRecoveryCode(masterKey: Buffer, accountId: string, code: string): Buffer {
  return createHmac('sha256', deriveKey(masterKey, 'identity/recovery/v1')).update(`${accountId}\0${letters(code)}`).digest();
}

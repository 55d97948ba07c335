import { hash } from 'node:crypto';

/** What stands for a nonce of a key in the register: the first bits of a hash, written as a UUID is. */
export function seenAs(key: string, nonce: string): string {
  const hex = hash('sha256', `${key}:${nonce}`, 'hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`;
}

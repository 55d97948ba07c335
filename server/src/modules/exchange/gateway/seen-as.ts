import { hash } from 'node:crypto';

/** What stands for a nonce of a key in the register. */
export const seenAs = (key: string, nonce: string): string => hash('sha256', `${key}:${nonce}`, 'hex').slice(0, 32).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');

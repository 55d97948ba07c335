import { createHmac } from 'node:crypto';
import { deriveKey } from '#kernel/derive-key.ts';

/** The newest version of the key; identifiers of earlier ones are still found. */
export const SUBJECT_KEY_VERSION = 1;

/** Reference to a person by a citizen id or passport: the same for the same number, and no way back to it without the master key. */
export function subjectRef(masterKey: Buffer, kind: 'th-pid' | 'th-passport', value: string, version: number = SUBJECT_KEY_VERSION): Buffer {
  const plain = kind === 'th-pid' ? value.replace(/\D/g, '') : value.toUpperCase().replace(/[^A-Z0-9]/g, '');
  return createHmac('sha256', deriveKey(masterKey, `identity/link/v${version}`)).update(`${kind}\0${plain}`).digest();
}

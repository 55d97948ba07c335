import { createHmac } from 'node:crypto';
import { deriveKey } from '#kernel/derive-key.ts';

/** The newest version of the key. Identifiers of earlier ones are still found, and brought to it by a job when it is raised. */
export const SUBJECT_KEY_VERSION = 1;

/**
 * Reference to a person by a citizen id or passport: the same for the same number, and no way back to it without the master key.
 * Each version is made of the one before, so that stored references go on to a new key without the number itself.
 */
export function subjectRef(masterKey: Buffer, kind: 'th-pid' | 'th-passport', value: string, version: number = SUBJECT_KEY_VERSION): Buffer {
  const plain = kind === 'th-pid' ? value.replace(/\D/g, '') : value.toUpperCase().replace(/[^A-Z0-9]/g, '');
  const first = createHmac('sha256', deriveKey(masterKey, 'identity/link/v1')).update(`${kind}\0${plain}`).digest();
  return nextRef(masterKey, first, 1, version);
}

/** A stored reference under a later version of the key. */
export function nextRef(masterKey: Buffer, ref: Buffer, from: number, to: number): Buffer {
  let current = ref;
  for (let version = from + 1; version <= to; version += 1) current = createHmac('sha256', deriveKey(masterKey, `identity/link/v${version}`)).update(current).digest();
  return current;
}

import { hkdfSync } from 'node:crypto';

/**
 * A key for one purpose out of the master key (HKDF-SHA256): who holds one of them can compute no other.
 *
 * @param purpose `room/use/version`, e.g. `identity/link/v1`; never changed once values made with it are stored.
 */
export function deriveKey(masterKey: Buffer, purpose: string, bytes = 32): Buffer {
  return Buffer.from(hkdfSync('sha256', masterKey, Buffer.alloc(0), `saphan/${purpose}`, bytes));
}

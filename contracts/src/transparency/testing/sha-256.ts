import { createHash } from 'node:crypto';
import type { Sha256 } from '../bytes.ts';

/** SHA-256 of the machine that runs the tests. */
export const sha256: Sha256 = (data) => new Uint8Array(createHash('sha256').update(data).digest());

import { hash } from 'node:crypto';
import type { Sha256 } from '@saphan/contracts/transparency/bytes';

/** SHA-256 in one call of OpenSSL, for the pure part of the ledger. */
export const sha256: Sha256 = (data) => hash('sha256', data, 'buffer');

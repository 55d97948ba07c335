import type { Database } from '#kernel/db.ts';
import type { Log } from '#kernel/log.ts';

/** A time-stamp authority (RFC 3161). */
export interface StampAuthority {
  url: string;
  /** Certificates (PEM) that its own must come from. */
  trustedPem: string;
  everySeconds: number;
}

/** What the ledger needs from the outside. */
export interface LedgerPorts {
  db: Database;
  log: Log;
  masterKey: Buffer;
  publicUrl: string;
  /** Reaches witnesses and the time-stamp authority, and of private networks only what is allowed. */
  fetch: typeof fetch;
  /** null: nothing is stamped. */
  stamps: StampAuthority | null;
}

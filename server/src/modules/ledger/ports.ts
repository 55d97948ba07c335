import type { Database } from '#kernel/db.ts';
import type { Log } from '#kernel/log.ts';
import type { HostRules } from '#kernel/net/host-guard.ts';

/** What the ledger needs from the outside. */
export interface LedgerPorts {
  db: Database;
  log: Log;
  masterKey: Buffer;
  publicUrl: string;
  /** Which private networks witnesses and the time-stamp authority may lie in. */
  rules: HostRules;
  /** Time-stamp authority (RFC 3161), and the PEM file of certificates it is trusted by; null stamps nothing. */
  stamps: { url: string; trustedPem: string; everySeconds: number } | null;
}

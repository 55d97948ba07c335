import type { Database } from '#kernel/db.ts';
import type { Log } from '#kernel/log.ts';

/** What signon needs from outside the modules. */
export interface SignonPorts {
  db: Database;
  log: Log;
  masterKey: Buffer;
  publicUrl: string;
  /** Fetches for one client: the public Internet, and of private networks only what the client declared. */
  fetchFor(client: { allowedCidrs: string[] }): typeof fetch;
  isFirstParty(clientId: string): boolean;
  /** Proxies (addresses, CIDR blocks) whose `x-forwarded-*` headers are believed; nobody's when left out. */
  trustedProxies?: readonly string[];
}

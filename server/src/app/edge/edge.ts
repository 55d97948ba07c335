import type { EdgeConfig } from './edge-config.ts';
import type { Say } from './edge-problem.ts';
import type { DirectPost } from './direct/direct-post.ts';
import type { HubClient } from './hub/hub-client.ts';
import type { SqlPools } from './provide/sql-pool.ts';
import type { AgencyKey } from './keys/agency-key.ts';
import type { Nonces } from './receipts/nonces.ts';
import type { ReceiptStore } from './receipts/receipt-store.ts';
import type { TrustStore } from './trust/trust-store.ts';

/** A running edge: what its parts share. */
export interface Edge {
  readonly config: EdgeConfig; readonly key: AgencyKey; readonly hub: HubClient; readonly trust: TrustStore; readonly receipts: ReceiptStore; readonly nonces: Nonces; readonly post: DirectPost; readonly databases: SqlPools;
  /** Drawn when it starts; the hub tells edges of one system apart by it. */
  readonly instance: string;
  readonly now: () => Date; readonly say: Say; readonly signal: AbortSignal;
}

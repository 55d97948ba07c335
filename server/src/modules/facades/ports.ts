import type { Clock } from '#kernel/clock.ts';
import type { Database } from '#kernel/db.ts';
import type { Log } from '#kernel/log.ts';
import type { SharedGateway } from '#modules/exchange/index.ts';

/** What the ways in need from the house. */
export interface FacadePorts {
  readonly db: Database;
  readonly log: Log;
  readonly clock: Clock;
  /** The gateway of `/x`: the same limits, nonces and evidence. */
  readonly gateway: SharedGateway;
  /** The OpenAPI document of a service. */
  readDocument(slug: string): Promise<object>;
}

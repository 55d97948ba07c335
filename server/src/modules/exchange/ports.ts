import type { Readable } from 'node:stream';
import type { Clock } from '#kernel/clock.ts';
import type { Database, Tx } from '#kernel/db.ts';
import type { Log } from '#kernel/log.ts';
import type { HostRules } from '#kernel/net/host-guard.ts';
import type { EdgeAnswer, EdgeCall } from '#modules/edge/index.ts';
import type { HostedAnswer, HostedCall } from '#modules/hosting/index.ts';

/** What the gateway needs from outside its room. */
export interface ExchangePorts {
  readonly db: Database;
  readonly log: Log;
  readonly masterKey: Buffer;
  /** The address under which everybody knows the house; what requests sign. */
  readonly publicUrl: string;
  /** Internal hosts that an upstream may stand on. */
  readonly rules: HostRules;
  /** Proxies whose word about a client's certificate counts. */
  readonly trustedProxies: readonly string[];
  /** Where bodies lie that do not fit in memory. */
  readonly spoolDir: string;
  /** Where evidence lies while the register is away; it outlives the process. */
  readonly evidenceDir: string;
  readonly clock: Clock;
  /** Certificates (PEM) of the time-stamp authority, for receipts; left out when nothing is stamped. */
  readonly stampTrustPem?: string | null;
  answerHosted(call: HostedCall): Promise<HostedAnswer>;
  /** Headers by which the gateway signs in at a live service's upstream. */
  upstreamHeaders(tx: Tx, serviceId: number): Promise<Record<string, string>>;
  /** Has an edge of the provider's system answer a call; without it no service is answered by one. */
  askEdge?(call: EdgeCall): Promise<EdgeAnswer>;
  /** Public keys (JWK) by which our provider signs access tokens. */
  tokenKeys(tx: Tx): Promise<readonly { kid: string; jwk: object }[]>;
}

export type AnswerBody = Buffer | Readable;

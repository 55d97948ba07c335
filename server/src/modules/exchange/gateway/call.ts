import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Sequence } from '@saphan/contracts/http-signatures/exchange-headers';
import type { RequestMessage } from '@saphan/contracts/http-signatures/message';
import type { RequestSignature } from '@saphan/contracts/http-signatures/profile';
import type { TrustedAgreement, TrustedOperation, TrustedService, TrustedSystem, TrustSnapshot } from '../trust/snapshot.ts';
import type { Door } from './door.ts';
import type { LimitHeaders } from './limits.ts';
import type { SpooledBody } from './spool.ts';

/** Who asks, and how surely that is known. */
export interface Asker { readonly system: TrustedSystem; readonly assurance: number; readonly signature: RequestSignature | null }

/** One call on its way through the gateway; what is known of it grows. */
export interface Call {
  readonly id: string;
  readonly atMs: number;
  readonly incoming: IncomingMessage;
  readonly outgoing: ServerResponse;
  readonly message: RequestMessage;
  readonly trust: TrustSnapshot;
  /** Through which door it came; none for calls below `/x`. */
  readonly door?: Door | undefined;
  service?: TrustedService;
  operation?: TrustedOperation;
  pathParams?: Record<string, string>;
  /** Path and query below the service, as sent. */
  rest?: string;
  query?: string;
  asker?: Asker;
  agreement?: TrustedAgreement;
  purpose?: string;
  caseRef?: string;
  sequence?: Sequence;
  limits?: LimitHeaders;
  /** Day in Bangkok on whose quota it counts. */
  quotaDay?: string;
  body?: SpooledBody;
  citizenIds?: readonly string[];
  upstreamMs?: number;
}

/** A call that may be forwarded: everything about it is known. */
export type AgreedCall = Call & Required<Pick<Call, 'service' | 'operation' | 'pathParams' | 'rest' | 'query' | 'asker' | 'agreement' | 'purpose' | 'body' | 'citizenIds'>>;

/** What came back, before the house signs it. Header names in lower case. */
export interface Answer {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: SpooledBody;
  /** The provider's signature, verified. */
  readonly provider: { readonly base: string; readonly signature: string; readonly kid: string } | null;
  /** What its document does not say. */
  readonly note: string | null;
}

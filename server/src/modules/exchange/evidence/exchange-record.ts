import type { Sequence } from '@saphan/contracts/http-signatures/exchange-headers';

/** One signature as it is kept: the text that was signed, the signature in base64, the key. */
export interface KeptSignature { readonly base: string; readonly signature: string; readonly kid: string }

/** Somebody about whom a service answered. */
export interface SubjectUse { readonly subject: Buffer; readonly keyYear: number; readonly disclosure: string; readonly visibleFrom: string | null; readonly reasonCode: string | null }

/** One exchange with its evidence, ready to be kept. */
export interface ExchangeRecord {
  readonly id: string;
  readonly at: string;
  readonly consumerSystemId: number;
  readonly providerSystemId: number | null;
  readonly serviceId: number | null;
  readonly operationId: string | null;
  readonly agreement: { readonly id: number; readonly number: string; readonly version: number; readonly termsSha256: string } | null;
  readonly purpose: string | null;
  readonly caseRef: string | null;
  readonly assurance: number;
  readonly status: number;
  readonly errorOrigin: string | null;
  readonly problem: string | null;
  readonly answerNote: string | null;
  readonly requestBytes: number;
  readonly responseBytes: number;
  readonly tookMs: number;
  readonly upstreamMs: number | null;
  readonly sequence: Sequence | null;
  readonly request: KeptSignature | null;
  readonly response: KeptSignature | null;
  readonly gateway: KeptSignature;
  readonly subjects: readonly SubjectUse[];
  /** Day in Bangkok on whose quota it counts; null when it does not count. */
  readonly quotaDay: string | null;
}

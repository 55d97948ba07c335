import type { TrustedAgreement } from '@saphan/contracts/edge/trust';

/** A call whose signature, agreement and operation were checked, on its way to a program or database of the agency. */
export interface LocalCall {
  readonly id: string; readonly slug: string; readonly operationId: string; readonly method: string;
  /** Path and query below the service: `/people?x=1`. */
  readonly rest: string;
  readonly path: Readonly<Record<string, string>>; readonly query: URLSearchParams; readonly body: Buffer | null;
  readonly header: (name: string) => string | undefined;
  /** Headers in which the service names persons. */
  readonly subjectHeaders: readonly string[];
  readonly client: string; readonly agreement: TrustedAgreement | null; readonly purpose: string;
  readonly timeoutMs: number; readonly limitBytes: number;
}

export interface LocalAnswer { status: number; type: string | null; body: Buffer; headers: [string, string][] }

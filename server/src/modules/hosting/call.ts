import type { Readable } from 'node:stream';

export type HostedKind = 'rows' | 'lookup' | 'predicate' | 'aggregate' | 'bulk';

/** A column compared with values; all of a filter must hold. An empty cell matches `is-null` alone. */
export interface RowCondition { readonly column: string; readonly op: 'eq' | 'ne' | 'lt' | 'lte' | 'gt' | 'gte' | 'in' | 'is-null'; readonly values?: readonly unknown[] }

/** What an agreement gives. Fields: null is every field that is not personal. Rows: null is all. */
export interface Grant { readonly fields: readonly string[] | null; readonly rowFilter: { readonly all: readonly RowCondition[] } | null }

/** One call of a hosted service, checked by the gateway. */
export interface HostedCall {
  readonly service: { readonly id: number; readonly slug: string; readonly hostedKind: string | null; readonly datasetId: number | null };
  readonly operationId: string;
  readonly pathParams: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** JSON of a body that was read, or null. */
  readonly body: unknown;
  readonly grant: Grant;
  /** `accept`, `prefer` and `range` are heard, lower-case names. */
  readonly headers?: Readonly<Record<string, string | undefined>>;
}

export interface HostedAnswer { readonly status: number; readonly headers: Record<string, string>; readonly body: Buffer | Readable }

import type { KeyObject } from 'node:crypto';
import type { SignatureAlgorithm } from '@saphan/contracts/http-signatures/profile';
import type { Grant } from '#modules/hosting/index.ts';

/** Systems, keys, services and agreements as the gateway holds them in memory. Replaced whole, never changed. */
export interface TrustSnapshot {
  /** Hash of everything in it, hex. */
  readonly revision: string;
  readonly systemsByPath: ReadonlyMap<string, TrustedSystem>;
  readonly systemsByClient: ReadonlyMap<string, TrustedSystem>;
  readonly systemsById: ReadonlyMap<number, TrustedSystem>;
  readonly keys: ReadonlyMap<string, TrustedKey>;
  readonly services: ReadonlyMap<string, TrustedService>;
  /** Services about persons, by id. */
  readonly personal: ReadonlySet<number>;
  /** Systems whose agency became part of another, by their former path. */
  readonly moved: ReadonlyMap<string, { readonly path: string; readonly since: string }>;
  /** Services that went, by slug. */
  readonly retired: ReadonlyMap<string, Pick<TrustedService, 'slug' | 'sunsetOn' | 'deprecatedMs' | 'successor'>>;
  readonly agreements: ReadonlyMap<string, TrustedAgreement>;
  /** Keys by which our provider signs access tokens. */
  readonly tokenKeys: ReadonlyMap<string, KeyObject>;
}

export interface TrustedSystem { readonly id: number; readonly path: string; readonly state: string; readonly minAssurance: number }

export interface TrustedKey {
  readonly kid: string;
  readonly systemId: number;
  readonly algorithm: SignatureAlgorithm;
  readonly custody: string;
  readonly key: KeyObject;
  readonly fromMs: number;
  readonly untilMs: number;
}

export interface TrustedService {
  readonly id: number;
  readonly systemId: number;
  readonly slug: string;
  readonly kind: 'hosted' | 'live';
  readonly hostedKind: string | null;
  readonly datasetId: number | null;
  readonly isPersonal: boolean;
  readonly minAssurance: number;
  readonly needsEvidence: boolean;
  readonly state: string;
  readonly version: number;
  readonly upstreamUrl: string | null;
  readonly timeoutMs: number;
  readonly limitBytes: number;
  readonly subjectSelectors: readonly string[];
  readonly sunsetOn: string | null;
  /** Since when it is known that it goes. */
  readonly deprecatedMs: number | null;
  /** Slug of the service that takes its place. */
  readonly successor: string | null;
  readonly strict: boolean;
  readonly operations: readonly TrustedOperation[];
}

/** `parts` of the path template; null stands for a parameter, whose name is in `names` at the same place. */
export interface TrustedOperation { readonly operationId: string; readonly method: string; readonly parts: readonly (string | null)[]; readonly names: readonly string[]; readonly requestSchema: unknown; /** Media types by status, of answers that are described; null when that is not known. */ readonly answers: Readonly<Record<string, readonly string[]>> | null }

export interface TrustedAgreement {
  readonly id: number;
  readonly number: string;
  readonly version: number;
  readonly state: string;
  readonly systemId: number;
  readonly serviceId: number;
  readonly operations: ReadonlySet<string>;
  readonly purposes: ReadonlySet<string>;
  readonly grant: Grant;
  readonly quotaPerDay: number | null;
  readonly ratePerSecond: number | null;
  readonly needsCase: boolean;
  readonly minAssurance: number;
  readonly validFrom: string | null;
  readonly validTo: string | null;
  readonly termsSha256: string;
  /** Whether it was agreed as one about persons: with their officers and a record of processing. */
  readonly personal: boolean;
  readonly disclosure: string;
  readonly disclosureDays: number | null;
  readonly disclosureReason: string | null;
  /** What `exchange-decision` says of an answer under it. */
  readonly decision: string;
}

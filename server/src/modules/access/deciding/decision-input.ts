import type { Role } from '#kernel/policy.ts';

export type PersonaKind = 'officer' | 'citizen' | 'representation' | 'service' | 'house' | 'none';

/** What a decision knows of whoever asks. */
export interface PrincipalFacts {
  kind: 'person' | 'service';
  account: string;
  persona: PersonaKind;
  roles: readonly Role[];
  /** Agencies acted for; `*` is every agency, until the input names those that matter. */
  agencies: readonly string[];
  powers: readonly string[];
  aal: number;
  ial: number;
  /** Highest level of data that the roles may read. */
  clearance: number;
}

/** What a decision knows of the thing asked about. */
export type ResourceFacts =
  | { kind: 'dataset'; id: string; agency: string; level: number; personal: boolean }
  | { kind: 'agency'; id: string; agency: string }
  | { kind: 'account'; id: string; account: string; agencies: readonly string[]; ministry: boolean }
  | { kind: 'client'; id: string; agency: string };

/** One condition on rows of an agreement; `column` is a name of the dataset's contract. */
export interface RowCondition { column: string; op: 'eq' | 'ne' | 'lt' | 'lte' | 'gt' | 'gte' | 'in'; value: string | number | boolean | readonly (string | number | boolean)[] }

/** The agreement that could be the basis; times in seconds since 1970, `until` is the first moment after it. */
export interface AgreementFacts { id: number; purposes: readonly string[]; since: number; until: number; active: boolean; columns: readonly string[] | null; rowFilter: readonly RowCondition[] | null }

/** All that a decision is made from: the same facts feed Cedar and the reference checker. */
export interface DecisionInput {
  principal: PrincipalFacts;
  /** Name of a policy, e.g. `lake.read-releases`, or of a group: read, change, decide, administer, inspect. */
  operation: string;
  resource: ResourceFacts;
  agreement: AgreementFacts | null;
  purpose: string | null;
  /** Seconds since 1970. */
  now: number;
}

/** Who may do what: default deny, one sentence per operation, roles named in one place. */

/** From the strongest down: an audit row names the first that a person has. */
export const roles = ['operator', 'secretariat', 'steward', 'reader', 'agency-admin', 'auditor', 'citizen', 'service', 'visitor'] as const;
export type Role = (typeof roles)[number];

/** Everybody who signed in as a person; services and visitors are named where they may enter. */
export const signedIn: readonly Role[] = roles.filter((role) => role !== 'service' && role !== 'visitor');

/** As audit rows name whoever acted. Operations take an Actor; a {@link Principal} is one. */
export interface Actor { name: string; role: Role }

export type AssuranceLevel = 0 | 1 | 2 | 3;

/** Who asks, resolved anew at every request. */
export interface Principal extends Actor {
  kind: 'visitor' | 'person' | 'service' | 'house';
  accountId: string | null;
  personId: string | null;
  /** `''`, `appointment:12`, `delegation:3`, `citizen` or `representation:4`. */
  persona: string;
  personaTh: string;
  personaEn: string;
  roles: readonly Role[];
  /** Agencies of the persona; `['*']` is the whole ministry. */
  agencies: readonly string[];
  /** Names of policies received by delegation. */
  powers: readonly string[];
  /** null for a session; else what the token was issued for. */
  scopes: readonly string[] | null;
  sessionId: string | null;
  tokenId: string | null;
  aal: AssuranceLevel;
  phishingResistant: boolean;
  /** Identity assurance × 10: 23 is IAL 2.3. */
  ial: number;
  authenticatedAt: string | null;
  /** The best that the account is enrolled for. */
  bestAal: AssuranceLevel;
}

/** How sure the house must be of whoever asks. */
export interface Assurance {
  aal?: 1 | 2 | 3;
  phishingResistant?: true;
  ial?: number;
  /** At most so long ago did the person prove who it is. */
  freshMinutes?: number;
  /** The best way the account is enrolled for, whatever that is. */
  best?: true;
  /** A session only: no API token may do this, whatever its scopes. */
  notByToken?: true;
}

export interface Policy {
  /** `module.operation`, the same as the operation's permission. */
  name: string;
  roles: readonly Role[];
  th: string;
  en: string;
  /** Scope that a token must carry; the policy's name when left out. */
  scope?: string;
  needs?: Assurance;
  /** It only reads, whatever the method that carries it, so that a `module:read` scope covers it. */
  reads?: true;
  /** It tells whoever asks of themselves and of nothing else, so that a token of any scope is known there. */
  tellsOfAsker?: true;
  /** What the decider is asked about before the handler runs; the route then says which one. */
  on?: 'dataset' | 'agency' | 'account' | 'client';
}

type PolicyText = Omit<Policy, 'name'>;

const named = new Map<string, Policy>();

/** Names a module's policies; a route refers to one of them and to nothing else. */
export function definePolicies<P extends Record<string, PolicyText>>(module: string, policies: P): { [K in keyof P]: Policy } {
  const made = Object.entries(policies).map(([name, policy]) => [name, { ...policy, name: `${module}.${name}` }] as const);
  for (const [, policy] of made) named.set(policy.name, policy);
  return Object.fromEntries(made) as { [K in keyof P]: Policy };
}

/** Every policy that was named in this process: what a token may be issued for, and what a page may offer. */
export const listPolicies = (): Policy[] => [...named.values()];

/** The role by which audit rows name somebody: the strongest, `visitor` when there is none. */
export function leadingRole(held: readonly Role[]): Role {
  return roles.find((role) => held.includes(role)) ?? 'visitor';
}

const nobody = {
  accountId: null, personId: null, persona: '', personaTh: '', personaEn: '', powers: [], scopes: null, sessionId: null, tokenId: null,
  phishingResistant: false, ial: 0, authenticatedAt: null,
} as const;

/** Whoever has not signed in. */
export const visitor: Principal = { ...nobody, kind: 'visitor', name: 'visitor', role: 'visitor', roles: ['visitor'], agencies: [], aal: 0, bestAal: 0 };

/** Sweeps and consumers act as the house itself. */
export const theHouse: Principal = { ...nobody, kind: 'house', name: 'saphan', role: 'operator', roles: ['operator'], agencies: ['*'], aal: 3, bestAal: 3 };

/** Who may do what: default deny, one sentence per operation, roles named in one place. */

export const roles = ['operator', 'secretariat', 'steward', 'reader'] as const;
export type Role = (typeof roles)[number];

/** Whoever acts: until sign-on exists, the one local operator. */
export interface Actor { name: string; role: Role }

export interface Policy {
  /** `module.operation`, the same as the operation's permission. */
  name: string;
  roles: readonly Role[];
  th: string;
  en: string;
}

type PolicyText = Omit<Policy, 'name'>;

/** Names a module's policies; a route refers to one of them and to nothing else. */
export function definePolicies<P extends Record<string, PolicyText>>(module: string, policies: P): { [K in keyof P]: Policy } {
  return Object.fromEntries(
    Object.entries(policies).map(([name, policy]) => [name, { ...policy, name: `${module}.${name}` }]),
  ) as { [K in keyof P]: Policy };
}

/** Whether an actor's role is on the policy's list. */
export function isAllowed(policy: Policy, actor: Actor): boolean {
  return policy.roles.includes(actor.role);
}

export const localOperator: Actor = { name: 'local-operator', role: 'operator' };
/** Sweeps and consumers act as the house itself. */
export const theHouse: Actor = { name: 'saphan', role: 'operator' };

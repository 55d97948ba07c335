import { visitor, type Assurance, type AssuranceLevel, type Policy, type Principal } from './policy.ts';
import type { Problem } from './problem.ts';
import { kernelProblem } from './problems.ts';

export type Refusal = 'sign-in-needed' | 'not-allowed' | 'step-up-needed' | 'scope-missing' | 'persona-needed';
export interface Verdict { why: Refusal; needs?: Assurance }

/**
 * Whether a policy lets somebody in; null when it does. Pure: role first, then the token's scope, then how sure we are of the person.
 *
 * @param reads whether the operation only reads, so that a `module:read` scope covers it.
 * @param officersAal how sure the house must be of every person for the work of officers, whatever the policy needs; what citizens may do
 *   too stays open, and with it the page where a second factor is enrolled.
 */
export function judge(policy: Policy, who: Principal, now: Date, { reads = false, officersAal = 0 }: { reads?: boolean; officersAal?: AssuranceLevel } = {}): Verdict | null {
  const open = policy.roles.includes('visitor');
  if (!open && who.kind === 'visitor') return { why: 'sign-in-needed' };
  if (!isNamed(policy, who)) return { why: who.kind === 'person' && who.roles.length === 0 && who.persona === '' ? 'persona-needed' : 'not-allowed' };
  if (who.scopes && !open && !isInScope(policy, who.scopes, reads)) return { why: 'scope-missing' };
  const needs = effective({ ...policy.needs, aal: Math.max(policy.needs?.aal ?? 0, isWorkOfOfficers(policy, who) ? officersAal : 0) as AssuranceLevel }, who.bestAal);
  return !isSure(needs, who, now) ? { why: 'step-up-needed', needs } : null;
}

/**
 * As whom an operation is run that visitors may ask for too: a token reaches there what its scopes name, and elsewhere whoever shows it is a
 * stranger, so that one issued for a single right reads nothing else that its holder may read.
 */
export function bearerFor(policy: Policy, who: Principal, reads: boolean): Principal {
  return who.scopes && policy.roles.includes('visitor') && !policy.tellsOfAsker && !isInScope(policy, who.scopes, reads) ? visitor : who;
}

const isNamed = (policy: Policy, who: Principal) => who.roles.some((role) => policy.roles.includes(role)) || who.powers.includes(policy.name);

function isInScope(policy: Policy, scopes: readonly string[], reads: boolean): boolean {
  if (policy.needs?.notByToken) return false;
  return scopes.includes(policy.scope ?? policy.name) || scopes.includes('*') || (reads && scopes.includes(`${policy.name.split('.')[0]}:read`));
}

/** A token proves no person; what it may do was settled when a person issued it. */
const isWorkOfOfficers = (policy: Policy, who: Principal) => who.kind === 'person' && who.scopes === null && !policy.roles.includes('citizen');

/** What `best` means for this account, as a level. */
function effective({ aal: wanted, ...needs }: Omit<Assurance, 'aal'> & { aal: AssuranceLevel }, bestAal: AssuranceLevel): Assurance {
  const aal = Math.max(wanted, needs.best ? bestAal : 0) as AssuranceLevel;
  return aal === 0 ? needs : { ...needs, aal };
}

function isSure(needs: Assurance, who: Principal, now: Date): boolean {
  if (who.aal < (needs.aal ?? 0) || who.ial < (needs.ial ?? 0) || (needs.phishingResistant && !who.phishingResistant)) return false;
  if (needs.freshMinutes === undefined) return true;
  const since = who.authenticatedAt === null ? NaN : Date.parse(who.authenticatedAt);
  return now.getTime() - since <= needs.freshMinutes * 60_000;
}

/** A verdict as the problem that is answered. */
export function refusalOf(policy: Policy, { why, needs }: Verdict): Problem {
  const { aal, ial, freshMinutes, phishingResistant } = needs ?? {};
  return kernelProblem(why, { policy: policy.name, ...(why === 'scope-missing' && { scope: policy.scope ?? policy.name }), ...(why === 'step-up-needed' && { aal, ial, freshMinutes, phishingResistant }) });
}

/** Value of `WWW-Authenticate` for a problem that asks to sign in (RFC 6750) or to prove more (RFC 9470); null for any other. */
export function challengeOf({ status, code, fields }: Problem): string | null {
  if (status !== 401) return null;
  if (code !== 'kernel.step-up-needed') return 'Bearer';
  const { aal, freshMinutes, phishingResistant } = fields as Assurance;
  const acr = aal && `urn:saphan:aal${aal}${aal === 2 && phishingResistant ? '-phr' : ''}`;
  return ['Bearer error="insufficient_user_authentication"', acr && `acr_values="${acr}"`, freshMinutes !== undefined && `max_age=${freshMinutes * 60}`].filter(Boolean).join(', ');
}

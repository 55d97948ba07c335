import type { Principal } from '#kernel/policy.ts';
import { registryProblem } from './errors.ts';

/** How far somebody sees: the whole ministry's secretariat and operators see every agency's drafts and upstreams, others those of their own agencies. */
export const keeps = (who: Principal, agencyId: string): boolean => who.agencies.includes('*') ? who.roles.includes('operator') || who.roles.includes('secretariat') : who.agencies.includes(agencyId);

/** @throws `registry.other-agency`. */
export function assertKeeps(who: Principal, agencyId: string): void {
  if (!keeps(who, agencyId)) throw registryProblem('other-agency', { agencyId });
}

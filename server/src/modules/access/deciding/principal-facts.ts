import type { Principal, Role } from '#kernel/policy.ts';
import type { PersonaKind, PrincipalFacts } from './decision-input.ts';

/** Highest level of data that each role may read. Nobody reads top secret (4) through the house. */
const CLEARANCE: Readonly<Record<Role, number>> = {
  operator: 1, secretariat: 3, steward: 3, reader: 2, 'agency-admin': 1, auditor: 1, citizen: 0, service: 2, visitor: 0,
};
/** Of somebody who acts with delegated powers alone. */
const DELEGATE_CLEARANCE = 2;

/** What of a principal matters to a decision. */
export function factsOf(who: Principal): PrincipalFacts {
  const persona = personaOf(who);
  return {
    kind: who.kind === 'service' ? 'service' : 'person', account: who.accountId ?? '', persona, roles: who.roles, powers: who.powers,
    agencies: who.agencies, aal: who.aal, ial: who.ial,
    clearance: Math.max(0, who.powers.length > 0 ? DELEGATE_CLEARANCE : 0, ...who.roles.map((role) => CLEARANCE[role])),
  };
}

function personaOf({ kind, persona, roles, powers }: Principal): PersonaKind {
  if (kind === 'service' || kind === 'house') return kind;
  if (persona.startsWith('representation:')) return 'representation';
  if (persona === 'citizen' || (roles.includes('citizen') && persona === '')) return 'citizen';
  return roles.some((role) => role !== 'visitor' && role !== 'citizen') || powers.length > 0 ? 'officer' : 'none';
}

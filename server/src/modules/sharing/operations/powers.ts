import type { Tx } from '#kernel/db.ts';
import type { Principal } from '#kernel/policy.ts';
import { actsAsProtectionOfficer } from '#modules/privacy/index.ts';
import { sharingProblem } from '../errors.ts';
import { findResponsible, findSigningPerson as findSigner } from './write.sql.gen.ts';

/** What somebody may do for one agency today. */
export interface AgencyPowers {
  /** Drafts and asks, takes up what was asked. */
  readonly steward: boolean;
  /** Decides for the owner of a service, and signs: whoever holds a responsible post; where nobody does, the administrator. */
  readonly signer: boolean;
  readonly officer: boolean;
}

export type Powers = ReadonlyMap<string, AgencyPowers>;
const none: AgencyPowers = { steward: false, signer: false, officer: false };

/** For each agency of somebody's persona; people of the whole ministry act for none. */
export async function powersOf(tx: Tx, who: Principal): Promise<Powers> {
  const powers = new Map<string, AgencyPowers>();
  for (const agencyId of who.agencies) if (agencyId !== '*') powers.set(agencyId, await powersFor(tx, who, agencyId));
  return powers;
}

async function powersFor(tx: Tx, who: Principal, agencyId: string): Promise<AgencyPowers> {
  const { any, own } = await findResponsible(tx, { agency_id: agencyId, person_id: who.personId });
  const steward = who.roles.some((role) => role === 'steward' || role === 'agency-admin');
  return { steward, signer: any ? own : who.roles.includes('agency-admin'), officer: await actsAsProtectionOfficer(tx, who, agencyId) };
}

export const powersIn = (powers: Powers, agencyId: string): AgencyPowers => powers.get(agencyId) ?? none;

/** @throws `sharing.not-own-agency` when it is not somebody's own, `sharing.not-officer` or `sharing.not-signer` when another person of it has to do it. */
export function assertPower(powers: Powers, agencyId: string, power: keyof AgencyPowers): void {
  if (!powers.has(agencyId)) throw sharingProblem('not-own-agency', { agencyId });
  if (powersIn(powers, agencyId)[power]) return;
  throw sharingProblem(power === 'officer' ? 'not-officer' : power === 'signer' ? 'not-signer' : 'not-own-agency', { agencyId });
}

/** Whoever signs for an agency today by their post, or null: then its administrator does. */
export async function findSigningPerson(tx: Tx, agencyId: string): Promise<{ personId: string; name: string } | null> {
  const row = await findSigner(tx, { agency_id: agencyId });
  return row && { personId: row.person_id, name: row.name };
}

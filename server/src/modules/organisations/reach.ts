import type { Tx } from '#kernel/db.ts';
import type { Principal } from '#kernel/policy.ts';
import { problem } from './errors.ts';
import { findAgencyOfPost, findAgencyOfUnit } from './reads/agency-of.sql.gen.ts';

/** Agencies as a parameter of a statement: null is the whole ministry. */
export const agenciesOf = (who: Principal): string[] | null => who.agencies.includes('*') ? null : [...who.agencies];

/**
 * Refuses whoever acts for another agency.
 *
 * @throws `organisations.agency-not-yours`.
 */
export function assertReachesAgency(who: Principal, agencyId: string): void {
  if (!who.agencies.includes('*') && !who.agencies.includes(agencyId)) throw problem('agency-not-yours', { agencyId });
}

/** The same for a unit. @throws `organisations.unit-unknown`. */
export async function assertReachesUnit(tx: Tx, who: Principal, unitId: number): Promise<void> {
  const found = await findAgencyOfUnit(tx, { id: unitId });
  if (!found) throw problem('unit-unknown', { unitId });
  assertReachesAgency(who, found.agency_id);
}

/** The same for a post. @throws `organisations.post-unknown`. */
export async function assertReachesPost(tx: Tx, who: Principal, postId: number): Promise<void> {
  const found = await findAgencyOfPost(tx, { id: postId });
  if (!found) throw problem('post-unknown', { postId });
  assertReachesAgency(who, found.agency_id);
}

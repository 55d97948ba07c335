import { escapeLiteral } from 'pg';
import type { Database } from './db.ts';
import type { Principal } from './policy.ts';

const AGENCY_ID = /^[a-z0-9][a-z0-9-]*$/;

/**
 * Statements that tell PostgreSQL, for one transaction, whose rows may be seen: row-level policies read `saphan.reach`
 * (`house`, `ministry`, `request`, `open`) and `saphan.agencies` (ids with commas between).
 */
export function reachOf(who: Principal): string {
  const whole = who.agencies.includes('*');
  const reach = who.kind === 'house' ? 'house' : whole ? 'ministry' : holdsOffice(who) ? 'request' : 'open';
  // An id that is none never reaches the list, so that no comma or quote can widen it.
  const agencies = whole ? '' : who.agencies.filter((id) => AGENCY_ID.test(id)).join(',');
  return `set local saphan.reach = ${escapeLiteral(reach)}; set local saphan.agencies = ${escapeLiteral(agencies)}`;
}

/** Officers, services and those with delegated powers; not citizens, companies' representatives and visitors. */
export const holdsOffice = ({ roles, powers }: Principal) => powers.length > 0 || roles.some((role) => role !== 'citizen' && role !== 'visitor');

/** The register as far as somebody reaches: every transaction begins with {@link reachOf}. */
export const scopedDatabase = (db: Database, who: Principal): Database => db.scoped(reachOf(who));

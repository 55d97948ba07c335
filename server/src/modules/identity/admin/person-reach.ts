import type { Tx } from '#kernel/db.ts';
import type { Principal } from '#kernel/policy.ts';
import { getPerson } from '#modules/organisations/index.ts';

/** Lets somebody open accounts for people of their agencies, or whom nobody has placed yet. @throws `organisations.person-unknown`. */
export async function findPersonWithin(tx: Tx, who: Principal, personId: string): Promise<void> {
  await getPerson(tx, personId, who.agencies.includes('*') ? null : [...who.agencies]);
}

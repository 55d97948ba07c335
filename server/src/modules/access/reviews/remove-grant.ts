import { addDays, todayInBangkok } from '@saphan/contracts/dates';
import type { Tx } from '#kernel/db.ts';
import { theHouse } from '#kernel/policy.ts';
import { Problem } from '#kernel/problem.ts';
import { revokeApiToken, revokeRole } from '#modules/identity/index.ts';
import { endAppointment, revokeDelegation } from '#modules/organisations/index.ts';
import type { SelectAndLockItemRow } from './review.sql.gen.ts';

/** What was taken away by somebody else meanwhile is gone too. */
const GONE = ['identity.grant-unknown', 'organisations.appointment-unknown', 'organisations.delegation-unknown', 'kernel.not-found'];

/**
 * Ends a role, an appointment, a delegation or an API token at once, as the house: the rule is the review's, the answer and its author stand in the item.
 * An appointment that began today lasts until tonight.
 *
 * @throws what the rooms refuse, e.g. `identity.last-operator`, `organisations.successor-missing`.
 */
export async function removeGrant(tx: Tx, item: SelectAndLockItemRow, reason: string): Promise<void> {
  try {
    if (item.grant_kind === 'role') await revokeRole(tx, theHouse, Number(item.grant_id), reason);
    else if (item.grant_kind === 'token') await revokeApiToken(tx, theHouse, item.account_id, item.grant_id);
    else if (item.grant_kind === 'delegation') await revokeDelegation(tx, theHouse, Number(item.grant_id), reason);
    else await endAppointment(tx, theHouse, { id: Number(item.grant_id), until: lastDay(item.appointed_since), reason });
  } catch (error) {
    if (!(error instanceof Problem && GONE.includes(error.code))) throw error;
  }
}

function lastDay(since: string | null): string {
  const today = todayInBangkok(new Date());
  return since !== null && since >= today ? since : addDays(today, -1);
}

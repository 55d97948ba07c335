import { audit } from '#kernel/audit.ts';
import type { Tx } from '#kernel/db.ts';
import { announce } from '#kernel/outbox.ts';
import type { Actor } from '#kernel/policy.ts';
import { endAllSessions } from '../session/end.ts';
import { endOpenInvitations } from './account.sql.gen.ts';
import { closeAccount as setClosed, endRightsOfAccount, forgetWaysIn } from './close-account.sql.gen.ts';
import { problem } from './errors.ts';
import { assertNotOneself, assertOperatorRemains } from './grant-role.ts';
import { selectAccount } from './list-accounts.ts';

/** What ended with an account. */
export interface Closed { sessions: number; tokens: number; grants: number }

/**
 * Closes an account for good: sessions, tokens, roles and every way in end with it, and its user name is never given again. The
 * person stays, with appointments that end by their own documents.
 *
 * @throws `identity.account-unknown`, `account-state` when it is closed already, `not-to-oneself`, `last-operator`.
 */
export async function closeAccount(tx: Tx, actor: Actor, accountId: string, reason: string): Promise<Closed> {
  await selectAccount(tx, accountId);
  assertNotOneself(actor, accountId);
  await assertOperatorRemains(tx, (grant) => grant.account_id !== accountId);
  if (!await setClosed(tx, { id: accountId, reason, by: actor.name })) throw problem('account-state', { accountId, wanted: ['invited', 'active', 'suspended'] });
  await endOpenInvitations(tx, { account_id: accountId });
  const sessions = await endAllSessions(tx, actor, accountId, 'closed');
  const ended = { sessions, ...await endRightsOfAccount(tx, { id: accountId, reason, by: actor.name }) };
  await forgetWaysIn(tx, { id: accountId });
  await audit(tx, actor, 'identity.account-closed', `account:${accountId}`, { reason, ...ended });
  // To services a closed account is a suspended one that never comes back.
  await announce(tx, 'identity.account-suspended', { accountId });
  await announce(tx, 'identity.account-changed', { accountId });
  return ended;
}

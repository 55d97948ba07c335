import { audit } from '#kernel/audit.ts';
import type { Tx } from '#kernel/db.ts';
import { announce } from '#kernel/outbox.ts';
import type { Actor } from '#kernel/policy.ts';
import { endAllSessions } from '../session/end.ts';
import { endOpenInvitations, hasWayIn, setAccountState } from './account.sql.gen.ts';
import { problem } from './errors.ts';
import { assertNotOneself, assertOperatorRemains } from './grant-role.ts';
import { selectAccount } from './list-accounts.ts';

/**
 * Closes an account until it is reinstated: its sessions, tokens and open codes are worth nothing at the next request, and every
 * service it signed in to hears of it.
 *
 * @returns how many sessions ended.
 * @throws `identity.account-unknown`, `account-state`, `not-to-oneself`, `last-operator`.
 */
export async function suspendAccount(tx: Tx, actor: Actor, accountId: string, reason: string): Promise<number> {
  await selectAccount(tx, accountId);
  assertNotOneself(actor, accountId);
  await assertOperatorRemains(tx, (grant) => grant.account_id !== accountId);
  await move(tx, actor, accountId, { to: 'suspended', from: ['active', 'invited'], reason });
  await endOpenInvitations(tx, { account_id: accountId });
  const ended = await endAllSessions(tx, actor, accountId, 'suspended');
  await audit(tx, actor, 'identity.account-suspended', `account:${accountId}`, { reason, sessions: ended });
  await announce(tx, 'identity.account-suspended', { accountId });
  await announce(tx, 'identity.account-changed', { accountId });
  return ended;
}

/** Opens a suspended account again; whoever has no way in yet needs an invitation. @throws `identity.account-unknown`, `account-state`, `not-to-oneself`. */
export async function reinstateAccount(tx: Tx, actor: Actor, accountId: string, reason: string): Promise<void> {
  await selectAccount(tx, accountId);
  assertNotOneself(actor, accountId);
  const { has } = await hasWayIn(tx, { id: accountId });
  await move(tx, actor, accountId, { to: has ? 'active' : 'invited', from: ['suspended'], reason });
  await audit(tx, actor, 'identity.account-reinstated', `account:${accountId}`, { reason });
  await announce(tx, 'identity.account-changed', { accountId });
}

async function move(tx: Tx, actor: Actor, id: string, { to, from, reason }: { to: string; from: string[]; reason: string }): Promise<void> {
  if (!await setAccountState(tx, { id, state: to, from, reason, by: actor.name })) throw problem('account-state', { accountId: id, wanted: from });
}

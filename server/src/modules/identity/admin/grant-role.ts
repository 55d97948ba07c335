import { audit } from '#kernel/audit.ts';
import type { Tx } from '#kernel/db.ts';
import { announce } from '#kernel/outbox.ts';
import type { Actor, Principal, Role } from '#kernel/policy.ts';
import { appendEntry } from '#modules/ledger/index.ts';
import { findAgency } from '#modules/organisations/index.ts';
import { problem } from './errors.ts';
import { selectAccount } from './list-accounts.ts';
import { endPastGrant, findGrant, insertGrant, lockOperatorGrants, revokeGrant, type LockOperatorGrantsRow } from './role.sql.gen.ts';

export interface NewGrant { accountId: string; role: Role; agencyId?: string; until?: string; documentNo?: string }

const MINISTRY_WIDE: readonly Role[] = ['operator', 'secretariat', 'auditor'];
/** What an agency's administrator may hand out. */
const ORDINARY: readonly Role[] = ['steward', 'reader'];
const GIVEN: readonly Role[] = [...MINISTRY_WIDE, ...ORDINARY, 'agency-admin'];

/**
 * Gives an account a role, for one agency or the whole ministry.
 *
 * @returns the grant's number.
 * @throws `identity.account-unknown`, `account-state`, `not-to-oneself`, `role-refused`, `role-place`, `agency-unknown`, `role-held`.
 */
export async function grantRole(tx: Tx, actor: Actor, grant: NewGrant): Promise<{ id: number; since: string }> {
  const account = await selectAccount(tx, grant.accountId);
  if (account.state === 'suspended' || account.state === 'closed') throw problem('account-state', { accountId: account.id, wanted: ['active', 'invited'] });
  assertNotOneself(actor, grant.accountId);
  assertPlace(grant);
  assertMayGive(actor, grant.role, grant.agencyId ?? null);
  if (grant.agencyId !== undefined && !await findAgency(tx, grant.agencyId)) throw problem('agency-unknown', { agencyId: grant.agencyId });
  const key = { account_id: grant.accountId, role: grant.role, agency_id: grant.agencyId ?? null, by: actor.name };
  await endPastGrant(tx, key);
  const made = await insertGrant(tx, { ...key, until: grant.until ?? null, document_no: grant.documentNo ?? null });
  if (!made) throw problem('role-held', { role: grant.role });
  await audit(tx, actor, 'identity.role-granted', `account:${grant.accountId}`, { grantId: made.id, role: grant.role, agencyId: grant.agencyId ?? null, until: grant.until ?? null });
  await appendEntry(tx, { kind: 'identity.role-granted', subject: `account:${grant.accountId}`, facts: { grantId: made.id, accountId: grant.accountId, role: grant.role, agencyId: grant.agencyId ?? null, until: grant.until ?? null } });
  await announce(tx, 'identity.roles-changed', { accountId: grant.accountId });
  return made;
}

/** Takes a role back at once. @throws `identity.grant-unknown`, `role-refused`, `last-operator`. */
export async function revokeRole(tx: Tx, actor: Actor, id: number, reason: string): Promise<void> {
  const grant = await findGrant(tx, { id });
  if (!grant) throw problem('grant-unknown', { grantId: id });
  assertMayGive(actor, grant.role as Role, grant.agency_id);
  if (grant.role === 'operator') await assertOperatorRemains(tx, (other) => other.id !== id);
  await revokeGrant(tx, { id, by: actor.name, reason });
  await audit(tx, actor, 'identity.role-revoked', `account:${grant.account_id}`, { grantId: id, role: grant.role, agencyId: grant.agency_id, reason });
  await appendEntry(tx, { kind: 'identity.role-ended', subject: `account:${grant.account_id}`, facts: { grantId: id, accountId: grant.account_id, role: grant.role, agencyId: grant.agency_id } });
  await announce(tx, 'identity.roles-changed', { accountId: grant.account_id });
}

function assertPlace({ role, agencyId }: NewGrant): void {
  if (!GIVEN.includes(role)) throw problem('role-refused', { role });
  if ((MINISTRY_WIDE.includes(role) && agencyId !== undefined) || (role === 'agency-admin' && agencyId === undefined)) throw problem('role-place', { role });
}

function assertMayGive(actor: Actor, role: Role, agencyId: string | null): void {
  if (actor.role === 'operator') return;
  const { agencies = [] } = actor as Partial<Principal>;
  if (!ORDINARY.includes(role) || agencyId === null || !agencies.includes(agencyId)) throw problem('role-refused', { role });
}

/** @throws `identity.not-to-oneself`. */
export function assertNotOneself(actor: Actor, accountId: string): void {
  if ((actor as Partial<Principal>).accountId === accountId) throw problem('not-to-oneself');
}

/**
 * Refuses to lose the last system administrator; nobody could make another.
 *
 * @param stays which of today's grants remain after the change.
 * @throws `identity.last-operator`.
 */
export async function assertOperatorRemains(tx: Tx, stays: (grant: LockOperatorGrantsRow) => boolean): Promise<void> {
  const grants = await lockOperatorGrants(tx, {});
  if (grants.length > 0 && !grants.some(stays)) throw problem('last-operator');
}

import { audit, auditAll } from '#kernel/audit.ts';
import type { Tx } from '#kernel/db.ts';
import { announce } from '#kernel/outbox.ts';
import type { Actor } from '#kernel/policy.ts';
import { newSecret } from '#kernel/tokens.ts';
import { findAgency } from '#modules/organisations/index.ts';
import { revokeApiToken } from '../tokens/issue.ts';
import { TOKEN_PREFIX } from '../tokens/find-token.ts';
import { insertAccount } from './account.sql.gen.ts';
import { problem } from './errors.ts';
import { selectAccount } from './list-accounts.ts';
import type { Account } from './schemas.ts';
import { adoptImportedAccounts, insertServiceToken, listAdoptable as selectAdoptable } from './service-account.sql.gen.ts';

const HINT_LETTERS = 4;
/** How many accounts are named before they are adopted. */
const SHOWN = 20;

/** Opens an account for a program that an agency answers for; it has tokens and no password. @throws `identity.agency-unknown`. */
export async function createServiceAccount(tx: Tx, actor: Actor, asked: { agencyId: string; displayName: string }): Promise<Account> {
  if (!await findAgency(tx, asked.agencyId)) throw problem('agency-unknown', { agencyId: asked.agencyId });
  const made = await insertAccount(tx, {
    kind: 'service', person_id: null, user_name: null, display_name: asked.displayName, state: 'active', demo: false, external_id: null, source: 'local', owner_agency_id: asked.agencyId, by: actor.name,
  });
  if (!made) throw problem('account-unknown');
  await audit(tx, actor, 'identity.service-account-created', `account:${made.id}`, { agencyId: asked.agencyId });
  await announce(tx, 'identity.account-changed', { accountId: made.id });
  return selectAccount(tx, made.id);
}

/**
 * Issues a token of a service account: single scopes, at most a year; shown this once.
 *
 * @throws `identity.account-unknown`, `account-state` for a person's account or one that is not active.
 */
export async function issueServiceToken(tx: Tx, actor: Actor, accountId: string, asked: { name: string; scopes: string[]; days: number }): Promise<{ id: string; token: string; expiresAt: string }> {
  const account = await selectAccount(tx, accountId);
  if (account.kind !== 'service' || account.state !== 'active') throw problem('account-state', { accountId, wanted: ['service', 'active'] });
  const secret = newSecret(TOKEN_PREFIX);
  const made = await insertServiceToken(tx, { hash: secret.hash, hint: secret.text.slice(-HINT_LETTERS), account_id: accountId, name: asked.name, scopes: asked.scopes, days: asked.days, by: actor.name });
  await audit(tx, actor, 'identity.service-token-issued', `account:${accountId}`, { tokenId: made.id, scopes: asked.scopes, days: asked.days });
  return { id: made.id, token: secret.text, expiresAt: made.expires_at };
}

/** Ends a token of a service account at once, e.g. one that leaked. @throws `identity.account-state` for a person's account, `kernel.not-found`. */
export async function revokeServiceToken(tx: Tx, actor: Actor, accountId: string, tokenId: string): Promise<void> {
  if ((await selectAccount(tx, accountId)).kind !== 'service') throw problem('account-state', { accountId, wanted: ['service'] });
  await revokeApiToken(tx, actor, accountId, tokenId);
}

/**
 * Hands the accounts that came by files of an agency to its directory, which finds them by user name from now on; files change them
 * no more.
 *
 * @returns how many.
 * @throws `identity.account-unknown`, `account-state` for an account that is not an active service's of an agency.
 */
export async function adoptAccounts(tx: Tx, actor: Actor, serviceAccountId: string): Promise<number> {
  const agencyId = await selectDirectoryAgency(tx, serviceAccountId);
  const source = `scim:${serviceAccountId}`;
  const adopted = await adoptImportedAccounts(tx, { source, agency_id: agencyId });
  await auditAll(tx, actor, 'identity.account-adopted', adopted.map(({ id }) => `account:${id}`), { source });
  return adopted.length;
}

/** Accounts that {@link adoptAccounts} would hand over: how many, and the first of them by user name. @throws the same. */
export async function listAdoptable(tx: Tx, serviceAccountId: string): Promise<{ total: number; items: { id: string; displayName: string; userName: string | null }[] }> {
  const rows = await selectAdoptable(tx, { agency_id: await selectDirectoryAgency(tx, serviceAccountId), limit: SHOWN });
  return { total: rows[0]?.total ?? 0, items: rows.map((row) => ({ id: row.id, displayName: row.display_name, userName: row.user_name })) };
}

async function selectDirectoryAgency(tx: Tx, serviceAccountId: string): Promise<string> {
  const directory = await selectAccount(tx, serviceAccountId);
  if (directory.kind !== 'service' || directory.state !== 'active' || directory.ownerAgencyId === null) throw problem('account-state', { accountId: serviceAccountId, wanted: ['service', 'active'] });
  return directory.ownerAgencyId;
}

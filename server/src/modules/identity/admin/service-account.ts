import { audit } from '#kernel/audit.ts';
import type { Tx } from '#kernel/db.ts';
import { announce } from '#kernel/outbox.ts';
import type { Actor } from '#kernel/policy.ts';
import { newSecret } from '#kernel/tokens.ts';
import { findAgency } from '#modules/organisations/index.ts';
import { TOKEN_PREFIX } from '../tokens/find-token.ts';
import { insertAccount } from './account.sql.gen.ts';
import { problem } from './errors.ts';
import { selectAccount } from './list-accounts.ts';
import type { Account } from './schemas.ts';
import { insertServiceToken } from './service-account.sql.gen.ts';

const HINT_LETTERS = 4;

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

import { isUuid } from '@saphan/contracts/ids';
import { audit } from '#kernel/audit.ts';
import type { Tx } from '#kernel/db.ts';
import { listPolicies, type Actor, type Principal } from '#kernel/policy.ts';
import { kernelProblem } from '#kernel/problems.ts';
import { newSecret } from '#kernel/tokens.ts';
import { problem } from '../errors.ts';
import { holderOf } from '../step-up/step-up.ts';
import { TOKEN_PREFIX } from './find-token.ts';
import { insertApiToken, revokeOneApiToken } from './token.sql.gen.ts';

export interface NewToken { name: string; scopes: string[]; days: number }
export interface IssuedToken { id: string; token: string; expiresAt: string }

const HINT = 4;

/** Issues an API token to whoever asks, acting as what they act as now; it is shown once. Throws `identity.scope-unknown`. */
export async function issueApiToken(tx: Tx, who: Principal, asked: NewToken): Promise<IssuedToken> {
  return issueTokenTo(tx, who, { accountId: holderOf(who).accountId, persona: who.persona }, asked);
}

/**
 * Issues a token to whoever asks, also through a token: then it may do nothing that one may not, lives no longer, and ends with it.
 * @throws `identity.token-gives-no-token` when nothing of what is asked is left, or when that token is none of ours.
 */
export async function issueTokenBy(tx: Tx, who: Principal, asked: NewToken): Promise<IssuedToken> {
  const { accountId } = who;
  if (accountId === null) throw kernelProblem('sign-in-needed');
  if (who.scopes === null) return issueTokenTo(tx, who, { accountId, persona: who.persona }, asked);
  const own = who.scopes;
  const scopes = own.includes('*') ? asked.scopes : asked.scopes.filter((scope) => own.includes(scope));
  if (scopes.length === 0 || who.tokenId === null || !isUuid(who.tokenId)) throw problem('token-gives-no-token');
  return issueTokenTo(tx, who, { accountId, persona: who.persona, madeBy: who.tokenId }, { ...asked, scopes });
}

/** Issues a token to an account, e.g. a service's. @param to `madeBy` is the token of the same account that it is issued through. */
export async function issueTokenTo(tx: Tx, actor: Actor, to: { accountId: string; persona: string; madeBy?: string }, { name, scopes: asked, days }: NewToken): Promise<IssuedToken> {
  const policies = listPolicies();
  const known = new Set(policies.flatMap((policy) => [policy.scope ?? policy.name, `${policy.name.split('.')[0]}:read`]));
  // A right that shares its scope with others is asked for by its own name, and given by that scope.
  const scopes = [...new Set(asked.map((scope) => policies.find(({ name: right }) => right === scope)?.scope ?? scope))];
  const unknown = scopes.filter((scope) => scope !== '*' && !known.has(scope));
  if (unknown.length > 0) throw problem('scope-unknown', { detailTh: unknown.join(', '), detailEn: unknown.join(', ') });
  const { text, hash } = newSecret(TOKEN_PREFIX);
  const made = await insertApiToken(tx, { hash, hint: text.slice(-HINT), account_id: to.accountId, name, scopes, persona: to.persona, days, created_by: actor.name, made_by: to.madeBy ?? null });
  if (!made) throw problem('token-gives-no-token');
  await audit(tx, actor, 'identity.api-token-issued', `account:${to.accountId}`, { id: made.id, scopes, days, ...(to.madeBy && { through: to.madeBy }) });
  return { id: made.id, token: text, expiresAt: made.expires_at };
}

/** Ends a token of an account at once. */
export async function revokeApiToken(tx: Tx, actor: Actor, accountId: string, id: string): Promise<void> {
  if (!await revokeOneApiToken(tx, { id, account_id: accountId })) throw kernelProblem('not-found');
  await audit(tx, actor, 'identity.api-token-revoked', `account:${accountId}`, { id });
}

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

/** Issues a token to an account, e.g. a service's. */
export async function issueTokenTo(tx: Tx, actor: Actor, to: { accountId: string; persona: string }, { name, scopes: asked, days }: NewToken): Promise<IssuedToken> {
  const policies = listPolicies();
  const known = new Set(policies.flatMap((policy) => [policy.scope ?? policy.name, `${policy.name.split('.')[0]}:read`]));
  // A right that shares its scope with others is asked for by its own name, and given by that scope.
  const scopes = [...new Set(asked.map((scope) => policies.find(({ name: right }) => right === scope)?.scope ?? scope))];
  const unknown = scopes.filter((scope) => scope !== '*' && !known.has(scope));
  if (unknown.length > 0) throw problem('scope-unknown', { detailTh: unknown.join(', '), detailEn: unknown.join(', ') });
  const { text, hash } = newSecret(TOKEN_PREFIX);
  const { id, expires_at } = await insertApiToken(tx, { hash, hint: text.slice(-HINT), account_id: to.accountId, name, scopes, persona: to.persona, days, created_by: actor.name });
  await audit(tx, actor, 'identity.api-token-issued', `account:${to.accountId}`, { id, scopes, days });
  return { id, token: text, expiresAt: expires_at };
}

/** Ends a token of an account at once. */
export async function revokeApiToken(tx: Tx, actor: Actor, accountId: string, id: string): Promise<void> {
  if (!await revokeOneApiToken(tx, { id, account_id: accountId })) throw kernelProblem('not-found');
  await audit(tx, actor, 'identity.api-token-revoked', `account:${accountId}`, { id });
}

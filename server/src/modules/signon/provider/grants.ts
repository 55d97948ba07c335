import type { Grant, KoaContextWithOIDC, Provider } from 'oidc-provider';
import type { Database } from '#kernel/db.ts';
import { hashSecret } from '#kernel/tokens.ts';
import { findArtifact, upsertArtifact } from './artifact.sql.gen.ts';
import type { OwnFields } from './client-metadata.ts';

const CONSENT_S = 365 * 86_400;

/** What a person agreed to for one client; kept a year beside the provider's own artifacts, until withdrawn. */
export interface Consent { openid: string; resources: Record<string, string> }

const consentKey = (accountId: string, clientId: string) => ({ kind: 'Consent', id_hash: hashSecret(`consent:${accountId}:${clientId}`) });

export async function findConsent(db: Database, accountId: string, clientId: string): Promise<Consent | null> {
  return (await db.one((tx) => findArtifact(tx, consentKey(accountId, clientId))))?.payload as Consent | undefined ?? null;
}

export function keepConsent(db: Database, accountId: string, clientId: string, consent: Consent): Promise<void> {
  return db.one((tx) => upsertArtifact(tx, { ...consentKey(accountId, clientId), payload: consent, seconds: CONSENT_S, grant_id: null, uid: null, user_code: null, account_id: accountId, client_id: clientId }));
}

/**
 * The grant of a request: the one just given, the session's, else one after the consent on file; first-party clients need none.
 * It is always saved anew, so that no grant ends before the session that uses it.
 */
export function existingGrantIn(db: Database): (ctx: KoaContextWithOIDC) => Promise<Grant | undefined> {
  return async (ctx) => {
    const { client, session, account, provider, result } = ctx.oidc;
    if (!client || !account) return undefined;
    const id = (result as { consent?: { grantId?: string } } | undefined)?.consent?.grantId ?? session?.grantIdFor(client.clientId);
    const found = id ? await provider.Grant.find(id) : undefined;
    const grant = found?.accountId === account.accountId ? found : undefined;
    const consent = isFirstParty(client) ? whatIsAsked(ctx) : grant ? null : await findConsent(db, account.accountId, client.clientId);
    if (!grant && !consent) return undefined;
    return saveGrant(grant ?? newGrant(provider as Provider, account.accountId, client.clientId), consent);
  };
}

export const isFirstParty = (client: unknown): boolean => (client as OwnFields).saphan_tier === 'first-party';

export const newGrant = (provider: Provider, accountId: string, clientId: string): Grant => new provider.Grant({ accountId, clientId });

/** Adds what was agreed and saves it for its whole life from now. */
export async function saveGrant(grant: Grant, consent: Consent | null): Promise<Grant> {
  if (consent?.openid) grant.addOIDCScope(consent.openid);
  for (const [resource, scope] of Object.entries(consent?.resources ?? {})) grant.addResourceScope(resource, scope);
  Object.assign(grant, { exp: undefined });
  await grant.save();
  return grant;
}

/** Everything that a request asks for, as if it were agreed. */
export function whatIsAsked(ctx: KoaContextWithOIDC): Consent {
  const asked = [...ctx.oidc.requestParamScopes];
  return {
    openid: [...ctx.oidc.requestParamOIDCScopes].join(' '),
    resources: Object.fromEntries(Object.entries(ctx.oidc.resourceServers ?? {}).map(([id, server]) => [id, asked.filter((scope) => server.scopes.has(scope)).join(' ')])),
  };
}

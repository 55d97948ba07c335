import type { default as Provider, Grant } from 'oidc-provider';
import { audit } from '#kernel/audit.ts';
import type { Actor } from '#kernel/policy.ts';
import { problem } from '../errors.ts';
import { keepConsent, newGrant, saveGrant } from '../provider/grants.ts';
import type { SignonPorts } from '../ports.ts';
import type { Asking, Found } from './read-interaction.ts';

interface Missing { missingOIDCScope?: string[]; missingOIDCClaims?: string[]; missingResourceScopes?: Record<string, string[]> }

/** The person lets the service have what it asked for; kept on file for its next request. */
export async function giveConsent(ports: SignonPorts, provider: Provider, actor: Actor, asking: Asking, { interaction, live, client }: Found): Promise<{ location: string }> {
  if (!live || interaction.prompt.name !== 'consent' || interaction.session?.accountId !== live.accountId) throw problem('interaction-not-yours');
  const before = interaction.grantId ? await provider.Grant.find(interaction.grantId) : undefined;
  const grant = before ?? newGrant(provider, live.accountId, client.id);
  const missing = interaction.prompt.details as Missing;
  if (missing.missingOIDCClaims) grant.addOIDCClaims(missing.missingOIDCClaims);
  await saveGrant(grant, {
    openid: (missing.missingOIDCScope ?? []).join(' '),
    resources: Object.fromEntries(Object.entries(missing.missingResourceScopes ?? {}).map(([id, scopes]) => [id, scopes.join(' ')])),
  });
  await keepConsent(ports.db, live.accountId, client.id, consentOf(grant));
  await ports.db.tx((tx) => audit(tx, actor, 'signon.consent-given', `client:${client.id}`, { scopes: grant.getOIDCScope() }));
  return { location: await provider.interactionResult(asking.request.raw, asking.reply.raw, { consent: { grantId: grant.jti } }) };
}

const consentOf = (grant: Grant) => ({ openid: grant.getOIDCScope(), resources: { ...((grant as unknown as { resources?: Record<string, string> }).resources) } });

/** The person goes back to the service without signing in. */
export async function abortInteraction(provider: Provider, { request, reply }: Asking): Promise<{ location: string }> {
  const refused = { error: 'access_denied', error_description: 'the person turned back' };
  return { location: await provider.interactionResult(request.raw, reply.raw, refused, { mergeWithLastSubmission: false }) };
}

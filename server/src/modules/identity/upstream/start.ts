import { buildAuthorizationUrl, calculatePKCECodeChallenge, type Configuration } from 'openid-client';
import type { Database } from '#kernel/db.ts';
import type { ClientOf } from './client.ts';
import type { Expected } from './exchange.ts';
import { selectProvider } from './find-upstream.ts';
import { samlRequestUrl } from './saml/client.ts';
import type { SamlArrival } from './saml/read-response.ts';
import type { OidcUpstream } from './settings.ts';
import { browserOf, proofsOf } from './way.ts';
import { insertWay } from './way.sql.gen.ts';

/** Where somebody goes on after coming back. */
export interface Onward { interaction?: string | undefined; to?: string | undefined; lang: 'th' | 'en' }

/** What is kept of a way; nothing in it opens anything. */
export interface Way extends Onward { upstreamId: string; browser: string; purpose: 'sign-in' | 'step-up' | 'link'; arrival?: SamlArrival }

/** For whom a way is that is not a sign-in. */
export interface Traveller { accountId: string; sessionId: string; purpose: 'step-up' | 'link' }

/** Address that a provider sends people back to; it must be registered there letter by letter. */
export const callbackUrl = (publicUrl: string, id: string): string => `${publicUrl}/api/v1/upstream/${id}/callback`;

/**
 * Sends somebody to another provider; an OpenID provider by code flow with PKCE, state and nonce bound to this browser (RFC 9700 §2.1.1).
 *
 * @param secret of the browser, see way.ts.
 * @throws `identity.upstream-unknown`, `identity.upstream-unreachable`.
 */
export async function startWay(ports: { db: Database; publicUrl: string; clientOf: ClientOf }, upstreamId: string, secret: string, onward: Onward, traveller: Traveller | null = null): Promise<URL> {
  const upstream = await ports.db.tx((tx) => selectProvider(tx, upstreamId));
  // Before a way is kept: who leads to a provider that cannot be reached needs none.
  const addressFor = upstream.kind === 'saml' ? (proofs: Expected) => samlRequestUrl(upstream, ports.publicUrl, proofs.state, traveller !== null) : authorizationOf(upstream, await ports.clientOf(upstream));
  const data: Way = { ...onward, upstreamId, browser: browserOf(secret), purpose: traveller?.purpose ?? 'sign-in' };
  const { id } = await ports.db.tx((tx) => insertWay(tx, { kind: 'upstream', account_id: traveller?.accountId ?? null, session_id: traveller?.sessionId ?? null, data }));
  return addressFor(proofsOf(secret, id));

  function authorizationOf({ settings }: OidcUpstream, client: Configuration) {
    return async ({ state, nonce, verifier }: Expected) => buildAuthorizationUrl(client, {
      redirect_uri: callbackUrl(ports.publicUrl, upstreamId), scope: settings.scopes.join(' '), state, nonce, ui_locales: onward.lang,
      code_challenge: await calculatePKCECodeChallenge(verifier), code_challenge_method: 'S256', ...(traveller && { prompt: 'login' }),
    });
  }
}

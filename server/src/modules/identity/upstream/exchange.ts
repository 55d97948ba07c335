import { authorizationCodeGrant, AuthorizationResponseError, fetchUserInfo, type Configuration } from 'openid-client';
import type { Log } from '#kernel/log.ts';
import { Problem } from '#kernel/problem.ts';
import { CLOCK_SKEW_S, codeOf, type ClientOf } from './client.ts';
import { problem } from './errors.ts';
import type { UpstreamFound } from './public.ts';
import { readFound } from './read-found.ts';
import type { OidcUpstream } from './settings.ts';

/** What an answer must fit. */
export interface Expected { state: string; nonce: string; verifier: string }

/**
 * Trades the code of an answer and reads who came back. Everything that OpenID Connect Core §3.1.3.7 asks is checked by the library:
 * issuer (RFC 9207 too), audience, signature, end, nonce; an answer without ID token is refused, and one from the future.
 *
 * @param answer the whole address that the browser came back to.
 * @throws `identity.upstream-declined`, `upstream-answer-refused`, `upstream-unreachable`.
 */
export async function readAnswer({ clientOf, log }: { clientOf: ClientOf; log: Log }, upstream: OidcUpstream, answer: URL, expected: Expected): Promise<UpstreamFound> {
  const client = await clientOf(upstream);
  try {
    const tokens = await authorizationCodeGrant(client, answer, { expectedState: expected.state, expectedNonce: expected.nonce, pkceCodeVerifier: expected.verifier, idTokenExpected: true });
    const claims = tokens.claims();
    if (!claims || claims.iat > Date.now() / 1000 + CLOCK_SKEW_S) throw problem('upstream-answer-refused', { reason: 'id-token' });
    return readFound(upstream, { ...await moreClaims(client, upstream, tokens.access_token, claims), ...claims });
  } catch (error) {
    if (error instanceof Problem) throw error;
    log.warn({ upstream: upstream.id, error: codeOf(error) }, "an upstream provider's answer was refused");
    throw problem(error instanceof AuthorizationResponseError && error.error === 'access_denied' ? 'upstream-declined' : 'upstream-answer-refused', {}, { cause: error });
  }
}

/** Claims that the provider gives at its userinfo address only; their subject must be the token's. */
async function moreClaims(client: Configuration, { settings }: OidcUpstream, accessToken: string, claims: { sub: string; [name: string]: unknown }): Promise<Record<string, unknown>> {
  const isWhole = settings.pidClaim === null ? typeof claims['name'] === 'string' : claims[settings.pidClaim] !== undefined;
  return isWhole || client.serverMetadata().userinfo_endpoint === undefined ? {} : fetchUserInfo(client, accessToken, claims.sub);
}

import type { JWK } from 'jose';
import Provider, { type Configuration, type KoaContextWithOIDC } from 'oidc-provider';
import { deriveKey } from '#kernel/derive-key.ts';
import { OwnSigningKey } from '../keys/own-signing-key.ts';
import { registrationOf } from '../joining/registration-policy.ts';
import type { SignonPorts } from '../ports.ts';
import { openAdapter } from './adapter.ts';
import { ownFields } from './client-metadata.ts';
import { findClientIn, type ClientCidrs } from './clients.ts';
import { cookieKeys } from './cookie-keys.ts';
import { claims, findAccountIn, pairwiseIdentifierOf } from './find-account.ts';
import { existingGrantIn } from './grants.ts';
import { interactionPolicyOf } from './interaction-policy.ts';
import { acrs } from './live.ts';
import { languageOf, logoutPage } from './logout-page.ts';
import { mutualTls } from './mutual-tls.ts';
import { observe } from './observe.ts';
import { patchClient } from './patch-client.ts';
import { rememberClients, type KnownServices, newKnownServices } from './known-services.ts';
import { resourcesOf } from './resources.ts';

const SESSION_S = 8 * 3600;
const CLI_REFRESH_S = 30 * 86_400;
const SIGNED = ['ES256', 'PS256', 'Ed25519', 'EdDSA'] as const;

/** The OpenID provider of one process over these keys; costs about a millisecond, so it is built anew when the keys turn. */
export function buildProvider(ports: SignonPorts, keys: readonly JWK[], known: KnownServices = newKnownServices()): Provider {
  const cidrs: ClientCidrs = new Map();
  const provider = new Provider(`${ports.publicUrl}/oidc`, { ...protocolOf(ports, keys, cidrs), ...lifeOf(ports), features: featuresOf(ports, known) } as Configuration);
  provider.proxy = true; // the mount deletes what clients send and says itself which scheme people use
  patchClient(provider, ports);
  rememberClients(provider, known);
  observe(provider, ports);
  return provider;
}

function protocolOf(ports: SignonPorts, keys: readonly JWK[], cidrs: ClientCidrs): Configuration {
  return {
    adapter: openAdapter(ports.db, findClientIn(ports.db, cidrs)), findAccount: findAccountIn(ports), jwks: { keys: keys.map((key) => new OwnSigningKey(key)) },
    clientDefaults: { id_token_signed_response_alg: 'ES256', grant_types: ['authorization_code', 'refresh_token'], response_types: ['code'], require_auth_time: true, subject_type: 'pairwise' },
    responseTypes: ['code'], pkce: { required: () => true }, subjectTypes: ['pairwise', 'public'], pairwiseIdentifier: pairwiseIdentifierOf(ports) as never,
    clientAuthMethods: ['client_secret_basic', 'client_secret_post', 'private_key_jwt', 'tls_client_auth', 'self_signed_tls_client_auth', 'none'], acrValues: acrs,
    scopes: ['openid', 'profile', 'organisation', 'offline_access'], claims, conformIdTokenClaims: true,
    extraClientMetadata: { properties: [...ownFields] },
    enabledJWA: {
      idTokenSigningAlgValues: ['ES256'], userinfoSigningAlgValues: ['ES256'], introspectionSigningAlgValues: ['ES256'], authorizationSigningAlgValues: ['ES256'],
      clientAuthSigningAlgValues: [...SIGNED], requestObjectSigningAlgValues: [...SIGNED], dPoPSigningAlgValues: ['ES256', 'PS256', 'Ed25519', 'EdDSA'],
    },
    fetch: (url, options) => ports.fetchFor({ allowedCidrs: [...(cidrs.get(String(url)) ?? [])] })(url as string, options as RequestInit),
    allowOmittingSingleRegisteredRedirectUri: false, clientBasedCORS: (_ctx, origin, client) => client.clientAuthMethod === 'none' && (client.redirectUris ?? []).some((uri) => URL.parse(uri)?.origin === origin),
    extraTokenClaims: async (_ctx, token) => 'accountId' in token && token.accountId ? undefined : { client: token.clientId },
    renderError: (ctx, out) => leadTo(ctx, `/sign-in-problem?code=${encodeURIComponent(out.error)}`),
  };
}

function lifeOf(ports: SignonPorts): Configuration {
  const https = ports.publicUrl.startsWith('https:');
  const cookie = { signed: true, httpOnly: true, sameSite: 'lax', secure: https, overwrite: true } as const;
  return {
    cookies: { keys: cookieKeys(deriveKey(ports.masterKey, 'signon/cookies/v2')) as never, names: https ? { session: '__Host-saphan-op' } : {}, long: cookie, short: cookie },
    ttl: {
      AccessToken: (_ctx, token) => token.resourceServer?.accessTokenTTL ?? 300, ClientCredentials: (_ctx, token) => token.resourceServer?.accessTokenTTL ?? 300,
      AuthorizationCode: 60, IdToken: 300, Interaction: 900, DeviceCode: 600, Session: SESSION_S, Grant: CLI_REFRESH_S,
      // Of a program: thirty days from its first sign-in, however often it refreshes.
      RefreshToken: (ctx, _token, client) => ctx?.oidc?.entities.RotatedRefreshToken?.remainingTTL ?? (client.applicationType === 'native' ? CLI_REFRESH_S : SESSION_S),
    },
    rotateRefreshToken: () => true, expiresWithSession: async () => true,
    issueRefreshToken: async (_ctx, client) => client.grantTypeAllowed('refresh_token'),
    loadExistingGrant: existingGrantIn(ports.db),
    interactions: { policy: interactionPolicyOf(ports), url: (_ctx, interaction) => `/api/v1/interactions/${interaction.uid}` },
  };
}

function featuresOf(ports: SignonPorts, known: KnownServices): Configuration['features'] {
  const exchange = (client: unknown) => (client as { saphan_tier?: string } | undefined)?.saphan_tier === 'exchange';
  return {
    devInteractions: { enabled: false }, externalSigningSupport: { enabled: true, ack: 'experimental-01' }, userinfo: { enabled: true }, introspection: { enabled: true, allowedPolicy: isOwn }, revocation: { enabled: true, allowedPolicy: isOwn }, clientCredentials: { enabled: true }, claimsParameter: { enabled: true },
    pushedAuthorizationRequests: { enabled: true }, mTLS: mutualTls,
    dPoP: { enabled: true, nonceSecret: deriveKey(ports.masterKey, 'signon/dpop/v1'), requireNonce: (ctx: KoaContextWithOIDC) => exchange(ctx.oidc.client) } as never,
    fapi: { enabled: true, profile: ((_ctx: unknown, client: unknown) => exchange(client) ? '2.0' : undefined) as never },
    ...registrationOf(ports), resourceIndicators: resourcesOf(ports, known), backchannelLogout: { enabled: true },
    rpInitiatedLogout: { enabled: true, logoutSource: logoutPage, postLogoutSuccessSource: (ctx) => leadTo(ctx, '/signed-out') },
    deviceFlow: { enabled: true, charset: 'base-20', mask: '****-****', userCodeInputSource: (ctx: KoaContextWithOIDC) => leadTo(ctx, '/device') } as never,
  };
}

/** A token is the affair of the client that holds it (RFC 7009 §2.1, RFC 7662 §4). */
const isOwn = (_ctx: unknown, client: { clientId: string }, token: { clientId?: string }): boolean => token.clientId === client.clientId;

function leadTo(ctx: KoaContextWithOIDC, page: string): void {
  ctx.status = 303;
  ctx.redirect(`/${languageOf(ctx.oidc?.params?.['ui_locales'] ?? ctx.query?.['ui_locales'])}${page}`);
}

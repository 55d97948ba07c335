import { allowInsecureRequests, clockTolerance, ClientSecretBasic, ClientSecretPost, customFetch, discovery, enableNonRepudiationChecks, type Configuration, type CustomFetch } from 'openid-client';
import { openSecret } from '#kernel/secrets.ts';
import type { IdentityPorts } from '../ports.ts';
import { problem } from './errors.ts';
import { mendTokenResponse } from './mend-token.ts';
import { isSimulated, secretPurpose, type OidcSecret, type OidcUpstream } from './settings.ts';

const KEPT_MS = 10 * 60_000;
/** How far the clocks of two houses may be apart. */
export const CLOCK_SKEW_S = 60;
const TIMEOUT_S = 10;

export type ClientPorts = Pick<IdentityPorts, 'masterKey' | 'publicUrl' | 'mode' | 'fetch' | 'log'>;
export type ClientOf = (upstream: OidcUpstream) => Promise<Configuration>;

/**
 * Clients of upstream providers, each discovered at its first use and kept for ten minutes, or until its settings change.
 *
 * @throws `identity.upstream-unreachable`, also when the discovery document names another issuer.
 */
export function openClients(ports: ClientPorts): ClientOf {
  const kept = new Map<string, { until: number; client: Promise<Configuration> }>();
  return (upstream) => {
    const key = `${upstream.id} ${upstream.changedAt}`;
    const before = kept.get(key);
    if (before && before.until > Date.now()) return before.client;
    const client = discover(ports, upstream).catch((error: unknown) => {
      kept.delete(key);
      ports.log.warn({ upstream: upstream.id, error: codeOf(error) }, 'an upstream provider could not be discovered');
      throw problem('upstream-unreachable', {}, { cause: error });
    });
    kept.set(key, { until: Date.now() + KEPT_MS, client });
    return client;
  };
}

async function discover(ports: ClientPorts, upstream: OidcUpstream): Promise<Configuration> {
  const { settings, sealed, id } = upstream;
  const secret = JSON.parse(openSecret(ports.masterKey, secretPurpose(id), sealed ?? '')) as OidcSecret;
  const auth = settings.clientAuth === 'client_secret_basic' ? ClientSecretBasic : ClientSecretPost;
  const own = ports.mode === 'demo' && isSimulated(settings.issuer, ports.publicUrl);
  const headers = settings.apiKeyHeader !== null && secret.apiKey !== undefined ? { [settings.apiKeyHeader]: secret.apiKey } : {};
  return discovery(new URL(settings.issuer), settings.clientId, { client_secret: secret.clientSecret, [clockTolerance]: CLOCK_SKEW_S }, auth(secret.clientSecret), {
    [customFetch]: fetchMended(own ? fetch : ports.fetch, headers), timeout: TIMEOUT_S,
    // Without it the library trusts the connection and checks no signature (OpenID Connect Core §3.1.3.7, point 6).
    execute: [enableNonRepudiationChecks, ...(own ? [allowInsecureRequests] : [])],
  });
}

/** Asks with the API key, follows no redirect, and mends what token responses say about their end. */
function fetchMended(send: typeof fetch, headers: Record<string, string>): CustomFetch {
  return async (url, options) => {
    const answer = await send(url, { ...options, headers: { ...options.headers, ...headers }, redirect: 'manual' } as RequestInit);
    if (options.method !== 'POST' || !answer.ok) return answer;
    const body = await answer.json().catch(() => null) as unknown;
    return Response.json(mendTokenResponse(body, Math.floor(Date.now() / 1000)), { status: answer.status });
  };
}

/** What a library's error is called, for the log; its text may hold what the other side sent. */
export function codeOf(error: unknown): string {
  const { code, name, cause } = (error ?? {}) as { code?: string; name?: string; cause?: { code?: string } };
  return [code ?? cause?.code, name].filter(Boolean).join(' ') || 'unknown';
}

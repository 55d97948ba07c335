import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openWorld, type World } from '../testing/world.ts';

let world: World;
let config: Record<string, any>;
const read = async (path: string) => (await world.browser().ask(path, { headers: { accept: 'application/json' } })).json() as Promise<Record<string, any>>;
beforeAll(async () => {
  world = await openWorld();
  config = await read('/oidc/.well-known/openid-configuration');
});
afterAll(() => world?.close());

describe('discovery (OpenID Connect Discovery §3, RFC 8414, RFC 9700)', () => {
  it('names every endpoint below the issuer', () => {
    const endpoints = Object.entries(config).filter(([name]) => /_endpoint$|_uri$/.test(name)).map(([, address]) => address as string);
    expect(endpoints.length).toBeGreaterThanOrEqual(9);
    expect(endpoints.filter((address) => !address.startsWith(`${world.issuer}/`))).toEqual([]);
  });
  it('has what a client needs', () => {
    for (const field of ['issuer', 'authorization_endpoint', 'token_endpoint', 'userinfo_endpoint', 'jwks_uri', 'end_session_endpoint', 'registration_endpoint', 'pushed_authorization_request_endpoint', 'device_authorization_endpoint', 'introspection_endpoint', 'revocation_endpoint']) expect(config[field]).toEqual(expect.any(String));
    expect(config['scopes_supported']).toEqual(expect.arrayContaining(['openid', 'profile', 'organisation', 'offline_access']));
  });
  it('offers no implicit, hybrid or password grant', () => {
    expect(config['grant_types_supported'].sort()).toEqual(['authorization_code', 'client_credentials', 'refresh_token', 'urn:ietf:params:oauth:grant-type:device_code']);
    expect(config['response_types_supported']).toEqual(['code']);
  });
  it('says in its answers which issuer they are of (RFC 9207)', () => { expect(config['authorization_response_iss_parameter_supported']).toBe(true); });
  it('takes proofs by key and certificate, none by a shared-secret signature', () => {
    expect(config['token_endpoint_auth_methods_supported'].sort()).toEqual(['client_secret_basic', 'client_secret_post', 'none', 'private_key_jwt', 'self_signed_tls_client_auth', 'tls_client_auth']);
    expect(config['token_endpoint_auth_signing_alg_values_supported'].filter((alg: string) => /^HS|^none|^RS/.test(alg))).toEqual([]);
  });
  it('binds tokens to keys and certificates', () => {
    expect(config).toMatchObject({ tls_client_certificate_bound_access_tokens: true, dpop_signing_alg_values_supported: expect.arrayContaining(['ES256']) });
    expect(config['dpop_signing_alg_values_supported'].filter((alg: string) => /^HS|^none|^RS/.test(alg))).toEqual([]);
  });
  it('tells of back-channel logout and of its levels of assurance', () => {
    expect(config).toMatchObject({ backchannel_logout_supported: true, backchannel_logout_session_supported: true, acr_values_supported: ['urn:saphan:aal1', 'urn:saphan:aal2', 'urn:saphan:aal2-phr', 'urn:saphan:aal3'] });
  });
  it('takes no request by reference from elsewhere', () => { expect(config['request_uri_parameter_supported'] ?? false).toBe(false); });
  it('publishes keys for signatures only, each with an id of its own', async () => {
    const { keys } = await read('/oidc/jwks') as { keys: Record<string, string>[] };
    expect(keys.every(({ use, kid, alg }) => use === 'sig' && kid && alg === 'ES256')).toBe(true);
    expect(keys.flatMap((key) => ['d', 'p', 'q', 'dp', 'dq', 'qi', 'k'].filter((part) => part in key))).toEqual([]);
  });
});

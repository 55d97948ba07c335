import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Mount } from '#kernel/mount.ts';
import { hashSecret, newSecret } from '#kernel/tokens.ts';
import { findRegisteredClient } from '../clients/registered.sql.gen.ts';
import type { SignonPorts } from '../ports.ts';
import { tokenLieOf } from './cases.ts';
import { provesClient } from './client-proof.ts';
import { forgeIdToken, lyingKeys, TEST_PERSON, type LyingKeys } from './forge.ts';
import { findSelfTestCode, hearSelfTestToken, hearSelfTestUserinfo, isSelfTestStepBegun } from './self-test.sql.gen.ts';

/** The issuer that a service in the sandbox is pointed at while it is tested. */
export const lyingIssuer = (publicUrl: string, clientId: string): string => `${publicUrl}/self-test/${clientId}`;

/** What the service asked for when it sent the browser away. */
export interface SignInRequest { redirectUri: string; nonce: string | null; challenge: string | null; sid: string }
/** What the service did afterwards. */
export interface Heard { at: 'token' | 'userinfo'; client?: boolean; pkce?: boolean; redirect?: boolean }

const LARGEST = 65_536;
const ADDRESS = /^\/([a-zA-Z0-9_-]{2,64})\/(\.well-known\/openid-configuration|jwks|token|userinfo)$/;

interface Asked { ports: SignonPorts; keys: LyingKeys; clientId: string; request: IncomingMessage; response: ServerResponse }

/**
 * The half of a provider that a joining service talks to by itself: discovery, keys, tokens, userinfo. It has no sign-in: only a
 * running self-test makes codes, in the name of nobody real, so whoever points a service here lets nobody in.
 */
export function providerThatLies(ports: SignonPorts): Mount {
  const keys = lyingKeys(ports.masterKey);
  return {
    prefix: '/self-test',
    handle(request, response) {
      const [, clientId, what] = ADDRESS.exec((request.url ?? '').split('?')[0] ?? '') ?? [];
      if (!clientId || !what) return answer(response, 404, { error: 'not_found' });
      const asked: Asked = { ports, keys, clientId, request, response };
      const act = { '.well-known/openid-configuration': describe, jwks: publishKeys, token: giveTokens, userinfo: giveUserinfo }[what] as (asked: Asked) => Promise<void>;
      act(asked).catch((error: unknown) => {
        ports.log.warn({ cause: error, client: clientId }, 'the provider that lies failed');
        answer(response, 500, { error: 'server_error' });
      });
    },
  };
}

async function describe({ ports, clientId, response }: Asked): Promise<void> {
  const issuer = lyingIssuer(ports.publicUrl, clientId);
  answer(response, 200, {
    issuer, authorization_endpoint: `${issuer}/auth`, token_endpoint: `${issuer}/token`, userinfo_endpoint: `${issuer}/userinfo`, jwks_uri: `${issuer}/jwks`,
    response_types_supported: ['code'], response_modes_supported: ['query'], grant_types_supported: ['authorization_code'], subject_types_supported: ['pairwise'], scopes_supported: ['openid', 'profile'],
    id_token_signing_alg_values_supported: ['ES256'], code_challenge_methods_supported: ['S256'], token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post', 'private_key_jwt', 'none'],
    token_endpoint_auth_signing_alg_values_supported: ['ES256', 'PS256', 'EdDSA'], authorization_response_iss_parameter_supported: true, backchannel_logout_supported: true, backchannel_logout_session_supported: true,
    claims_supported: ['sub', 'name', 'name_th'],
  });
}

async function publishKeys({ ports, keys, clientId, response }: Asked): Promise<void> {
  const turned = await ports.db.tx((tx) => isSelfTestStepBegun(tx, { client_id: clientId, name: 'new-key' }));
  answer(response, 200, { keys: [keys.honest.jwk, ...(turned ? [keys.next.jwk] : [])] });
}

async function giveTokens({ ports, keys, clientId, request, response }: Asked): Promise<void> {
  const form = request.method === 'POST' ? await formOf(request) : null;
  const code_hash = hashSecret(form?.get('code') ?? '');
  const [row, step] = await ports.db.tx(async (tx) => [await findRegisteredClient(tx, { id: clientId }), await findSelfTestCode(tx, { client_id: clientId, code_hash })] as const);
  if (!form || !row || !step) return answer(response, 400, { error: 'invalid_grant' });
  const issuer = lyingIssuer(ports.publicUrl, clientId);
  const asked = step.request as SignInRequest;
  const verifier = form.get('code_verifier') ?? '';
  const heard: Heard = {
    at: 'token', client: await provesClient(ports, row, request.headers, form, [issuer, `${issuer}/token`]), redirect: form.get('redirect_uri') === asked.redirectUri,
    pkce: asked.challenge !== null && createHash('sha256').update(verifier).digest('base64url') === asked.challenge,
  };
  const token = newSecret();
  const taken = await ports.db.tx((tx) => hearSelfTestToken(tx, { code_hash, heard: [heard], token_hash: token.hash }));
  if (!heard.client) return answer(response, 401, { error: 'invalid_client' });
  if (!taken?.first || !heard.redirect || (asked.challenge !== null && !heard.pkce)) return answer(response, 400, { error: 'invalid_grant' });
  const id_token = forgeIdToken(keys, tokenLieOf(step.name), { issuer, clientId, nonce: asked.nonce, sid: asked.sid }, new Date());
  answer(response, 200, { token_type: 'Bearer', access_token: token.text, expires_in: 300, scope: 'openid profile', id_token });
}

async function giveUserinfo({ ports, clientId, request, response }: Asked): Promise<void> {
  const bearer = /^Bearer ([\w-]+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? '';
  const step = await ports.db.tx((tx) => hearSelfTestUserinfo(tx, { client_id: clientId, token_hash: hashSecret(bearer) }));
  if (!step) return answer(response, 401, { error: 'invalid_token' });
  answer(response, 200, { ...TEST_PERSON, sub: tokenLieOf(step.name).userinfoSub ?? TEST_PERSON.sub });
}

async function formOf(request: IncomingMessage): Promise<URLSearchParams | null> {
  let text = '';
  for await (const part of request) if ((text += String(part)).length > LARGEST) return null;
  return new URLSearchParams(text);
}

function answer(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' }).end(JSON.stringify(body));
}

import type { IncomingMessage, ServerResponse } from 'node:http';
import { parse } from 'node:querystring';
import type { Client, default as Provider } from 'oidc-provider';
import type { SignonPorts } from '../ports.ts';
import type { OwnFields } from './client-metadata.ts';
import type { KnownServices } from './known-services.ts';
import { countGrant } from './observe.ts';
import { knownScopesOf, signedFor } from './resources.ts';

const FORM = 'application/x-www-form-urlencoded';
const LONGEST = 2048;
/** Whoever brings one of these, or anything else that is not plain, is answered by the provider itself. */
const NOT_PLAIN = ['origin', 'dpop', 'transfer-encoding', 'content-encoding', 'expect', 'x-forwarded-tls-client-cert', 'oauth-client-attestation', 'oauth-client-attestation-pop'] as const;
const PARAMETERS = new Set(['grant_type', 'resource', 'scope']);
const STATIC_SCOPES = /(?:^| )(?:openid|profile|organisation|offline_access)(?: |$)/;
const SCOPES = /^[\x21\x23-\x5B\x5D-\x7E]+(?: [\x21\x23-\x5B\x5D-\x7E]+)*$/;
/** User and secret as they are: who has to write some sign as `%xx` or `+` is not plain. */
const PLAIN_PAIR = /^([\x20-\x24\x26-\x2A\x2C-\x39\x3B-\x7E]+):([\x20-\x24\x26-\x2A\x2C-\x7E]+)$/;

type Serve = (request: IncomingMessage, response: ServerResponse) => void;
interface Asked { id: string; secret: string; resource: string; scope: string | undefined }

/**
 * The short way to the one answer that programs ask for all day: a signed token of five minutes for a client that shows its secret. It only ever says
 * yes, with the provider's own models; whatever is not plain, and every refusal, is left to the provider, which finds the request as it came.
 */
export function machineTokensIn(ports: SignonPorts, provider: Provider, known: KnownServices, onward: Serve): Serve {
  return (request, response) => {
    if (!isPlain(request)) return onward(request, response);
    request.once('readable', () => {
      const asked = readAsked(request);
      (asked ? issue(ports, provider, known, asked) : Promise.resolve(null)).then(
        (body) => body === null ? onward(request, response) : answer(response, body),
        () => onward(request, response));
    });
  };
}

function isPlain({ method, url, headers }: IncomingMessage): boolean {
  const length = Number(headers['content-length']);
  return method === 'POST' && url === '/token' && headers['content-type'] === FORM && length > 0 && length <= LONGEST && headers.authorization !== undefined && NOT_PLAIN.every((name) => headers[name] === undefined);
}

/** Looks at the body and puts it back: it is the provider's to read if this turns out not to be plain. */
function readAsked(request: IncomingMessage): Asked | null {
  const body = request.read() as Buffer | null;
  if (body === null) return null;
  request.unshift(body);
  if (body.length !== Number(request.headers['content-length'])) return null;
  const pair = PLAIN_PAIR.exec(decodeBasic(request.headers.authorization ?? ''));
  const form = parse(body.toString());
  const { grant_type: grant, resource, scope } = form;
  if (!pair || grant !== 'client_credentials' || typeof resource !== 'string' || (scope !== undefined && (typeof scope !== 'string' || !SCOPES.test(scope) || STATIC_SCOPES.test(scope)))) return null;
  return Object.keys(form).every((name) => PARAMETERS.has(name)) ? { id: pair[1] as string, secret: pair[2] as string, resource, scope } : null;
}

function decodeBasic(header: string): string {
  const encoded = /^Basic ((?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?)$/.exec(header)?.[1];
  return encoded ? Buffer.from(encoded, 'base64').toString('utf8') : '';
}

/** The answer's body; null when the provider has to look at it. */
async function issue(ports: SignonPorts, provider: Provider, known: KnownServices, { id, secret, resource, scope }: Asked): Promise<string | null> {
  const client = await provider.Client.find(id) as (Client & OwnFields) | undefined;
  if (!client || !isPlainClient(client) || !(client as unknown as { compareClientSecret(actual: string): boolean }).compareClientSecret(secret)) return null;
  const scopes = await knownScopesOf(ports, known, resource);
  if (scopes === undefined || !URL.canParse(resource) || resource.includes('#')) return null;
  const open = new Set(scopes.split(' '));
  const given = [...new Set(scope?.split(' '))].filter((each) => open.has(each)).join(' ') || undefined;
  const token = new provider.ClientCredentials({ client, scope: given } as never);
  token.resourceServer = new provider.ResourceServer(resource, signedFor(resource, scopes));
  const value = await token.save();
  countGrant('client_credentials');
  return JSON.stringify({ access_token: value, expires_in: token.expiration, ...(given !== undefined && { scope: given }), token_type: 'Bearer' });
}

/** Shows a secret, and its tokens are bound to no key and no certificate. */
function isPlainClient(client: Client & OwnFields): boolean {
  const { clientSecretExpiresAt, dpopBoundAccessTokens, tlsClientCertificateBoundAccessTokens } = client as { clientSecretExpiresAt?: number; dpopBoundAccessTokens?: boolean; tlsClientCertificateBoundAccessTokens?: boolean };
  return (client.clientAuthMethod === 'client_secret_basic' || client.clientAuthMethod === 'client_secret_post') && client.grantTypeAllowed('client_credentials')
    && client.saphan_tier !== 'exchange' && !clientSecretExpiresAt && !dpopBoundAccessTokens && !tlsClientCertificateBoundAccessTokens;
}

function answer(response: ServerResponse, body: string): void {
  response.writeHead(200, { 'content-type': 'application/json; charset=utf-8', 'content-length': Buffer.byteLength(body), 'cache-control': 'no-store' }).end(body);
}

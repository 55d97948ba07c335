import { createHash, randomBytes } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { AuthorizationCode, default as Provider } from 'oidc-provider';
import { readCookie, writeCookie } from '#kernel/cookies.ts';
import { hashSecret, newSecret } from '#kernel/tokens.ts';
import { pairwiseIdentifierOf } from '../provider/find-account.ts';
import type { SignonPorts } from '../ports.ts';
import { problem } from './errors.ts';
import { deleteForwardSession, insertForwardArtifact, takeForwardWay } from './forward.sql.gen.ts';
import { callbackOf, FORWARD_COOKIE, pathWithin, siteOf, WAY_COOKIE, type Site } from './site.ts';

interface Way { host: string; to: string; state: string; verifier: string }
const WAY_S = 600;
const SESSION_S = 8 * 3600;

/** Begins a sign-in for a site: what comes back must come to the same browser. */
export async function leadToSignIn(ports: SignonPorts, request: FastifyRequest, reply: FastifyReply, to: string | undefined): Promise<FastifyReply> {
  const site = await siteOf(ports, request);
  const way: Way = { host: site.host, to: pathWithin(to), state: randomBytes(16).toString('base64url'), verifier: randomBytes(32).toString('base64url') };
  const secret = newSecret();
  await ports.db.tx((tx) => insertForwardArtifact(tx, { kind: 'ForwardWay', id_hash: secret.hash, payload: way, account_id: null, client_id: site.client_id, seconds: WAY_S }));
  writeCookie(reply, WAY_COOKIE, secret.text, WAY_S);
  const params = new URLSearchParams({
    client_id: site.client_id, redirect_uri: callbackOf(site), response_type: 'code', scope: 'openid profile', state: way.state, code_challenge: createHash('sha256').update(way.verifier).digest('base64url'), code_challenge_method: 'S256',
    ...(site.min_aal > 1 && { acr_values: `urn:saphan:aal${site.min_aal}` }),
  });
  return reply.header('cache-control', 'no-store').redirect(`${ports.publicUrl}/oidc/auth?${params}`, 303);
}

/** Takes the code that the provider gave and gives the browser a cookie of the site's own host. */
export async function finishForwardSignIn(ports: SignonPorts, provider: Provider, request: FastifyRequest, reply: FastifyReply, query: { code?: string; state?: string; error?: string }): Promise<FastifyReply> {
  const site = await siteOf(ports, request);
  const secret = readCookie(request.headers.cookie, WAY_COOKIE);
  const taken = secret === null ? null : await ports.db.tx((tx) => takeForwardWay(tx, { id_hash: hashSecret(secret) }));
  const way = taken?.payload as Way | undefined;
  if (!way || way.host !== site.host || way.state !== query.state) throw problem('forward-way-lost');
  if (query.error !== undefined) return reply.redirect(`${ports.publicUrl}/th/sign-in-problem?code=${encodeURIComponent(query.error.slice(0, 60))}`, 303);
  const code = await takeCode(provider, site, way, query.code ?? '');
  const client = await provider.Client.find(site.client_id);
  const session = newSecret();
  const payload = { host: site.host, providerUid: code.sessionUid, sub: client?.subjectType === 'pairwise' ? pairwiseIdentifierOf(ports)(undefined, code.accountId as string, client) : code.accountId };
  await ports.db.tx((tx) => insertForwardArtifact(tx, { kind: 'ForwardSession', id_hash: session.hash, payload, account_id: code.accountId ?? null, client_id: site.client_id, seconds: SESSION_S }));
  writeCookie(reply, WAY_COOKIE, '', 0);
  writeCookie(reply, FORWARD_COOKIE, session.text, SESSION_S);
  return reply.header('cache-control', 'no-store').redirect(`${site.origin}${way.to}`, 303);
}

/** Ends the session of the site and asks whether to sign out of the rest. */
export async function leaveForwardSite(ports: SignonPorts, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const site = await siteOf(ports, request);
  const secret = readCookie(request.headers.cookie, FORWARD_COOKIE);
  if (secret !== null) await ports.db.tx((tx) => deleteForwardSession(tx, { id_hash: hashSecret(secret) }));
  writeCookie(reply, FORWARD_COOKIE, '', 0);
  return reply.redirect(`${ports.publicUrl}/oidc/session/end?client_id=${encodeURIComponent(site.client_id)}`, 303);
}

/** What a token request would check (RFC 6749 §4.1.3, RFC 7636 §4.6), done in the house itself. */
async function takeCode(provider: Provider, site: Site, way: Way, value: string): Promise<AuthorizationCode & { sessionUid?: string }> {
  const code = value.length > 0 && value.length < 200 ? await provider.AuthorizationCode.find(value) : undefined;
  const challenge = createHash('sha256').update(way.verifier).digest('base64url');
  if (!code?.isValid || code.clientId !== site.client_id || code.redirectUri !== callbackOf(site) || code.codeChallenge !== challenge || !code.accountId) throw problem('forward-way-lost');
  await code.consume();
  return code as AuthorizationCode & { sessionUid?: string };
}

import type { FastifyReply, FastifyRequest } from 'fastify';
import { importJWK, SignJWT } from 'jose';
import { readCookie } from '#kernel/cookies.ts';
import { hashSecret } from '#kernel/tokens.ts';
import { acrOf } from '#modules/identity/index.ts';
import { loadSigningKeys } from '../keys/turn.ts';
import type { SignonPorts } from '../ports.ts';
import { problem } from './errors.ts';
import { findForwardSession, type FindForwardSessionRow } from './forward.sql.gen.ts';
import { FORWARD_COOKIE, pathWithin, siteOf, type Site } from './site.ts';

const LIFE_S = 60;

/** Says who comes to a site: 204 with a signed identity, or 401 with the address where the sign-in begins. */
export async function readForwardIdentity(ports: SignonPorts, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const site = await siteOf(ports, request);
  reply.header('cache-control', 'no-store');
  const secret = readCookie(request.headers.cookie, FORWARD_COOKIE);
  const holder = secret === null ? null : await ports.db.read((tx) => findForwardSession(tx, { id_hash: hashSecret(secret), client_id: site.client_id, host: site.host }));
  if (!holder || holder.aal < site.min_aal) {
    reply.header('location', `${site.origin}/.saphan/start?to=${encodeURIComponent(pathWithin(request.headers['x-forwarded-uri']))}`);
    throw problem('forward-sign-in-needed');
  }
  return reply.status(204).headers({ 'x-saphan-identity': await identityOf(ports, site, holder), 'x-saphan-subject': holder.sub }).send();
}

/** For a minute and for this site only; verified with the keys at `/oidc/jwks`. */
async function identityOf(ports: SignonPorts, site: Site, holder: FindForwardSessionRow): Promise<string> {
  const [active] = await ports.db.read((tx) => loadSigningKeys(tx, ports.masterKey));
  if (!active) throw problem('forward-site-not-found');
  const name = [holder.given_th, holder.family_th].filter(Boolean).join(' ') || holder.display_name;
  return new SignJWT({ name, acr: acrOf({ aal: holder.aal as 1 | 2 | 3, phishingResistant: holder.phishing_resistant }), ial: holder.ial / 10, ...(holder.persona && { persona: holder.persona }), ...(holder.agency_id && { agency: holder.agency_id }) })
    .setProtectedHeader({ alg: 'ES256', kid: active.kid ?? '', typ: 'saphan-identity+jwt' })
    .setIssuer(`${ports.publicUrl}/oidc`).setAudience(site.origin).setSubject(holder.sub).setIssuedAt().setExpirationTime(`${LIFE_S}s`)
    .sign(await importJWK(active, 'ES256'));
}

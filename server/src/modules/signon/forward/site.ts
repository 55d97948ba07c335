import type { FastifyRequest } from 'fastify';
import { trusts } from '#kernel/proxies.ts';
import type { SignonPorts } from '../ports.ts';
import { problem } from './errors.ts';
import { findForwardSite, type FindForwardSiteRow } from './forward.sql.gen.ts';

/** Cookies on the site's own host. */
export const FORWARD_COOKIE = 'saphan-forward';
export const WAY_COOKIE = 'saphan-forward-way';
const HOST = /^[a-z0-9.-]{1,253}(?::\d{1,5})?$/;

export type Site = FindForwardSiteRow & { origin: string };

/**
 * The site that a trusted proxy asks about. From anybody else the forwarded headers say nothing.
 *
 * @throws `signon.forward-site-not-found`, `signon.forward-header-forged`.
 */
export async function siteOf(ports: SignonPorts, { headers, raw }: FastifyRequest): Promise<Site> {
  const host = headers['x-forwarded-host'];
  const trusted = trusts(ports.trustedProxies ?? [])(raw.socket.remoteAddress ?? '');
  if (!trusted || typeof host !== 'string' || !HOST.test(host.toLowerCase())) throw problem('forward-site-not-found');
  if (Object.keys(headers).some((name) => name.startsWith('x-saphan-identity') || name.startsWith('x-saphan-subject'))) throw problem('forward-header-forged');
  const site = await ports.db.read((tx) => findForwardSite(tx, { host: host.toLowerCase() }));
  if (!site) throw problem('forward-site-not-found');
  // The scheme is the house's own: a proxy is not asked whether it used TLS.
  return { ...site, origin: `${new URL(ports.publicUrl).protocol}//${site.host}` };
}

export const callbackOf = (site: Pick<Site, 'origin'>): string => `${site.origin}/.saphan/callback`;

/** A path on the site itself; anything that could lead elsewhere is its front page. */
export const pathWithin = (asked: unknown): string => typeof asked === 'string' && asked.length <= 2000 && /^\/(?![/\\])[\x21-\x5b\x5d-\x7e]*$/.test(asked) ? asked : '/';

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { SESSION_COOKIE } from './cookies.ts';
import { kernelProblem } from './problems.ts';

const PAGE_POLICY = [
  "default-src 'self'", "script-src 'self'", "img-src 'self' data:", "style-src 'self'", "font-src 'self'", "connect-src 'self'",
  "object-src 'none'", "base-uri 'none'", "form-action 'self'", "frame-ancestors 'none'",
].join('; ');

const HEADERS = {
  'content-security-policy': PAGE_POLICY,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'publickey-credentials-get=(self), publickey-credentials-create=(self), camera=(), microphone=(), geolocation=()',
};

/** Addresses of programs; everything else is the page. */
const PROGRAMS = /^\/(?:api|oidc|scim|ogc|access|edge|v2|\.well-known|forward|x|r1|ws|sandbox|ledger|healthz|readyz|metrics)(?:\/|$)/;
/** Program addresses that a browser comes to from another site, by a link or a redirect. */
const ENTRANCES = /^\/(?:oidc\/.+|api\/v1\/interactions\/[^/]+|api\/v1\/upstream\/[^/]+\/callback)$/;
/** Of the provider, without cookies: programs in other origins' pages ask these, and it answers to the origins of its clients only (CORS). */
const SHARED = /^\/oidc\/(?:token|me|jwks|request|token\/revocation|\.well-known\/[a-z-]+)$/;
/** Takes a form that another site's page posts, and reads no cookie: the answer of a SAML identity provider. */
const FORM_ENTRANCE = /^\/api\/v1\/upstream\/[^/]+\/acs$/;
const NEVER_KEPT = /^\/(?:api|oidc|scim|access|edge|sandbox|forward)(?:\/|$)/;

export interface GuardOptions { hosts: readonly string[]; publicUrl: string }

/**
 * Keeps other sites' pages out: the server answers only to its own host names (DNS rebinding), takes changes only from its own
 * origin, and lets another site only lead a person here, by link or redirect.
 */
export function guardBrowser(app: FastifyInstance, { hosts, publicUrl }: GuardOptions): void {
  const https = publicUrl.startsWith('https:');
  app.addHook('onRequest', async (request, reply) => {
    const path = request.url.split('?')[0] ?? '/';
    reply.headers(HEADERS);
    if (https) reply.header('strict-transport-security', 'max-age=31536000; includeSubDomains');
    if (NEVER_KEPT.test(path)) reply.header('cache-control', 'no-store');
    const { host, origin } = request.headers;
    if (!host || !hosts.includes(host)) throw kernelProblem('origin-refused', { detailEn: 'unexpected Host header', detailTh: 'ชื่อเครื่องในคำขอไม่ใช่ของระบบนี้' });
    if (SHARED.test(path) || isPostedForm(request)) return;
    if ((request.routeOptions.config as { openToSites?: true } | undefined)?.openToSites) return openTo(request, reply);
    if (origin !== undefined && !hosts.includes(origin.replace(/^https?:\/\//, ''))) throw kernelProblem('origin-refused');
    if (request.headers['sec-fetch-site'] === 'cross-site' && !isVisit(request, path)) throw kernelProblem('origin-refused');
  });
}

/**
 * A page of any site may read what a visitor may: no cookie is looked at, so the site learns nothing that a stranger would not. A person who
 * reads from our own page, or from no page at all, stays who they are.
 */
function openTo(request: FastifyRequest, reply: FastifyReply): void {
  if (request.method !== 'GET' || !['same-origin', 'none'].includes(String(request.headers['sec-fetch-site']))) delete request.headers.cookie;
  reply.headers({ 'access-control-allow-origin': '*', 'cross-origin-resource-policy': 'cross-origin' });
}

/** Whether an address belongs to programs, so that no page answers there. */
export const isProgramAddress = (path: string): boolean => PROGRAMS.test(path);

/** Whether another site only led a person to an address that people come to. */
function isVisit(request: FastifyRequest, path: string): boolean {
  return request.method === 'GET' && request.headers['sec-fetch-mode'] === 'navigate' && (ENTRANCES.test(path) || !isProgramAddress(path));
}

/** Whether a page anywhere posted a form, as a page that one sees, to the address that takes one. */
function isPostedForm({ method, url, headers }: FastifyRequest): boolean {
  return method === 'POST' && FORM_ENTRANCE.test(url.split('?')[0] ?? '/') && (headers['sec-fetch-mode'] ?? 'navigate') === 'navigate';
}

/**
 * A change asked with our cookie must come from our own page: same origin, and with a header that no form and no other site can send.
 *
 * @throws `kernel.origin-refused`.
 */
export function assertOwnPage(request: FastifyRequest): void {
  if (['GET', 'HEAD', 'OPTIONS'].includes(request.method) || request.headers.authorization !== undefined) return;
  if (isPostedForm(request)) return;
  // Sent twice counts as sent: readCookie says null to both.
  if (!(request.headers.cookie ?? '').includes(`__Host-${SESSION_COOKIE}`)) return;
  const site = request.headers['sec-fetch-site'];
  if ((site === undefined || site === 'same-origin') && request.headers['x-saphan'] === '1') return;
  throw kernelProblem('origin-refused');
}

import type { FastifyInstance } from 'fastify';
import { kernelProblem } from './problems.ts';

const PAGE_POLICY = [
  "default-src 'self'", "img-src 'self' data:", "style-src 'self'", "font-src 'self'", "connect-src 'self'",
  "object-src 'none'", "base-uri 'none'", "form-action 'self'", "frame-ancestors 'none'",
].join('; ');

/**
 * Keeps other sites' pages out: a server that trusts its local operator must answer only to its own host name (DNS rebinding)
 * and take changes only from its own origin (cross-site requests).
 */
export function guardBrowser(app: FastifyInstance, hosts: readonly string[]): void {
  app.addHook('onRequest', async (request, reply) => {
    reply.header('content-security-policy', PAGE_POLICY);
    reply.header('x-content-type-options', 'nosniff');
    reply.header('referrer-policy', 'no-referrer');
    reply.header('cross-origin-opener-policy', 'same-origin');
    reply.header('cross-origin-resource-policy', 'same-origin');
    const { host, origin } = request.headers;
    if (!host || !hosts.includes(host)) throw kernelProblem('origin-refused', { detailEn: 'unexpected Host header', detailTh: 'ชื่อเครื่องในคำขอไม่ใช่ของระบบนี้' });
    if (origin !== undefined && !hosts.includes(origin.replace(/^https?:\/\//, ''))) throw kernelProblem('origin-refused');
    if (request.headers['sec-fetch-site'] === 'cross-site') throw kernelProblem('origin-refused');
  });
}

import { readFileSync, statSync } from 'node:fs';
import { join, normalize, sep } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { isProgramAddress } from '#kernel/http-guard.ts';
import { kernelProblem } from '#kernel/problems.ts';
import { withHead, type PageHead } from '#modules/portal/index.ts';

/** Bundled files carry a hash in their names, so a browser may keep them for ever; everything else is asked for again. */
const FOR_EVER = { maxAge: '365d', immutable: true } as const;
const ASK_AGAIN = { cacheControl: false } as const;

/**
 * Serves the built page: its files, and `index.html` for every address that the page's own router knows. A page asked for under
 * another name of this machine leads to the public one: cookies and passkeys belong to that.
 *
 * @param readHead what the head of a page tells machines that run no script; null for most pages.
 */
export function addPage(app: FastifyInstance, folder: string, publicUrl: string, readHead: (path: string) => Promise<PageHead | null>): void {
  const publicHost = new URL(publicUrl).host;
  void app.register(fastifyStatic, { root: folder, serve: false, logLevel: 'warn' });
  app.get('/*', { schema: { hide: true } }, async (request, reply) => {
    const path = readPath(request.url);
    if (isProgramAddress(path)) throw kernelProblem('not-found', { path });
    if (path !== '/' && isFile(folder, path)) return reply.sendFile(path.slice(1), folder, path.startsWith('/assets/') ? FOR_EVER : ASK_AGAIN);
    if (path.startsWith('/assets/') || !isFile(folder, '/index.html')) throw kernelProblem('not-found', { path });
    if (request.headers.host !== publicHost) return reply.redirect(`${publicUrl}${request.url}`);
    const head = await readHead(path);
    reply.header('cache-control', 'no-cache');
    if (head) return reply.type('text/html; charset=utf-8').send(withHead(readFileSync(join(folder, 'index.html'), 'utf8'), head));
    return reply.sendFile('index.html', folder, ASK_AGAIN);
  });
}

function readPath(url: string): string {
  try {
    return decodeURIComponent(url.split('?')[0] ?? '/');
  } catch {
    throw kernelProblem('not-found', { path: url });
  }
}

function isFile(folder: string, path: string): boolean {
  const file = normalize(join(folder, path));
  if (path.includes('\0') || !file.startsWith(folder + sep) || /(^|\/)\./.test(path)) return false;
  return statSync(file, { throwIfNoEntry: false })?.isFile() ?? false;
}

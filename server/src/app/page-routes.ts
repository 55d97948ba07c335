import { statSync } from 'node:fs';
import { join, normalize, sep } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { isProgramAddress } from '#kernel/http-guard.ts';
import { kernelProblem } from '#kernel/problems.ts';

/** Bundled files carry a hash in their names, so a browser may keep them for ever; everything else is asked for again. */
const FOR_EVER = { maxAge: '365d', immutable: true } as const;
const ASK_AGAIN = { cacheControl: false } as const;

/**
 * Serves the built page: its files, and `index.html` for every address that the page's own router knows. A page asked for under
 * another name of this machine leads to the public one: cookies and passkeys belong to that.
 */
export function addPage(app: FastifyInstance, folder: string, publicUrl: string): void {
  const publicHost = new URL(publicUrl).host;
  void app.register(fastifyStatic, { root: folder, serve: false, logLevel: 'warn' });
  app.get('/*', { schema: { hide: true } }, (request, reply) => {
    const path = readPath(request.url);
    if (isProgramAddress(path)) throw kernelProblem('not-found', { path });
    if (path !== '/' && isFile(folder, path)) return reply.sendFile(path.slice(1), folder, path.startsWith('/assets/') ? FOR_EVER : ASK_AGAIN);
    if (path.startsWith('/assets/') || !isFile(folder, '/index.html')) throw kernelProblem('not-found', { path });
    if (request.headers.host !== publicHost) return reply.redirect(`${publicUrl}${request.url}`);
    return reply.header('cache-control', 'no-cache').sendFile('index.html', folder, ASK_AGAIN);
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

import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { trusts } from './proxies.ts';

/** A protocol that answers by itself below a path, e.g. the OpenID provider below `/oidc`. Policies do not apply to it. */
export interface Mount {
  prefix: `/${string}`;
  handle(request: IncomingMessage, response: ServerResponse): void;
  /** It stands before everything else and sees requests as they came: no guard, no header of ours. For programs that sign what they send. */
  bare?: true;
  close?(): Promise<void>;
}

interface MountOptions { publicUrl: string; trustedProxies: readonly string[] }

/** Adds a mount behind the guard: what the guard refuses never comes here, and the guard's headers are on every answer. */
export function addMount(app: FastifyInstance, mount: Mount, { publicUrl, trustedProxies }: MountOptions): void {
  const isTrusted = trusts(trustedProxies);
  const scheme = new URL(publicUrl).protocol.slice(0, -1);
  void app.register(async (inner) => {
    inner.addHook('onRequest', (request, reply, done) => {
      reply.hijack();
      copyHeaders(reply);
      const raw = request.raw as IncomingMessage & { originalUrl?: string };
      if (!isTrusted(raw.socket?.remoteAddress ?? '')) for (const name of Object.keys(raw.headers)) if (name.startsWith('x-forwarded-') || name === 'forwarded') delete raw.headers[name];
      raw.headers['x-forwarded-proto'] = scheme;
      raw.originalUrl = raw.url ?? '/';
      raw.url = raw.originalUrl.slice(mount.prefix.length) || '/';
      mount.handle(raw, reply.raw);
      done();
    });
    inner.all(`${mount.prefix}/*`, { schema: { hide: true } }, () => undefined);
  });
}

/** Puts mounts before the guard and the router: what is below their paths never comes to either. */
export function putInFront(app: FastifyInstance, mounts: readonly Mount[]): void {
  if (mounts.length === 0) return;
  const listeners = app.server.listeners('request') as ((request: IncomingMessage, response: ServerResponse) => void)[];
  app.server.removeAllListeners('request');
  app.server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    const mount = mounts.find(({ prefix }) => request.url?.startsWith(`${prefix}/`));
    if (mount) mount.handle(request, response);
    else for (const listener of listeners) listener.call(app.server, request, response);
  });
}

function copyHeaders(reply: FastifyReply): void {
  for (const [name, value] of Object.entries(reply.getHeaders())) if (value !== undefined) reply.raw.setHeader(name, value);
}

import swagger from '@fastify/swagger';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import type { Database } from './db.ts';
import { refuseAll, type Decider } from './decider.ts';
import { limitBodyTime } from './body-time.ts';
import { addRoute } from './http-route.ts';
import { answerProblem } from './http-problems.ts';
import { guardBrowser } from './http-guard.ts';
import type { Log } from './log.ts';
import { httpSeconds, registry } from './metrics.ts';
import { addMount, putInFront, type Mount } from './mount.ts';
import { Pace } from './pace.ts';
import type { AssuranceLevel, Principal } from './policy.ts';
import { kernelProblem } from './problems.ts';
import { trusts } from './proxies.ts';
import type { Route } from './route.ts';

export interface HttpOptions {
  db: Database;
  log: Log;
  version: string;
  routes: readonly Route[];
  /** Who asks; asked once a request. */
  authenticate(request: FastifyRequest): Promise<Principal>;
  /** Hosts a browser may name, e.g. `127.0.0.1:8080`; any other is a rebinding attempt. */
  hosts: readonly string[];
  /** Address that people and other services know; default: http on the first host. */
  publicUrl?: string;
  mounts?: readonly Mount[];
  /** Without it every operation that needs a decision is refused. */
  decider?: Decider;
  /** How sure the house must be of persons for the work of officers; 0 leaves it to each policy. */
  officersAal?: AssuranceLevel;
  /** How many downloads visitors of one network may make in a minute; 0, as without it, sets no limit. */
  visitorDownloads?: number;
  /** How long a body that is read whole may take to come, in ms; a minute. */
  bodyMs?: number;
  /** Told of every answer after it was sent: what operation, and how it ended. */
  answered?(request: FastifyRequest, reply: FastifyReply, operationId: string): void;
  /** Proxies whose `x-forwarded-for` is believed; none by default. */
  trustedProxies?: readonly string[];
}

const JSON_LIMIT_BYTES = 8 * 1024 * 1024;
const FORM = 'application/x-www-form-urlencoded';
const FORM_LIMIT_BYTES = 512 * 1024;
const BODY_MS = 60_000;

/** Builds the API: every route with policy, schemas, OpenAPI 3.1 and problem+json. Does not listen. */
export async function buildHttp(options: HttpOptions): Promise<FastifyInstance> {
  const { hosts, trustedProxies = [], publicUrl = `http://${hosts[0] ?? 'localhost'}`, decider = refuseAll } = options;
  const app = fastify({
    bodyLimit: JSON_LIMIT_BYTES, genReqId: () => crypto.randomUUID().slice(0, 8), forceCloseConnections: true,
    ajv: { customOptions: { removeAdditional: false, coerceTypes: 'array', allErrors: true } },
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 200 },
    ...(trustedProxies.length > 0 && { trustProxy: trusts(trustedProxies) }),
  });
  await app.register(swagger, {
    openapi: { openapi: '3.1.1', info: { title: 'Saphan', version: options.version, description: 'สะพานข้อมูลของกระทรวง · A ministry’s data bridge' } },
  });
  guardBrowser(app, { hosts, publicUrl });
  limitBodyTime(app, options.bodyMs ?? BODY_MS);
  app.setErrorHandler((error, request, reply) => answerProblem(error, request, reply, options.log));
  app.setNotFoundHandler((request, reply) => answerProblem(kernelProblem('not-found', { path: request.url.split('?')[0] }), request, reply, options.log));
  app.addHook('onResponse', async (request, reply) => {
    const operation = (request.routeOptions.schema as { operationId?: string } | undefined)?.operationId ?? 'other';
    httpSeconds.observe({ operation, status: String(reply.statusCode) }, reply.elapsedTime / 1000);
    options.answered?.(request, reply, operation);
  });
  addParsers(app, options.routes);
  for (const mount of (options.mounts ?? []).filter(({ bare }) => !bare)) addMount(app, mount, { publicUrl, trustedProxies });
  putInFront(app, (options.mounts ?? []).filter(({ bare }) => bare));
  app.addHook('onClose', async () => { await Promise.all((options.mounts ?? []).map((mount) => mount.close?.())); });
  // A plugin of their own: routes added at once would stand before swagger's hook.
  const given = { db: options.db, authenticate: options.authenticate, decider, officersAal: options.officersAal ?? 0, pace: new Pace(options.visitorDownloads ?? 0) };
  await app.register(async (api) => { for (const each of options.routes) if (each.stream !== 'any') addRoute(api, each, given); });
  await app.register(async (api) => {
    api.removeAllContentTypeParsers();
    api.addContentTypeParser('*', (_request, _payload, done) => done(null));
    for (const each of options.routes) if (each.stream === 'any') addRoute(api, each, given);
  });
  addSystemRoutes(app, options);
  return app;
}

function addParsers(app: FastifyInstance, routes: readonly Route[]): void {
  app.addContentTypeParser('application/octet-stream', (_request, _payload, done) => done(null));
  const parseJson = app.getDefaultJsonParser('error', 'error');
  for (const type of new Set(routes.flatMap((route) => route.consumes ?? []))) {
    if (type === FORM) app.addContentTypeParser(type, { parseAs: 'string', bodyLimit: FORM_LIMIT_BYTES }, (_request, text, done) => done(null, Object.fromEntries(new URLSearchParams(String(text)))));
    else app.addContentTypeParser(type, { parseAs: 'string' }, parseJson);
  }
}

function addSystemRoutes(app: FastifyInstance, options: HttpOptions): void {
  const plain = { hide: true, response: { 200: Type.Unknown() } };
  app.get('/healthz', { schema: plain }, async () => ({ ok: true }));
  app.get('/readyz', { schema: plain }, async () => options.db.tx(async (tx) => { await tx.query('select 1'); return { ok: true }; }));
  app.get('/metrics', { schema: { hide: true } }, async (_request, reply) => reply.type(registry.contentType).send(await registry.metrics()));
  app.get('/api/openapi.json', { schema: { hide: true } }, async () => app.swagger());
}

import swagger from '@fastify/swagger';
import fastify, { type FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import type { Database } from './db.ts';
import { answerProblem, problemSchema } from './http-problems.ts';
import { guardBrowser } from './http-guard.ts';
import type { Log } from './log.ts';
import { httpSeconds, registry } from './metrics.ts';
import { isAllowed, type Actor } from './policy.ts';
import { kernelProblem } from './problems.ts';
import type { Route } from './route.ts';

export interface HttpOptions {
  db: Database;
  log: Log;
  version: string;
  routes: readonly Route[];
  /** Who asks; sign-on fills this port later. */
  findActor(headers: Record<string, unknown>): Actor;
  /** Hosts a browser may name, e.g. `127.0.0.1:8080`; any other is a rebinding attempt. */
  hosts: readonly string[];
}

const JSON_LIMIT_BYTES = 8 * 1024 * 1024;

/** Builds the API: every route with policy, schemas, OpenAPI 3.1 and problem+json. Does not listen. */
export async function buildHttp(options: HttpOptions): Promise<FastifyInstance> {
  const app = fastify({
    bodyLimit: JSON_LIMIT_BYTES, genReqId: () => crypto.randomUUID().slice(0, 8), forceCloseConnections: true,
    ajv: { customOptions: { removeAdditional: false, coerceTypes: 'array', allErrors: true } },
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 200 },
  });
  await app.register(swagger, {
    openapi: { openapi: '3.1.1', info: { title: 'Saphan', version: options.version, description: 'สะพานข้อมูลของกระทรวง · A ministry’s data bridge' } },
  });
  guardBrowser(app, options.hosts);
  app.setErrorHandler((error, request, reply) => answerProblem(error, request, reply, options.log));
  app.setNotFoundHandler((request, reply) => answerProblem(kernelProblem('not-found', { path: request.url.split('?')[0] }), request, reply, options.log));
  app.addHook('onResponse', async (request, reply) => {
    const operation = (request.routeOptions.schema as { operationId?: string } | undefined)?.operationId ?? 'other';
    httpSeconds.observe({ operation, status: String(reply.statusCode) }, reply.elapsedTime / 1000);
  });
  app.addContentTypeParser('application/octet-stream', (_request, _payload, done) => done(null));
  await app.register(async (api) => { for (const each of options.routes) addRoute(api, each, options); }, { prefix: '/api/v1' });
  addSystemRoutes(app, options);
  return app;
}

function addRoute(api: FastifyInstance, spec: Route, options: HttpOptions): void {
  api.route({
    method: spec.method,
    url: spec.path,
    schema: {
      operationId: spec.operationId, summary: spec.summary, description: `${spec.policy.th} · ${spec.policy.en}`,
      ...(spec.params && { params: spec.params }), ...(spec.querystring && { querystring: spec.querystring }),
      ...(spec.body && { body: spec.body }), ...(spec.stream === 'request' && { consumes: ['application/octet-stream'] }),
      response: { ...spec.response, '4xx': problemSchema, '5xx': problemSchema },
    },
    ...(spec.stream === 'request' && { bodyLimit: Number.MAX_SAFE_INTEGER }),
    // Rights are checked before the body is read.
    onRequest: async (request) => {
      if (!isAllowed(spec.policy, options.findActor(request.headers))) throw kernelProblem('not-allowed', { policy: spec.policy.name });
    },
    handler: (request, reply) => spec.handler({
      params: request.params, query: request.query, body: request.body, actor: options.findActor(request.headers), db: options.db, request, reply,
    }),
  });
}

function addSystemRoutes(app: FastifyInstance, options: HttpOptions): void {
  const plain = { hide: true, response: { 200: Type.Unknown() } };
  app.get('/healthz', { schema: plain }, async () => ({ ok: true }));
  app.get('/readyz', { schema: plain }, async () => options.db.tx(async (tx) => { await tx.query('select 1'); return { ok: true }; }));
  app.get('/metrics', { schema: { hide: true } }, async (_request, reply) => reply.type(registry.contentType).send(await registry.metrics()));
  app.get('/api/openapi.json', { schema: { hide: true } }, async () => app.swagger());
}

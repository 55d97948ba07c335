import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { askerOf, noteAsker } from './askers.ts';
import type { Database } from './db.ts';
import { purposeHeader, readPurpose, type Decider, type Decision } from './decider.ts';
import { assertOwnPage } from './http-guard.ts';
import { problemSchema } from './http-problems.ts';
import { judge, refusalOf } from './judge.ts';
import { visitor, type AssuranceLevel, type Principal } from './policy.ts';
import { kernelProblem } from './problems.ts';
import { scopedDatabase } from './reach.ts';
import { addressOf, type Ask, type Route } from './route.ts';

export interface RouteOptions { db: Database; authenticate(request: FastifyRequest): Promise<Principal>; decider: Decider; officersAal?: AssuranceLevel }

/** Adds one declared route: schemas, then at each request own page, who, policy, body, decision, handler. */
export function addRoute(app: FastifyInstance, spec: Route, options: RouteOptions): void {
  if (spec.policy.on && !spec.resource) throw new TypeError(`${spec.operationId}: its policy asks the decider, so it must say about which ${spec.policy.on}`);
  app.route({
    method: spec.method,
    url: addressOf(spec),
    schema: schemaOf(spec),
    ...(spec.refusalForm && { config: { refusalForm: spec.refusalForm } }),
    ...(spec.stream === 'request' && { bodyLimit: Number.MAX_SAFE_INTEGER }),
    // Rights are checked before the body is read.
    onRequest: async (request) => { await admit(request, spec, options); },
    handler: async (request, reply) => {
      const ask = askOf(request, reply, options.db);
      if (spec.policy.on && spec.resource) ask.decision = await decide(spec, ask, options);
      return spec.handler(ask);
    },
  });
}

function schemaOf(spec: Route): object {
  const consumes = spec.stream === 'request' ? ['application/octet-stream'] : spec.consumes;
  return {
    operationId: spec.operationId, summary: spec.summary, description: `${spec.policy.th} · ${spec.policy.en}`,
    ...(spec.policy.on === 'dataset' && { headers: purposeHeader }), ...(spec.params && { params: spec.params }), ...(spec.querystring && { querystring: spec.querystring }),
    ...(spec.body && { body: spec.body }), ...(consumes && { consumes }),
    response: { ...spec.response, '4xx': problemSchema, '5xx': problemSchema },
  };
}

async function admit(request: FastifyRequest, spec: Route, options: RouteOptions): Promise<void> {
  // Who shows a token is that token's bearer, whatever cookie comes along.
  if (request.headers.authorization !== undefined) delete request.headers.cookie;
  assertOwnPage(request);
  const who = await options.authenticate(request);
  noteAsker(request, who);
  const verdict = judge(spec.policy, who, new Date(), { reads: spec.method === 'GET', officersAal: options.officersAal ?? 0 });
  if (verdict) throw refusalOf(spec.policy, verdict);
}

function askOf(request: FastifyRequest, reply: FastifyReply, db: Database): Ask<any, any, any> {
  const who = askerOf(request) ?? visitor;
  return { params: request.params, query: request.query, body: request.body, who, actor: who, decision: null, db: scopedDatabase(db, who), request, reply };
}

async function decide(spec: Route, ask: Ask<any, any, any>, { db, decider }: RouteOptions): Promise<Decision> {
  const resource = await spec.resource?.(ask);
  const purpose = readPurpose(ask.request.headers);
  const decision = resource && await db.tx((tx) => decider.decide(tx, ask.who, spec.policy.name, resource, purpose === null ? {} : { purpose }));
  if (decision?.allowed) return decision;
  throw kernelProblem('decision-refused', { policy: spec.policy.name, reasons: decision?.reasons ?? [] });
}

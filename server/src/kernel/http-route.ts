import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { askerOf, noteAsker } from './askers.ts';
import type { Database } from './db.ts';
import { purposeHeader, readPurpose, type Decider, type Decision, type Resource } from './decider.ts';
import { assertOwnPage } from './http-guard.ts';
import { problemSchema } from './http-problems.ts';
import { bearerFor, judge, refusalOf } from './judge.ts';
import { visitor, type AssuranceLevel, type Policy, type Principal } from './policy.ts';
import type { Pace } from './pace.ts';
import { kernelProblem } from './problems.ts';
import { scopedDatabase } from './reach.ts';
import { addressOf, type Ask, type Route } from './route.ts';

export interface RouteOptions { db: Database; authenticate(request: FastifyRequest): Promise<Principal>; decider: Decider; officersAal?: AssuranceLevel; pace?: Pace }

/** Adds one declared route: schemas, then at each request own page, who, policy, body, decision, handler. */
export function addRoute(app: FastifyInstance, spec: Route, options: RouteOptions): void {
  if (spec.policy.on && !spec.resource) throw new TypeError(`${spec.operationId}: its policy asks the decider, so it must say about which ${spec.policy.on}`);
  for (const url of [addressOf(spec), ...spec.aliases ?? []]) addAddress(app, url, spec, options);
}

function addAddress(app: FastifyInstance, url: string, spec: Route, options: RouteOptions): void {
  app.route({
    method: spec.method,
    url,
    schema: { ...schemaOf(spec), hide: url !== addressOf(spec) },
    config: { ...(spec.refusalForm && { refusalForm: spec.refusalForm }), ...(spec.openToSites && { openToSites: true }), ...(takesStream(spec) && { takesStream: true }) },
    ...(takesStream(spec) && { bodyLimit: Number.MAX_SAFE_INTEGER }),
    // Rights are checked before the body is read.
    // Nothing is kept unless the handler says for how long.
    onRequest: async (request, reply) => {
      reply.header('cache-control', 'no-store');
      await admit(request, spec, options);
    },
    handler: async (request, reply) => {
      const ask = askOf(request, reply, options);
      if (spec.policy.on && spec.resource) ask.decision = await decide(spec.policy, await spec.resource(ask), request, options);
      return spec.handler(ask);
    },
  });
}

/** Its handler reads the body as it comes, however long that takes. */
const takesStream = ({ stream }: Route): boolean => stream === 'request' || stream === 'any';

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
  spec.showToken?.(request);
  // Who shows a token is that token's bearer, whatever cookie comes along.
  if (request.headers.authorization !== undefined) delete request.headers.cookie;
  assertOwnPage(request);
  const who = await options.authenticate(request);
  noteAsker(request, who);
  assertAllowed(spec.policy, who, spec.method === 'GET', options);
  if (spec.paced && who.kind === 'visitor') options.pace?.take(request.ip);
  noteAsker(request, bearerFor(spec.policy, who, spec.method === 'GET' || (spec.policy.reads ?? false)));
}

function assertAllowed(policy: Policy, who: Principal, reads: boolean, { officersAal = 0 }: RouteOptions): void {
  const verdict = judge(policy, who, new Date(), { reads, officersAal });
  if (verdict) throw refusalOf(policy, verdict);
}

function askOf(request: FastifyRequest, reply: FastifyReply, options: RouteOptions): Ask<any, any, any> {
  const who = askerOf(request) ?? visitor;
  const decideToo: Ask<any, any, any>['decide'] = async (policy, resource) => {
    assertAllowed(policy, who, policy.reads ?? false, options);
    return decide(policy, resource, request, options);
  };
  return { params: request.params, query: request.query, body: request.body, who, actor: who, decision: null, decide: decideToo, db: scopedDatabase(options.db, who), request, reply };
}

async function decide(policy: Policy, resource: Resource, request: FastifyRequest, { db, decider }: RouteOptions): Promise<Decision> {
  const purpose = readPurpose(request.headers);
  const decision = await db.tx((tx) => decider.decide(tx, askerOf(request) ?? visitor, policy.name, resource, purpose === null ? {} : { purpose }));
  if (decision.allowed) return decision;
  throw kernelProblem('decision-refused', { policy: policy.name, reasons: decision.reasons });
}

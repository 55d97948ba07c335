import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { route, type Route } from '#kernel/route.ts';
import type { Cedar } from '../deciding/cedar.ts';
import { policies } from '../policies.ts';
import { evaluateAccess, evaluateAccesses } from './evaluate-access.ts';
import { allEvaluatedSchema, evaluatedSchema, evaluationSchema, evaluationsSchema, metadataSchema } from './schemas.ts';

/** Lets a system find its question again in its own log (Authorization API 1.0, §10.1.3). */
function echoRequestId({ headers }: FastifyRequest, reply: FastifyReply): void {
  const { 'x-request-id': id } = headers;
  if (typeof id === 'string' && /^[\x21-\x7e]{1,200}$/.test(id)) reply.header('x-request-id', id);
}

/** Decisions for other systems, by OpenID AuthZEN Authorization API 1.0. */
export function authzenRoutes(cedar: () => Promise<Cedar>, publicUrl: string): Route[] {
  return [
    route({
      at: 'root', method: 'GET', path: '/.well-known/authzen-configuration', operationId: 'getAuthzenConfiguration', summary: 'Where other systems ask for decisions', policy: policies['find-decision-point'],
      response: { 200: metadataSchema },
      handler: async () => ({ policy_decision_point: publicUrl, access_evaluation_endpoint: `${publicUrl}/access/v1/evaluation`, access_evaluations_endpoint: `${publicUrl}/access/v1/evaluations` }),
    }),
    route({
      at: 'root', method: 'POST', path: '/access/v1/evaluation', operationId: 'evaluateAccess', summary: 'May this subject do this to that?', policy: policies['evaluate'],
      querystring: Type.Object({}), body: evaluationSchema, response: { 200: evaluatedSchema },
      async handler({ db, body, request, reply }) {
        echoRequestId(request, reply);
        const engine = await cedar();
        return db.read((tx) => evaluateAccess(tx, engine, body));
      },
    }),
    route({
      at: 'root', method: 'POST', path: '/access/v1/evaluations', operationId: 'evaluateAccesses', summary: 'Several such questions at once', policy: policies['evaluate'],
      querystring: Type.Object({}), body: evaluationsSchema, response: { 200: allEvaluatedSchema },
      async handler({ db, body, request, reply }) {
        echoRequestId(request, reply);
        const engine = await cedar();
        return db.read((tx) => evaluateAccesses(tx, engine, body));
      },
    }),
  ];
}

import { Type } from 'typebox';
import type { ModulePart } from '#kernel/module.ts';
import { route } from '#kernel/route.ts';
import { policies } from '../policies.ts';
import type { WritingLimits } from '../writing.ts';
import { decideBody, listQuery, showcaseListSchema, submitBody, submittedSchema } from './schemas.ts';
import { decideShowcase, listShowcases, submitShowcase } from './showcases.ts';

/** What people made with the data. */
export const showcasePart = (limits: WritingLimits): ModulePart => ({ routes: [
  route({
    method: 'GET', path: '/portal/showcases', operationId: 'listShowcases', summary: 'What people made with the data', policy: policies['read-portal'],
    querystring: listQuery, response: { 200: showcaseListSchema }, handler: ({ db, query }) => db.read((tx) => listShowcases(tx, query)),
  }),
  route({
    method: 'POST', path: '/portal/showcases', operationId: 'submitShowcase', summary: 'Tell of something made with the data', policy: policies['ask-for-data'],
    body: submitBody, response: { 201: submittedSchema },
    handler: async ({ db, who, body, request, reply }) => {
      await limits.take(who, request);
      return reply.status(201).send(await db.tx((tx) => submitShowcase(tx, who, body)));
    },
  }),
  route({
    method: 'PUT', path: '/portal/showcases/:id/decision', operationId: 'decideShowcase', summary: 'Approve a showcase, or decline it with a reason', policy: policies['decide-showcase'],
    params: Type.Object({ id: Type.String({ format: 'uuid' }) }), body: decideBody, response: { 200: submittedSchema },
    handler: ({ db, who, params, body }) => db.tx(async (tx) => {
      await decideShowcase(tx, who, params.id, body);
      return { id: params.id, state: body.state };
    }),
  }),
] });

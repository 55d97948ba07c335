import { todayInBangkok } from '@saphan/contracts/dates';
import { Type } from 'typebox';
import { systemClock } from '#kernel/clock.ts';
import type { Job } from '#kernel/jobs.ts';
import type { ModulePart } from '#kernel/module.ts';
import { route, type Route } from '#kernel/route.ts';
import { policies } from '../policies.ts';
import type { PortalPorts } from '../ports.ts';
import type { WritingLimits } from '../writing.ts';
import { answerRequest, mergeRequest, moderateComment, moderateRequest, revealContact } from './answer-request.ts';
import { askForData, commentOnRequest } from './ask-for-data.ts';
import { countDesk, forgetContacts, listWaitingComments } from './demand.sql.gen.ts';
import { followCalendar } from './follow-calendar.ts';
import { listRequests, readRequest } from './read-requests.ts';
import { answerBody, askBody, commentBody, deskSchema, idParams, listQuery, mergeBody, moderateBody, requestListSchema, requestPageSchema, votesSchema, waitingCommentsSchema, writtenSchema } from './schemas.ts';
import { voteForRequest, withdrawVote } from './vote.ts';

/** Requests for data: asked by anybody, read before they are shown, supported, answered by the owner. */
export function demandPart(ports: PortalPorts, limits: WritingLimits): ModulePart {
  return { routes: [...publicRoutes(ports, limits), ...answerRoutes(ports), ...moderationRoutes], consumers: [followCalendar], jobs: [forgetOldContacts] };
}

function publicRoutes(ports: PortalPorts, limits: WritingLimits): Route[] {
  return [
    route({
      method: 'GET', path: '/portal/requests', operationId: 'listDemandRequests', summary: 'Requests for data, most wanted first', policy: policies['read-portal'],
      querystring: listQuery, response: { 200: requestListSchema }, handler: ({ db, who, query }) => db.read((tx) => listRequests(tx, who, query)),
    }),
    route({
      method: 'GET', path: '/portal/requests/:id', operationId: 'getDemandRequest', summary: 'A request with its steps and discussion', policy: policies['read-portal'],
      params: idParams, response: { 200: requestPageSchema }, handler: ({ db, who, params }) => db.read((tx) => readRequest(tx, who, params.id)),
    }),
    route({
      method: 'POST', path: '/portal/requests', operationId: 'askForData', summary: 'Ask for a dataset', policy: policies['ask-for-data'],
      body: askBody, response: { 201: writtenSchema },
      handler: async ({ who, body, request, reply }) => {
        await limits.take(who, request);
        return reply.status(201).send(await askForData(ports, who, body, systemClock.now()));
      },
    }),
    route({
      method: 'POST', path: '/portal/requests/:id/comments', operationId: 'commentOnRequest', summary: 'Write below a request', policy: policies['ask-for-data'],
      params: idParams, body: commentBody, response: { 201: writtenSchema },
      handler: async ({ who, params, body, request, reply }) => {
        await limits.take(who, request);
        return reply.status(201).send(await commentOnRequest(ports, who, params.id, body.text));
      },
    }),
    route({
      method: 'PUT', path: '/portal/requests/:id/vote', operationId: 'voteForRequest', summary: 'Support a request', policy: policies.vote,
      params: idParams, response: { 200: votesSchema }, handler: ({ db, who, params }) => db.tx((tx) => voteForRequest(tx, who, params.id)),
    }),
    route({
      method: 'DELETE', path: '/portal/requests/:id/vote', operationId: 'withdrawVote', summary: 'Support it no more', policy: policies.vote,
      params: idParams, response: { 200: votesSchema }, handler: ({ db, who, params }) => db.tx((tx) => withdrawVote(tx, who, params.id)),
    }),
  ];
}

function answerRoutes({ masterKey }: PortalPorts): Route[] {
  return [
    route({
      method: 'POST', path: '/portal/requests/:id/answers', operationId: 'answerRequest', summary: 'Answer, plan, publish or decline a request', policy: policies['answer-request'],
      params: idParams, body: answerBody, response: { 200: requestPageSchema },
      handler: ({ db, who, params, body }) => db.tx(async (tx) => {
        await answerRequest(tx, who, params.id, body, todayInBangkok(systemClock.now()));
        return readRequest(tx, who, params.id);
      }),
    }),
    route({
      method: 'POST', path: '/portal/requests/:id/contact', operationId: 'revealContact', summary: 'Open how whoever asked can be reached; the audit says who looked', policy: policies['answer-request'],
      params: idParams, response: { 200: Type.Object({ contact: Type.String() }) },
      handler: ({ db, who, params }) => db.tx((tx) => revealContact(tx, who, params.id, masterKey)),
    }),
  ];
}

/** What the public wrote, read before others read it. */
const moderationRoutes: Route[] = [
  route({
    method: 'PUT', path: '/portal/requests/:id/moderation', operationId: 'moderateRequest', summary: 'Show or hide a request, or pass it to another agency', policy: policies['answer-request'],
    params: idParams, body: moderateBody, response: { 200: requestPageSchema },
    handler: ({ db, who, params, body }) => db.tx(async (tx) => {
      await moderateRequest(tx, who, params.id, body);
      return readRequest(tx, who, params.id);
    }),
  }),
  route({
    method: 'POST', path: '/portal/requests/:id/merge', operationId: 'mergeRequest', summary: 'End a request that asks for what another one asks for', policy: policies['answer-request'],
    params: idParams, body: mergeBody, response: { 200: requestPageSchema },
    handler: ({ db, who, params, body }) => db.tx(async (tx) => {
      await mergeRequest(tx, who, params.id, body.into);
      return readRequest(tx, who, body.into);
    }),
  }),
  route({
    method: 'GET', path: '/portal/desk', operationId: 'readPortalDesk', summary: 'How much of what the public wrote waits for whoever asks', policy: policies['answer-request'],
    response: { 200: deskSchema }, handler: ({ db }) => db.read((tx) => countDesk(tx, { today: todayInBangkok(systemClock.now()) })),
  }),
  route({
    method: 'GET', path: '/portal/comments', operationId: 'listWaitingComments', summary: 'Comments that wait to be read', policy: policies['answer-request'],
    response: { 200: waitingCommentsSchema },
    handler: async ({ db }) => ({ items: (await db.read((tx) => listWaitingComments(tx, {}))).map(({ request_id, ...row }) => ({ ...row, requestId: request_id })) }),
  }),
  route({
    method: 'PUT', path: '/portal/comments/:id/moderation', operationId: 'moderateComment', summary: 'Show or hide a comment', policy: policies['answer-request'],
    params: idParams, body: Type.Pick(moderateBody, ['moderation', 'why']), response: { 200: Type.Object({ moderation: Type.String() }) },
    handler: ({ db, who, params, body }) => db.tx(async (tx) => {
      await moderateComment(tx, who, params.id, body);
      return { moderation: body.moderation };
    }),
  }),
];

const forgetOldContacts: Job = {
  name: 'portal.forget-contacts', everySeconds: 86_400, leaseSeconds: 300,
  run: (db) => db.tx((tx) => forgetContacts(tx, { today: todayInBangkok(systemClock.now()) })),
};

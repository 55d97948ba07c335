import type { FastifyReply } from 'fastify';
import { Type } from 'typebox';
import { systemClock } from '#kernel/clock.ts';
import type { Database } from '#kernel/db.ts';
import { contentTypes, type Paper } from '#kernel/papers/paper.ts';
import { printPaper } from '#kernel/papers/press.ts';
import type { Principal } from '#kernel/policy.ts';
import { route, type Route } from '#kernel/route.ts';
import { answerLinkageRequest, prepareLinkageAnswer } from './operations/answer.ts';
import { noteOnLinkageRequest, withdrawLinkageRequest } from './operations/converse.ts';
import { createLinkageRequest, saveLinkageRequest } from './operations/draft.ts';
import { askBackLinkageRequest, replyToLinkageRequest, sendLinkageRequest } from './operations/send.ts';
import { requestListPaper, requestMatrixPaper } from './papers/request-papers.ts';
import { policies } from './policies.ts';
import { listRequests } from './reads/list-requests.ts';
import { readMatrix } from './reads/matrix.ts';
import { getLinkageRequest } from './reads/request-page.ts';
import { seesOf } from './reads/sees.ts';
import { readWaits } from './reads/waits.ts';
import { getRequestableDataset, getRequestWords } from './reads/words.ts';
import {
  AnswerBody, AsOfQuery, ChangedRequest, DatasetQuery, ListQuery, Matrix, MessageBody, NewRequest, NoteBody, RequestableDataset, RequestList, RequestPage, RequestParams, RequestWords, SeenBody, Waits, WithdrawBody,
} from './schemas.ts';

const now = () => systemClock.now();
const page = (db: Database, who: Principal, id: number) => db.read((tx) => getLinkageRequest(tx, who, id, null, now()));
const file = { 200: Type.String({ description: 'XLSX' }) };
const { 'read-requests': read, 'read-matrix': count, 'draft-request': draft, 'send-request': send, 'note-request': note, 'prepare-answer': prepare, 'answer-request': answer } = policies;

async function sendWorkbook(reply: FastifyReply, paper: Paper, name: string): Promise<FastifyReply> {
  const bytes = await printPaper(paper, 'xlsx');
  return reply.type(contentTypes.xlsx).header('content-disposition', `attachment; filename="${name}.xlsx"`).send(bytes);
}

const reading: Route[] = [
  route({
    method: 'GET', path: '/linkage-requests', operationId: 'listLinkageRequests', summary: 'Linkage requests of one’s agencies, or all, as of a day', policy: read,
    querystring: ListQuery, response: { 200: RequestList }, handler: ({ db, who, query }) => db.read((tx) => listRequests(tx, query, seesOf(who), now())),
  }),
  route({
    method: 'GET', path: '/linkage-requests/export', operationId: 'exportLinkageRequests', summary: 'The list as a workbook', policy: read, querystring: ListQuery, response: file, stream: 'reply',
    handler: async ({ db, who, query, reply }) => {
      const list = await db.read((tx) => listRequests(tx, query, seesOf(who), now()));
      return sendWorkbook(reply, requestListPaper(list), `linkage-requests-${list.asOf}`);
    },
  }),
  route({
    method: 'GET', path: '/linkage-requests/words', operationId: 'getRequestWords', summary: 'What the form of a linkage request offers: legal bases, frequencies, agencies', policy: read,
    response: { 200: RequestWords }, handler: ({ db, who }) => db.read((tx) => getRequestWords(tx, who)),
  }),
  route({
    method: 'GET', path: '/linkage-requests/dataset', operationId: 'getRequestableDataset', summary: 'A dataset to ask for, with the columns of its contract and which are personal', policy: draft,
    querystring: DatasetQuery, response: { 200: RequestableDataset }, handler: ({ db, query }) => db.read((tx) => getRequestableDataset(tx, query.dataset)),
  }),
  route({
    method: 'GET', path: '/linkage-requests/matrix', operationId: 'getRequestMatrix', summary: 'Who needs what from whom: agencies by agencies, counted by state, as of a day', policy: count,
    querystring: AsOfQuery, response: { 200: Matrix }, handler: ({ db, who, query }) => db.read((tx) => readMatrix(tx, query.asOf ?? null, seesOf(who), now())),
  }),
  route({
    method: 'GET', path: '/linkage-requests/matrix/export', operationId: 'exportRequestMatrix', summary: 'The matrix as a workbook', policy: count, querystring: AsOfQuery, response: file, stream: 'reply',
    handler: async ({ db, who, query, reply }) => {
      const matrix = await db.read((tx) => readMatrix(tx, query.asOf ?? null, seesOf(who), now()));
      return sendWorkbook(reply, requestMatrixPaper(matrix), `request-matrix-${matrix.asOf}`);
    },
  }),
  route({
    method: 'GET', path: '/linkage-requests/waits', operationId: 'listRequestWaits', summary: 'Who waits for whom, per dataset and as chains, the longest wait first', policy: count,
    querystring: AsOfQuery, response: { 200: Waits }, handler: ({ db, who, query }) => db.read((tx) => readWaits(tx, query.asOf ?? null, seesOf(who), now())),
  }),
  route({
    method: 'GET', path: '/linkage-requests/:id', operationId: 'getLinkageRequest', summary: 'A linkage request with its story, as of a day', policy: read,
    params: RequestParams, querystring: AsOfQuery, response: { 200: RequestPage }, handler: ({ db, who, params, query }) => db.read((tx) => getLinkageRequest(tx, who, params.id, query.asOf ?? null, now())),
  }),
];

const changing: Route[] = [
  route({
    method: 'POST', path: '/linkage-requests', operationId: 'createLinkageRequest', summary: 'Draft a linkage request', policy: draft, body: NewRequest, response: { 201: RequestPage },
    handler: async ({ db, who, body, reply }) => { const { id } = await db.tx((tx) => createLinkageRequest(tx, who, body, now())); reply.status(201); return page(db, who, id); },
  }),
  route({
    method: 'PUT', path: '/linkage-requests/:id', operationId: 'saveLinkageRequest', summary: 'Change what is asked for, in a draft or after a question', policy: draft, params: RequestParams, body: ChangedRequest, response: { 200: RequestPage },
    handler: async ({ db, who, params, body }) => { await db.tx((tx) => saveLinkageRequest(tx, who, params.id, body, now())); return page(db, who, params.id); },
  }),
  route({
    method: 'POST', path: '/linkage-requests/:id/send', operationId: 'sendLinkageRequest', summary: 'Send a draft; the provider’s working days begin', policy: send, params: RequestParams, body: SeenBody, response: { 200: RequestPage },
    handler: async ({ db, who, params, body }) => { await db.tx((tx) => sendLinkageRequest(tx, who, params.id, body.seen, now())); return page(db, who, params.id); },
  }),
  route({
    method: 'POST', path: '/linkage-requests/:id/questions', operationId: 'askBackLinkageRequest', summary: 'Ask the requester back; the time to answer stands still', policy: prepare, params: RequestParams, body: MessageBody, response: { 200: RequestPage },
    handler: async ({ db, who, params, body }) => { await db.tx((tx) => askBackLinkageRequest(tx, who, params.id, body, now())); return page(db, who, params.id); },
  }),
  route({
    method: 'POST', path: '/linkage-requests/:id/replies', operationId: 'replyToLinkageRequest', summary: 'Answer the provider’s question', policy: send, params: RequestParams, body: MessageBody, response: { 200: RequestPage },
    handler: async ({ db, who, params, body }) => { await db.tx((tx) => replyToLinkageRequest(tx, who, params.id, body, now())); return page(db, who, params.id); },
  }),
  route({
    method: 'POST', path: '/linkage-requests/:id/notes', operationId: 'noteOnLinkageRequest', summary: 'Write a message into a request', policy: note, params: RequestParams, body: NoteBody, response: { 200: RequestPage },
    handler: async ({ db, who, params, body }) => { await db.tx((tx) => noteOnLinkageRequest(tx, who, params.id, body.message, now())); return page(db, who, params.id); },
  }),
  route({
    method: 'PUT', path: '/linkage-requests/:id/prepared-answer', operationId: 'prepareLinkageAnswer', summary: 'Prepare the answer for whoever is responsible', policy: prepare, params: RequestParams, body: AnswerBody, response: { 200: RequestPage },
    handler: async ({ db, who, params, body }) => { await db.tx((tx) => prepareLinkageAnswer(tx, who, params.id, body, now())); return page(db, who, params.id); },
  }),
  route({
    method: 'POST', path: '/linkage-requests/:id/answer', operationId: 'answerLinkageRequest', summary: 'Accept a request wholly or partly, or refuse it', policy: answer, params: RequestParams, body: AnswerBody, response: { 200: RequestPage },
    handler: async ({ db, who, params, body }) => { await db.tx((tx) => answerLinkageRequest(tx, who, params.id, body, now())); return page(db, who, params.id); },
  }),
  route({
    method: 'POST', path: '/linkage-requests/:id/withdrawal', operationId: 'withdrawLinkageRequest', summary: 'Withdraw a request, with the reason', policy: draft, params: RequestParams, body: WithdrawBody, response: { 200: RequestPage },
    handler: async ({ db, who, params, body }) => { await db.tx((tx) => withdrawLinkageRequest(tx, who, params.id, body, now())); return page(db, who, params.id); },
  }),
];

/** Reading first: their fixed addresses come before the numbered ones. */
export const requestRoutes: Route[] = [...reading, ...changing];

import { Type } from 'typebox';
import { route, type Route } from '#kernel/route.ts';
import { assertAgencyExists } from '../operations/create-dataset.ts';
import { readDefinition } from './definition/read-definition.ts';
import { addComment, settleComment } from './operations/comments.ts';
import { createRecord } from './operations/create-record.ts';
import { saveRecord } from './operations/save-record.ts';
import { policies } from './policies.ts';
import { listRecords, selectRecord } from './reads/find-record.ts';
import { listHistory } from './reads/history.ts';
import { readInbox } from './reads/inbox.ts';
import { readRecordWork, selectDatasetId } from './reads/record-work.ts';
import { bySlug, commentSchema, definitionSchema, historySchema, inboxSchema, newCommentSchema, newRecordSchema, recordListQuery, recordListSchema, recordSchema, saveSchema, workSchema } from './schemas.ts';

const onDataset = ({ params }: { params: { slug: string } }) => ({ kind: 'dataset' as const, id: params.slug });

/** Reading, writing and working on records; the steps of their way and their resources are beside. */
export const recordRoutes: Route[] = [
  route({
    method: 'GET', path: '/catalogue/definition', operationId: 'getCatalogueDefinition', summary: 'The metadata standard: fields, vocabularies, rules and workbook', policy: policies['read-catalogue'],
    response: { 200: definitionSchema }, handler: async ({ reply }) => reply.header('cache-control', 'max-age=300').send(readDefinition()),
  }),
  route({
    method: 'GET', path: '/catalogue/records', operationId: 'listRecords', summary: 'Records in the order of their change', policy: policies['read-catalogue'], querystring: recordListQuery, response: { 200: recordListSchema },
    handler: ({ db, query }) => db.read((tx) => listRecords(tx, {
      after: query.after, limit: query.limit ?? 50, changedSince: query.changedSince, agencyId: query.agency, audience: query.audience, states: query.state ? [query.state] : null,
    })),
  }),
  route({
    method: 'POST', path: '/catalogue/records', operationId: 'createRecord', summary: 'Add a dataset with its record', policy: policies['create-record'], body: newRecordSchema, response: { 201: recordSchema },
    resource: async ({ db, body }) => {
      await db.read((tx) => assertAgencyExists(tx, body.agencyId));
      return { kind: 'agency', id: body.agencyId };
    },
    handler: async ({ db, actor, body, reply }) => reply.status(201).send(await db.tx((tx) => createRecord(tx, actor, body))),
  }),
  route({
    method: 'GET', path: '/catalogue/records/:slug', operationId: 'getRecord', summary: 'A record with resources, columns and facts of the release; by short name or uuid', policy: policies['read-catalogue'], params: bySlug,
    response: { 200: recordSchema }, handler: ({ db, params }) => db.read((tx) => selectRecord(tx, params.slug)),
  }),
  route({
    method: 'PATCH', path: '/catalogue/records/:slug', operationId: 'saveRecord', summary: 'Change a record; what is left out stays', policy: policies['save-record'], params: bySlug, body: saveSchema, response: { 200: workSchema },
    resource: onDataset, handler: ({ db, actor, params, body: { expectVersion, ...draft } }) => db.tx(async (tx) => {
      await saveRecord(tx, actor, params.slug, draft, { expectVersion });
      return readRecordWork(tx, actor, params.slug);
    }),
  }),
  route({
    method: 'GET', path: '/catalogue/records/:slug/work', operationId: 'getRecordWork', summary: 'A record with what is missing, the comments and the steps open to whoever asks', policy: policies['work-on-record'], params: bySlug,
    response: { 200: workSchema }, resource: onDataset, handler: ({ db, actor, params }) => db.read((tx) => readRecordWork(tx, actor, params.slug)),
  }),
  route({
    method: 'GET', path: '/catalogue/records/:slug/history', operationId: 'listRecordHistory', summary: 'Versions of a record, field by field, newest first', policy: policies['work-on-record'], params: bySlug,
    querystring: Type.Object({ before: Type.Optional(Type.Integer({ minimum: 1 })), limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })) }), response: { 200: historySchema }, resource: onDataset,
    handler: ({ db, params, query }) => db.read(async (tx) => listHistory(tx, await selectDatasetId(tx, params.slug), query)),
  }),
  route({
    method: 'POST', path: '/catalogue/records/:slug/comments', operationId: 'addComment', summary: 'Comment on a record or on one of its fields', policy: policies['comment-record'], params: bySlug, body: newCommentSchema,
    response: { 201: commentSchema }, resource: onDataset, handler: async ({ db, actor, params, body, reply }) => reply.status(201).send(await db.tx((tx) => addComment(tx, actor, params.slug, body))),
  }),
  route({
    method: 'POST', path: '/catalogue/records/:slug/comments/:id/settle', operationId: 'settleComment', summary: 'Mark a comment as settled', policy: policies['comment-record'],
    params: Type.Object({ slug: Type.String(), id: Type.Integer({ minimum: 1 }) }), response: { 200: Type.Array(commentSchema) }, resource: onDataset,
    handler: ({ db, actor, params }) => db.tx((tx) => settleComment(tx, actor, params.slug, params.id)),
  }),
  route({
    method: 'GET', path: '/catalogue/inbox', operationId: 'readInbox', summary: 'Records that wait: for whoever asks, and for others', policy: policies['read-inbox'], response: { 200: inboxSchema },
    handler: ({ db, actor }) => db.read((tx) => readInbox(tx, actor)),
  }),
];

import { Type } from 'typebox';
import type { Tx } from '#kernel/db.ts';
import type { Actor } from '#kernel/policy.ts';
import { route, type Route } from '#kernel/route.ts';
import { onItsDataset } from './on-its-dataset.ts';
import { changeLink } from './operations/change-link.ts';
import { moveRecord, policyOf, type Verb } from './operations/move-record.ts';
import { orderResources } from './operations/order-resources.ts';
import { addResource, removeResource } from './operations/resources.ts';
import { policies } from './policies.ts';
import { readRecordWork, type RecordWork } from './reads/record-work.ts';
import { bySlug, moveSchema, newResourceSchema, resourceChangesSchema, resourceSchema, workSchema } from './schemas.ts';

type Step = (tx: Tx, actor: Actor, slug: string, comment?: string | null) => Promise<RecordWork>;

const step = (verb: Verb): Step => async (tx, actor, slug, comment) => {
  await moveRecord(tx, actor, slug, verb, comment);
  return readRecordWork(tx, actor, slug);
};

const submitRecord = step('submit'), checkRecord = step('check'), approveRecord = step('approve'), publishRecord = step('publish'), returnRecord = step('return'), archiveRecord = step('archive');

const steps: [Verb, string, string, Step][] = [
  ['submit', 'submitRecord', 'Hand a complete record in for checking', submitRecord], ['check', 'checkRecord', 'Pass a submitted record on', checkRecord],
  ['approve', 'approveRecord', 'Approve a checked record', approveRecord], ['publish', 'publishRecord', 'Publish an approved record', publishRecord],
  ['return', 'returnRecord', 'Give a record back with a reason', returnRecord], ['archive', 'archiveRecord', 'Archive a record and its dataset, for good', archiveRecord],
];

const onDataset = ({ params }: { params: { slug: string } }) => ({ kind: 'dataset' as const, id: params.slug });

const stepRoutes: Route[] = steps.map(([verb, operationId, summary, work]) => route({
  method: 'POST', path: `/catalogue/records/:slug/${verb}`, operationId, summary, policy: policyOf(verb), params: bySlug, body: moveSchema, response: { 200: workSchema }, resource: onDataset,
  handler: ({ db, actor, params, body }) => db.tx((tx) => work(tx, actor, params.slug, body.comment)),
}));

const byId = Type.Object({ id: Type.String({ maxLength: 36 }) });

const resourceRoutes: Route[] = [
  route({
    method: 'POST', path: '/catalogue/records/:slug/resources', operationId: 'addResource', summary: 'Add an address where the data can be had', policy: policies['save-record'], params: bySlug, body: newResourceSchema,
    response: { 201: resourceSchema }, resource: onDataset,
    handler: async ({ db, actor, params, body, reply }) => reply.status(201).send(await db.tx((tx) => addResource(tx, actor, params.slug, { ...body, kind: 'link' }))),
  }),
  route({
    method: 'PATCH', path: '/catalogue/resources/:id', operationId: 'changeResource', summary: 'Change a file or address', policy: policies['save-record'], params: byId, body: resourceChangesSchema,
    response: { 200: resourceSchema }, resource: onItsDataset, handler: ({ db, actor, params, body }) => db.tx((tx) => changeLink(tx, actor, params.id, body)),
  }),
  route({
    method: 'PUT', path: '/catalogue/records/:slug/resources/order', operationId: 'orderResources', summary: 'Put files and addresses in another order', policy: policies['save-record'], params: bySlug,
    body: Type.Object({ ids: Type.Array(Type.String({ format: 'uuid' }), { maxItems: 10_000, description: 'ทุกไฟล์และลิงก์ตามลำดับใหม่ · Every file and address, in the new order' }) }, { additionalProperties: false }), response: { 200: workSchema }, resource: onDataset,
    handler: ({ db, actor, params, body }) => db.tx(async (tx) => {
      await orderResources(tx, actor, params.slug, body.ids);
      return readRecordWork(tx, actor, params.slug);
    }),
  }),
  route({
    method: 'DELETE', path: '/catalogue/resources/:id', operationId: 'removeResource', summary: 'Take a file or address away', policy: policies['save-record'], params: byId, response: { 204: Type.Null() },
    resource: onItsDataset, handler: async ({ db, actor, params, reply }) => {
      await db.tx((tx) => removeResource(tx, actor, params.id));
      return reply.status(204).send(null);
    },
  }),
];

/** The way of a record, and what belongs to it. */
export const stepAndResourceRoutes: Route[] = [...stepRoutes, ...resourceRoutes];

import { Type } from 'typebox';
import type { Resource } from '#kernel/decider.ts';
import { judge } from '#kernel/judge.ts';
import type { Principal } from '#kernel/policy.ts';
import { holdsOffice } from '#kernel/reach.ts';
import { route, type Ask, type Route } from '#kernel/route.ts';
import { isTold } from '#modules/catalog/index.ts';
import { linkagePolicies } from '#modules/linkage/index.ts';
import { problem } from './errors.ts';
import { readFeed } from './events/feed.ts';
import { ownFacets } from './events/own-facets.ts';
import { readLineage } from './graph/read-lineage.ts';
import { policies } from './policies.ts';
import type { LineagePorts } from './ports.ts';
import { changeLineageReceiver, createLineageReceiver, listReceiverViews, removeLineageReceiver } from './receivers/receivers.ts';
import { prepareTrial, testLineageReceiver } from './receivers/test-receiver.ts';
import { eventsQuery, lineageQuery, lineageSchema, newReceiver, receiverChange, receiverList, receiverParams, receiverSchema, slugParams, triedSchema } from './schemas.ts';

/** Told first whether it is there at all: a refusal by the policies would tell whoever holds no office of drafts and of what is not open. */
async function toldResource({ params: { slug }, who, db }: Ask<{ slug: string }, unknown, unknown>): Promise<Resource> {
  if (!holdsOffice(who) && !await db.read((tx) => isTold(tx, slug))) throw problem('dataset-not-found', { slug });
  return { kind: 'dataset', id: slug };
}

/** Sources are told here to those who may read them elsewhere. */
const seesSources = (who: Principal): boolean => judge(linkagePolicies['read-runs'], who, new Date(), { reads: true }) === null;

/** Lineage of a dataset, events of runs, and the systems that hear them. */
export function lineageRoutes(ports: LineagePorts): Route[] {
  return [
    route({
      method: 'GET', path: '/datasets/:slug/lineage', operationId: 'getLineage', summary: 'Where a release came from, column by column, and what depends on it', policy: policies['read-lineage'],
      params: slugParams, querystring: lineageQuery, response: { 200: lineageSchema }, resource: toldResource,
      handler: ({ params, query, who, decision, db }) => db.read((tx) => readLineage(tx, ports, { ...params, ...query }, { decision, seesSources: seesSources(who) })),
    }),
    ...eventRoutes(ports), ...receiverRoutes(ports),
  ];
}

function eventRoutes({ publicUrl }: LineagePorts): Route[] {
  return [
    route({
      method: 'GET', path: '/open-lineage/events', operationId: 'listLineageEvents', summary: 'OpenLineage events of all runs after a place, one a line (NDJSON)', policy: policies['read-events'],
      querystring: eventsQuery, response: { 200: Type.String({ description: 'One event a line; header `saphan-place` is the place to go on from, and `link` leads on while there is more.' }) }, stream: 'reply',
      handler: async ({ query, db, reply }) => {
        const { text, last, isFull } = await db.read((tx) => readFeed(tx, query));
        const next = new URLSearchParams({ after: String(last), ...(query.run !== undefined && { run: String(query.run) }), ...(query.limit !== undefined && { limit: String(query.limit) }) });
        reply.header('saphan-place', String(last)).type('application/x-ndjson; charset=utf-8');
        if (isFull) reply.header('link', `</api/v1/open-lineage/events?${next}>; rel="next"`);
        return reply.send(text);
      },
    }),
    route({
      method: 'GET', path: '/open-lineage/facets', operationId: 'getLineageFacets', summary: 'JSON Schema of the facets of our own', policy: policies['read-facets'],
      response: { 200: Type.Object({}, { additionalProperties: true }) },
      handler: async () => ownFacets(publicUrl),
    }),
  ];
}

function receiverRoutes(ports: LineagePorts): Route[] {
  return [
    route({
      method: 'GET', path: '/open-lineage/receivers', operationId: 'listLineageReceivers', summary: 'Systems that events are sent to', policy: policies['read-receivers'], response: { 200: receiverList },
      handler: async ({ db }) => db.read(async (tx) => ({ items: await listReceiverViews(tx) })),
    }),
    route({
      method: 'POST', path: '/open-lineage/receivers', operationId: 'createLineageReceiver', summary: 'Send events to a system', policy: policies['manage-receivers'], body: newReceiver, response: { 201: receiverSchema },
      handler: async ({ body, actor, db, reply }) => {
        reply.status(201);
        return db.tx((tx) => createLineageReceiver(tx, ports, actor, body));
      },
    }),
    route({
      method: 'PATCH', path: '/open-lineage/receivers/:id', operationId: 'changeLineageReceiver', summary: 'Change, stop or start a receiver', policy: policies['manage-receivers'], params: receiverParams,
      body: receiverChange, response: { 200: receiverSchema },
      handler: ({ params, body, actor, db }) => db.tx((tx) => changeLineageReceiver(tx, ports, actor, params.id, body)),
    }),
    route({
      method: 'DELETE', path: '/open-lineage/receivers/:id', operationId: 'removeLineageReceiver', summary: 'Send nothing more to a system', policy: policies['manage-receivers'], params: receiverParams,
      response: { 204: Type.Null() },
      handler: async ({ params, actor, db, reply }) => {
        await db.tx((tx) => removeLineageReceiver(tx, actor, params.id));
        reply.status(204);
        return null;
      },
    }),
    route({
      method: 'POST', path: '/open-lineage/receivers/:id/test', operationId: 'testLineageReceiver', summary: 'Send a trial event and say how it was taken', policy: policies['manage-receivers'], params: receiverParams,
      response: { 200: triedSchema },
      handler: async ({ params, db }) => testLineageReceiver(ports, await db.tx((tx) => prepareTrial(tx, ports, params.id))),
    }),
  ];
}

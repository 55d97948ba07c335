import { Type } from 'typebox';
import { route, type Route } from '#kernel/route.ts';
import { selectDataset } from '#modules/catalog/index.ts';
import type { LinkagePorts } from '../linkage-ports.ts';
import { ofDataset } from '../routes/resources.ts';
import { Slug, SlugParams, UploadOffset } from '../schemas.ts';
import { policies } from './policies.ts';
import { appendPush, beginPush, completePush, PushBody, PushView, selectPush } from './push.ts';

const PushParams = Type.Object({ slug: Slug, id: Type.String({ format: 'uuid' }) });

/** Pushes: an agency's program sends a file without us reaching in; begin, append from the offset reached, complete. */
export function pushRoutes(ports: LinkagePorts): Route[] {
  const policy = policies['push-data'];
  const target = (slug: string) => ports.db.read((tx) => selectDataset(tx, slug));
  return [
    route({
      method: 'POST', path: '/datasets/:slug/pushes', operationId: 'beginPush', summary: 'Begin to send a file, or find the push that has this key', policy,
      params: SlugParams, body: PushBody, response: { 200: PushView }, resource: ofDataset,
      handler: async ({ params, body, actor }) => beginPush(ports, actor, await target(params.slug), body),
    }),
    route({
      method: 'GET', path: '/datasets/:slug/pushes/:id', operationId: 'getPush', summary: 'How far a push is, and what became of it', policy,
      params: PushParams, response: { 200: PushView }, resource: ofDataset,
      handler: async ({ params }) => selectPush(ports, await target(params.slug), params.id),
    }),
    route({
      method: 'PUT', path: '/datasets/:slug/pushes/:id', operationId: 'appendPush', summary: 'Append bytes at the offset reached', policy, stream: 'request',
      params: PushParams, querystring: UploadOffset, response: { 200: PushView }, resource: ofDataset,
      handler: async ({ params, query, request }) => appendPush(ports, await target(params.slug), params.id, query.offset, request.raw),
    }),
    route({
      method: 'POST', path: '/datasets/:slug/pushes/:id/complete', operationId: 'completePush', summary: 'All bytes are there: check them and start the run', policy,
      params: PushParams, response: { 202: PushView }, resource: ofDataset,
      handler: async ({ params, actor, reply }) => { reply.status(202); return completePush(ports, actor, await target(params.slug), params.id); },
    }),
  ];
}

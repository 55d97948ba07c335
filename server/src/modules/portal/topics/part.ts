import { Type } from 'typebox';
import type { ModulePart } from '#kernel/module.ts';
import { route, type Route } from '#kernel/route.ts';
import { dropTopicPicture, listTopicMembers, orderTopics, readTopicPicture, setTopicPicture, tryTopicRule } from '#modules/catalog/index.ts';
import { policies } from '../policies.ts';
import { receivePicture } from './receive-picture.ts';
import { agencyListSchema, inTopicParams, membersSchema, orderBody, ruleSchema, topicBody, topicDeskSchema, topicListSchema, topicPageSchema, topicParams, triedSchema } from './schemas.ts';
import { keepTopic, putInTopic, readTopic, readTopicDesk, readTopics, takeFromTopic } from './topics.ts';
import { listAgenciesWithData } from './topic.sql.gen.ts';

const publicRoutes: Route[] = [
  route({
    method: 'GET', path: '/portal/topics', operationId: 'listTopics', summary: 'Topics and how many datasets are in them', policy: policies['read-portal'],
    response: { 200: topicListSchema }, handler: ({ db }) => db.read(async (tx) => ({ items: await readTopics(tx) })),
  }),
  route({
    method: 'GET', path: '/portal/topics/:id', operationId: 'getTopic', summary: 'A topic and its datasets', policy: policies['read-portal'],
    params: topicParams, response: { 200: topicPageSchema }, handler: ({ db, params }) => db.read((tx) => readTopic(tx, params.id)),
  }),
  route({
    method: 'GET', path: '/portal/topics/:id/picture', operationId: 'downloadTopicPicture', summary: 'The picture that was uploaded for a topic', policy: policies['read-portal'],
    params: topicParams, querystring: Type.Object({ v: Type.Optional(Type.String({ maxLength: 64 })) }), response: { 200: Type.String({ description: 'PNG, JPEG or WebP' }) }, stream: 'reply',
    handler: async ({ db, params, reply }) => {
      const { media_type: type, bytes, sha256 } = await db.read((tx) => readTopicPicture(tx, params.id));
      return reply.headers({ etag: `"${sha256}"`, 'cache-control': 'public, max-age=86400', 'x-content-type-options': 'nosniff', 'content-security-policy': "default-src 'none'" }).type(type).send(bytes);
    },
  }),
  route({
    method: 'GET', path: '/portal/agencies', operationId: 'listPortalAgencies', summary: 'Agencies and how many datasets each shows', policy: policies['read-portal'],
    response: { 200: agencyListSchema },
    handler: ({ db }) => db.read(async (tx) => ({ items: (await listAgenciesWithData(tx, {})).map((row) => ({
      id: row.id, abbrTh: row.abbr_th, abbrEn: row.abbr_en, nameTh: row.name_th, nameEn: row.name_en, domain: row.domain, datasets: row.datasets, newestAt: row.newest_at,
    })) })),
  }),
];

const memberRoutes: Route[] = [
  route({
    method: 'PUT', path: '/portal/topics/:id/datasets/:slug', operationId: 'putInTopic', summary: 'Put a dataset in a topic', policy: policies['keep-topics'],
    params: inTopicParams, response: { 200: topicPageSchema }, handler: ({ db, who, params }) => db.tx((tx) => putInTopic(tx, who, params.id, params.slug)),
  }),
  route({
    method: 'DELETE', path: '/portal/topics/:id/datasets/:slug', operationId: 'takeFromTopic', summary: 'Take a dataset out of a topic', policy: policies['keep-topics'],
    params: inTopicParams, response: { 200: topicPageSchema }, handler: ({ db, who, params }) => db.tx((tx) => takeFromTopic(tx, who, params.id, params.slug)),
  }),
  route({
    method: 'GET', path: '/portal/topics/:id/members', operationId: 'listTopicMembers', summary: 'Datasets of a topic, published or not, and how each came in', policy: policies['keep-topics'],
    params: topicParams, response: { 200: membersSchema }, handler: ({ db, params }) => db.read(async (tx) => ({ items: await listTopicMembers(tx, params.id) })),
  }),
];

const deskRoutes: Route[] = [
  route({
    method: 'GET', path: '/portal/topic-desk', operationId: 'readTopicDesk', summary: 'All topics with their rules, retired ones too', policy: policies['keep-topics'],
    response: { 200: topicDeskSchema }, handler: ({ db }) => db.read((tx) => readTopicDesk(tx)),
  }),
  route({
    method: 'PUT', path: '/portal/topics/:id', operationId: 'keepTopic', summary: 'Add, change, retire or bring back a topic', policy: policies['change-topics'],
    params: topicParams, body: topicBody, response: { 200: topicListSchema }, handler: ({ db, who, params, body }) => db.tx((tx) => keepTopic(tx, who, params.id, body)),
  }),
  route({
    method: 'PUT', path: '/portal/topic-order', operationId: 'orderTopics', summary: 'The order in which topics are shown', policy: policies['change-topics'],
    body: orderBody, response: { 200: topicListSchema },
    handler: ({ db, who, body }) => db.tx(async (tx) => {
      await orderTopics(tx, who, body.ids);
      return { items: await readTopics(tx) };
    }),
  }),
  route({
    method: 'POST', path: '/portal/topic-rule-trials', operationId: 'tryTopicRule', summary: 'What a rule would bring into a topic', policy: policies['keep-topics'],
    body: ruleSchema, response: { 200: triedSchema }, handler: ({ db, body }) => db.read((tx) => tryTopicRule(tx, body)),
  }),
  route({
    method: 'PUT', path: '/portal/topics/:id/picture', operationId: 'setTopicPicture', summary: 'Upload a small picture of a topic: PNG, JPEG or WebP', policy: policies['change-topics'], stream: 'request',
    params: topicParams, response: { 200: topicListSchema },
    handler: async ({ db, who, params, request }) => {
      const bytes = await receivePicture(request.raw);
      return db.tx(async (tx) => {
        await setTopicPicture(tx, who, params.id, bytes);
        return { items: await readTopics(tx) };
      });
    },
  }),
  route({
    method: 'DELETE', path: '/portal/topics/:id/picture', operationId: 'dropTopicPicture', summary: 'Show our own picture again', policy: policies['change-topics'],
    params: topicParams, response: { 200: topicListSchema },
    handler: ({ db, who, params }) => db.tx(async (tx) => {
      await dropTopicPicture(tx, who, params.id);
      return { items: await readTopics(tx) };
    }),
  }),
];

/** Topics of the catalogue as the portal shows and keeps them, and the agencies with what they publish. */
export const topicPart: ModulePart = { routes: [...publicRoutes, ...memberRoutes, ...deskRoutes] };

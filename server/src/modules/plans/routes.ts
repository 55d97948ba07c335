import { Type } from 'typebox';
import { systemClock } from '#kernel/clock.ts';
import { route } from '#kernel/route.ts';
import { assertAgencyExists, newDatasetSchema, selectDataset } from '#modules/catalog/index.ts';
import { addDataset } from './operations/add-dataset.ts';
import { setDueDate } from './operations/set-due-date.ts';
import { readBoardPartitions } from './partitions/read-board-partitions.ts';
import { readPartitions } from './partitions/read-partitions.ts';
import { BoardPartitions, PartitionFreshnessList } from './partitions/schemas.ts';
import { milestoneRoutes } from './milestones/routes.ts';
import { paperRoutes } from './papers/routes.ts';
import { policies } from './policies.ts';
import { reminderRoutes } from './reminders/routes.ts';
import { readBoard } from './reads/board.ts';
import { writeBoard } from './reads/board-json.ts';
import { listDatasets, readDatasetCard, readDatasetPage } from './reads/datasets.ts';
import { boardSchema, datasetCardSchema, datasetListSchema, datasetPageSchema, planSchema, stateSchema, stepSchema } from './schemas.ts';

const bySlug = Type.Object({ slug: Type.String() });
const asText = (maxLength: number) => Type.Optional(Type.String({ maxLength }));

export const routes = [
  ...paperRoutes,
  ...milestoneRoutes,
  ...reminderRoutes,
  route({
    method: 'GET', path: '/board', operationId: 'getBoard', summary: 'Progress of the linkage plan as of a day', policy: policies['read-board'],
    querystring: Type.Object({ asOf: asText(10) }), response: { 200: boardSchema },
    handler: async ({ db, query, reply }) => {
      const board = await db.read((tx) => readBoard(tx, query.asOf ?? null, systemClock.now()));
      return reply.type('application/json; charset=utf-8').send(writeBoard(board));
    },
  }),
  route({
    method: 'GET', path: '/board/partitions', operationId: 'listBoardPartitions', summary: 'The last promised partitions of the datasets that promise them, worst first, as of a day', policy: policies['read-board'],
    querystring: Type.Object({ asOf: asText(10) }), response: { 200: BoardPartitions },
    handler: ({ db, query }) => db.read((tx) => readBoardPartitions(tx, query.asOf ?? null, systemClock.now())),
  }),
  route({
    method: 'GET', path: '/datasets', operationId: 'listDatasets', summary: 'Datasets and their states, now or as of a day', policy: policies['read-datasets'],
    querystring: Type.Object({
      agency: asText(31), state: Type.Optional(stateSchema), linked: Type.Optional(Type.Boolean()), step: Type.Optional(stepSchema), dueFrom: asText(10), dueTo: asText(10), asOf: asText(10),
      q: asText(200), cursor: asText(60), limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500 })),
    }),
    response: { 200: datasetListSchema },
    handler: ({ db, query }) => db.read((tx) => listDatasets(tx, query, systemClock.now())),
  }),
  route({
    method: 'POST', path: '/datasets', operationId: 'addDataset', summary: 'Add a dataset, with its due date', policy: policies['add-dataset'],
    body: Type.Object({ ...newDatasetSchema.properties, dueOn: Type.Optional(Type.Union([Type.String({ maxLength: 10 }), Type.Null()])) }, { additionalProperties: false }),
    response: { 201: datasetCardSchema },
    resource: async ({ db, body }) => {
      await db.read((tx) => assertAgencyExists(tx, body.agencyId));
      return { kind: 'agency', id: body.agencyId };
    },
    handler: async ({ db, actor, body, reply }) => {
      const card = await db.tx((tx) => addDataset(tx, actor, body, systemClock.now()));
      return reply.status(201).send(card);
    },
  }),
  route({
    method: 'GET', path: '/datasets/:slug', operationId: 'getDataset', summary: 'A dataset: record, state, freshness and plan', policy: policies['read-datasets'],
    params: bySlug, response: { 200: datasetPageSchema },
    handler: ({ db, params }) => db.read((tx) => readDatasetPage(tx, params.slug, systemClock.now())),
  }),
  route({
    method: 'GET', path: '/datasets/:slug/partitions', operationId: 'listPartitionFreshness', summary: 'How fresh each promised partition of a dataset is, as of a day', policy: policies['read-datasets'],
    params: bySlug, querystring: Type.Object({ asOf: asText(10), limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000 })) }), response: { 200: PartitionFreshnessList },
    handler: ({ db, params, query }) => db.read(async (tx) => readPartitions(tx, (await selectDataset(tx, params.slug)).id, { asOf: query.asOf ?? null, limit: query.limit }, systemClock.now())),
  }),
  route({
    method: 'PUT', path: '/datasets/:slug/plan', operationId: 'setDueDate', summary: "Set or move a dataset's due date", policy: policies['set-due-date'],
    params: bySlug, body: planSchema, response: { 200: datasetCardSchema }, resource: ({ params }) => ({ kind: 'dataset', id: params.slug }),
    handler: ({ db, actor, params, body }) => db.tx(async (tx) => {
      const now = systemClock.now();
      const dataset = await selectDataset(tx, params.slug);
      await setDueDate(tx, actor, { datasetId: dataset.id, ...body }, now);
      return readDatasetCard(tx, params.slug, now);
    }),
  }),
];

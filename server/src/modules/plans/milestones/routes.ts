import { Type } from 'typebox';
import { systemClock } from '#kernel/clock.ts';
import { route } from '#kernel/route.ts';
import { policies } from '../policies.ts';
import { getDatasetMilestones, listBoardMilestones } from './read-milestones.ts';
import { BoardMilestones, DatasetMilestones } from './schemas.ts';

const asOf = Type.Optional(Type.String({ maxLength: 10 }));

export const milestoneRoutes = [
  route({
    method: 'GET', path: '/board/milestones', operationId: 'listBoardMilestones', summary: 'Datasets later than their first due date, furthest first, with milestones and reasons, as of a day', policy: policies['read-board'],
    querystring: Type.Object({ asOf, agency: Type.Optional(Type.String({ maxLength: 31 })), limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000 })) }), response: { 200: BoardMilestones },
    handler: ({ db, query }) => db.read((tx) => listBoardMilestones(tx, query, systemClock.now())),
  }),
  route({
    method: 'GET', path: '/datasets/:slug/milestones', operationId: 'getDatasetMilestones', summary: 'The way of a dataset: milestones by baseline, expected and reached, as of a day', policy: policies['read-board'],
    params: Type.Object({ slug: Type.String() }), querystring: Type.Object({ asOf }), response: { 200: DatasetMilestones },
    handler: ({ db, params, query }) => db.read((tx) => getDatasetMilestones(tx, params.slug, query.asOf ?? null, systemClock.now())),
  }),
];

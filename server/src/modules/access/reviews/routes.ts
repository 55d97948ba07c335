import { todayInBangkok } from '@saphan/contracts/dates';
import { Type } from 'typebox';
import { route, type Route } from '#kernel/route.ts';
import { policies } from '../policies.ts';
import { closeReviewCampaign } from './close-campaign.ts';
import { decideReviewItem } from './decide-item.ts';
import { listReviewCampaigns, listReviewItems } from './list-reviews.ts';
import { campaignSchema, itemAnswerSchema, itemQuerySchema, itemSchema, newCampaignSchema } from './schemas.ts';
import { remindReviewers, startReviewCampaign } from './start-campaign.ts';

const number = Type.Object({ id: Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER }) });

/** Rounds in which heads confirm who has what. */
export const reviewRoutes: Route[] = [
  route({
    method: 'GET', path: '/review-campaigns', operationId: 'listReviewCampaigns', summary: 'Rounds of review, newest first', policy: policies['read-reviews'],
    querystring: Type.Object({}), response: { 200: Type.Object({ items: Type.Array(campaignSchema) }) },
    handler: async ({ db, who }) => ({ items: await db.read((tx) => listReviewCampaigns(tx, who)) }),
  }),
  route({
    method: 'POST', path: '/review-campaigns', operationId: 'startReviewCampaign', summary: 'Open a round out of turn', policy: policies['manage-reviews'],
    body: newCampaignSchema, response: { 201: campaignSchema },
    async handler({ db, who, body, reply }) {
      const [made] = await db.tx(async (tx) => listReviewCampaigns(tx, who, await startReviewCampaign(tx, who, { ...body, opensOn: todayInBangkok(new Date()) })));
      return reply.status(201).send(made);
    },
  }),
  route({
    method: 'GET', path: '/review-campaigns/:id/items', operationId: 'listReviewItems', summary: 'Who has what, to be confirmed', policy: policies['read-reviews'],
    params: number, querystring: itemQuerySchema, response: { 200: Type.Object({ items: Type.Array(itemSchema), nextCursor: Type.Union([Type.Integer(), Type.Null()]) }) },
    handler: ({ db, who, params, query }) => db.read((tx) => listReviewItems(tx, who, { campaignId: params.id, ...query })),
  }),
  route({
    method: 'POST', path: '/review-items/:id', operationId: 'decideReviewItem', summary: 'Confirm that somebody still needs something, or take it away at once', policy: policies['decide-review'],
    params: number, body: itemAnswerSchema, response: { 204: Type.Null() },
    async handler({ db, who, params, body, reply }) {
      await db.tx((tx) => decideReviewItem(tx, who, params.id, body));
      return reply.status(204).send(null);
    },
  }),
  route({
    method: 'POST', path: '/review-campaigns/:id/remind', operationId: 'remindReviewers', summary: 'Remind those who have not answered', policy: policies['manage-reviews'],
    params: number, response: { 204: Type.Null() },
    async handler({ db, who, params, reply }) {
      await db.tx((tx) => remindReviewers(tx, who, params.id));
      return reply.status(204).send(null);
    },
  }),
  route({
    method: 'POST', path: '/review-campaigns/:id/close', operationId: 'closeReviewCampaign', summary: 'End a round: what nobody confirmed is taken away', policy: policies['manage-reviews'],
    params: number, response: { 204: Type.Null() },
    async handler({ db, who, params, reply }) {
      await closeReviewCampaign(db, who, params.id);
      return reply.status(204).send(null);
    },
  }),
];

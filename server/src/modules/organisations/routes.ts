import { route } from '#kernel/route.ts';
import { mandateRoutes } from './mandate-routes.ts';
import { peopleRoutes } from './people-routes.ts';
import { policies } from './policies.ts';
import { listAgencies } from './reads/list-agencies.ts';
import { agencyListSchema } from './schemas.ts';

export const routes = [
  route({
    method: 'GET', path: '/agencies', operationId: 'listAgencies', summary: 'Agencies of the ministry, by Thai name', policy: policies['list-agencies'],
    response: { 200: agencyListSchema },
    handler: async ({ db }) => ({ items: await db.read(listAgencies), nextCursor: null }),
  }),
  ...peopleRoutes,
  ...mandateRoutes,
];

import { route } from '#kernel/route.ts';
import { listRegisteredAgencies } from './agencies/read-agencies.ts';
import { AgencyList, AgencyListQuery } from './agencies/schemas.ts';
import { mandateRoutes } from './mandate-routes.ts';
import { peopleRoutes } from './people-routes.ts';
import { policies } from './policies.ts';

export const routes = [
  route({
    method: 'GET', path: '/agencies', operationId: 'listAgencies', summary: 'Agencies of the ministry, by Thai name', policy: policies['list-agencies'],
    querystring: AgencyListQuery, response: { 200: AgencyList },
    handler: async ({ db, query }) => ({ items: await db.read((tx) => listRegisteredAgencies(tx, query)), nextCursor: null }),
  }),
  ...peopleRoutes,
  ...mandateRoutes,
];

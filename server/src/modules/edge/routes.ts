import { systemClock } from '#kernel/clock.ts';
import { route, type Route } from '#kernel/route.ts';
import { policies } from './policies.ts';
import { listEdges } from './presence/list-edges.ts';
import { EdgeList } from './schemas.ts';

export const routes: Route[] = [
  route({
    method: 'GET', path: '/exchange/edges', operationId: 'listEdges', summary: 'Edges of agencies: connected or last seen, version, clock, services', policy: policies['read-edges'], response: { 200: EdgeList },
    handler: ({ db, who }) => db.read((tx) => listEdges(tx, who, systemClock.now())),
  }),
];

import { systemClock } from '#kernel/clock.ts';
import { route } from '#kernel/route.ts';
import { policies } from '../policies.ts';
import { VacantAgencies } from '../schemas.ts';
import { listVacantCoordinators } from './vacancies.ts';

/** Agencies without a coordinator. */
export const coordinatorRoutes = [
  route({
    method: 'GET', path: '/notices/vacancies', operationId: 'listVacantCoordinators', summary: 'Agencies that nobody coordinates, and what waits there', policy: policies['read-vacancies'], response: { 200: VacantAgencies },
    handler: async ({ db }) => ({ items: await db.read((tx) => listVacantCoordinators(tx, systemClock.now())) }),
  }),
];

import { defineModule } from '#kernel/module.ts';
import { routes } from './routes.ts';

export { findAgency, listAgencies } from './reads/list-agencies.ts';
export { findPerson, listMandates, listRepresentations } from './reads/mandates.ts';
export type { Mandate, MandateKind, Person } from './people.ts';
export { agencySchema, type Agency } from './schemas.ts';

/** Who is there: the agencies of the ministry, their units, people and posts. */
export const organisations = defineModule({ name: 'organisations', uses: [], migrations: new URL('./migrations/', import.meta.url), routes });

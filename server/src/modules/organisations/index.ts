import { defineModule } from '#kernel/module.ts';
import { takeAgencyChangesJob } from './agencies/take-change.ts';
import { routes } from './routes.ts';

export { findAgency, listAgencies, listLivingAgencies } from './reads/list-agencies.ts';
export { agencyRoutes } from './agencies/agency-routes.ts';
export { endAgency, mergeAgency, renameAgency, splitAgency, withdrawAgencyChange } from './agencies/change-agency.ts';
export { holdingOf, MOST_NAMES, type HoldingsAsked, type ListHoldings } from './agencies/holdings.ts';
export { agenciesAsOf, listRegisteredAgencies, readAgencyHistory, type AgencyAsOf } from './agencies/read-agencies.ts';
export { type AgencyChange, type Holding } from './agencies/schemas.ts';
export { type AgencyMerged, type AgencySplit } from './agencies/take-change.ts';
export { getPerson } from './reads/list-people.ts';
export { findPerson, listMandates, listRepresentations } from './reads/mandates.ts';
export { appoint } from './operations/appoint.ts';
export { createPeople } from './operations/create-people.ts';
export { createPerson } from './operations/create-person.ts';
export { createPost } from './operations/create-post.ts';
export { createUnit } from './operations/create-unit.ts';
export { delegate, revokeDelegation } from './operations/delegate.ts';
export { createAgency } from './operations/keep-agency.ts';
export { endAppointment } from './operations/end-appointment.ts';
export { updatePerson } from './operations/update-person.ts';
export type { Mandate, MandateKind } from './people.ts';
export type { Appointment, Delegation, NewPerson, Person, PersonChanges, Post, Unit } from './people-schemas.ts';
export { agencySchema, type Agency } from './schemas.ts';

/** Who is there: the agencies of the ministry, their units, people and posts. */
export const organisations = defineModule({ name: 'organisations', uses: [], migrations: new URL('./migrations/', import.meta.url), routes, jobs: [takeAgencyChangesJob] });

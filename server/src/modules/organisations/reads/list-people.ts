import type { Tx } from '#kernel/db.ts';
import { problem } from '../errors.ts';
import type { Appointment, Delegation, Person, PersonDetail } from '../people-schemas.ts';
import {
  isPersonWithin, listAppointmentsOfPerson, listDelegationsToPerson, listPeople as selectPeople, type ListAppointmentsOfPersonRow, type ListDelegationsToPersonRow,
} from './list-people.sql.gen.ts';
import { findPerson, listRepresentations } from './mandates.ts';

const PAGE = 100;

/** People whose appointments lie in some agencies (null: all), with those nobody has placed yet; newest first. */
export async function listPeople(tx: Tx, asked: { agencies: string[] | null; q?: string; cursor?: string }): Promise<{ items: Person[]; nextCursor: string | null }> {
  const rows = await selectPeople(tx, { agencies: asked.agencies, q: asked.q ?? null, after: asked.cursor ?? null, limit: PAGE });
  const items = rows.map((row) => ({ id: row.id, givenTh: row.given_th, familyTh: row.family_th, givenEn: row.given_en, familyEn: row.family_en, email: row.email }));
  return { items, nextCursor: items.length === PAGE ? (items.at(-1)?.id ?? null) : null };
}

/**
 * A person with all appointments, delegations and representations, past ones too.
 *
 * @param agencies whose people may be seen; null: all.
 * @throws `organisations.person-unknown`, also for a person of other agencies only.
 */
export async function getPerson(tx: Tx, id: string, agencies: string[] | null): Promise<PersonDetail> {
  const person = await findPerson(tx, id);
  if (!person || (agencies && !(await isPersonWithin(tx, { id, agencies })).within)) throw problem('person-unknown', { personId: id });
  const appointments = (await listAppointmentsOfPerson(tx, { person_id: id })).map((row) => ({ ...appointmentOf(row), agencyId: row.agency_id, unitId: row.unit_id, titleTh: row.title_th, titleEn: row.title_en, now: row.now }));
  const delegations = (await listDelegationsToPerson(tx, { person_id: id })).map((row) => ({ ...delegationOf(row), agencyId: row.agency_id, titleTh: row.title_th, titleEn: row.title_en, now: row.now }));
  return { ...person, appointments, delegations, representations: await listRepresentations(tx, id) };
}

type AppointmentRow = Omit<ListAppointmentsOfPersonRow, 'agency_id' | 'unit_id' | 'title_th' | 'title_en' | 'now'>;
type DelegationRow = Omit<ListDelegationsToPersonRow, 'agency_id' | 'title_th' | 'title_en' | 'now'>;

/** A row as the API gives it. */
export const appointmentOf = (row: AppointmentRow): Appointment => ({
  id: row.id, postId: row.post_id, personId: row.person_id, kind: row.kind as Appointment['kind'], since: row.since, until: row.until, documentNo: row.document_no,
  documentOn: row.document_on, successorId: row.successor_id, endedAt: row.ended_at, endedReason: row.ended_reason,
});

/** A row as the API gives it. */
export const delegationOf = (row: DelegationRow): Delegation => ({
  id: row.id, fromPostId: row.from_post_id, toPersonId: row.to_person_id, powers: row.powers, since: row.since, until: row.until, documentNo: row.document_no,
  documentOn: row.document_on, revokedAt: row.revoked_at,
});

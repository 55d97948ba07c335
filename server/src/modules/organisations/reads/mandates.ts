import type { Tx } from '#kernel/db.ts';
import type { Person } from '../people-schemas.ts';
import type { Mandate } from '../people.ts';
import { findPerson as selectPerson, listMandates as selectMandates, listRepresentations as selectRepresentations } from './mandates.sql.gen.ts';

/** What a person may act as today: nothing that ended yesterday, nothing that begins tomorrow. */
export async function listMandates(tx: Tx, personId: string): Promise<Mandate[]> {
  return (await selectMandates(tx, { person_id: personId })).map((row) => ({
    id: row.id, source: row.source as Mandate['source'], personId: row.person_id, postId: row.post_id, unitId: row.unit_id, agencyId: row.agency_id, kind: row.kind as Mandate['kind'],
    titleTh: row.title_th, titleEn: row.title_en, roles: row.roles, powers: row.powers, since: row.since, until: row.until, documentNo: row.document_no,
  }));
}

/** The juristic persons that somebody represents today. */
export async function listRepresentations(tx: Tx, personId: string): Promise<{ id: number; juristicNo: string; nameTh: string }[]> {
  return (await selectRepresentations(tx, { person_id: personId })).map((row) => ({ id: row.id, juristicNo: row.juristic_no, nameTh: row.name_th }));
}

/** A person by id, or null. */
export async function findPerson(tx: Tx, id: string): Promise<Person | null> {
  const row = await selectPerson(tx, { id });
  return row && { id: row.id, givenTh: row.given_th, familyTh: row.family_th, givenEn: row.given_en, familyEn: row.family_en, email: row.email };
}

import { audit } from '#kernel/audit.ts';
import type { Tx } from '#kernel/db.ts';
import type { Actor } from '#kernel/policy.ts';
import type { NewPerson, Person } from '../people-schemas.ts';
import { insertPerson } from './create-person.sql.gen.ts';

/** Adds a person; the audit row names them by id only. */
export async function createPerson(tx: Tx, actor: Actor, person: NewPerson): Promise<Person> {
  const kept = {
    givenTh: person.givenTh.trim(), familyTh: person.familyTh.trim(), givenEn: person.givenEn?.trim() ?? null, familyEn: person.familyEn?.trim() ?? null, email: person.email ?? null,
  };
  const { id } = await insertPerson(tx, {
    given_th: kept.givenTh, family_th: kept.familyTh, given_en: kept.givenEn, family_en: kept.familyEn, email: kept.email, phone: person.phone ?? null, created_by: actor.name,
  });
  await audit(tx, actor, 'organisations.person-created', `person:${id}`);
  return { id, ...kept };
}

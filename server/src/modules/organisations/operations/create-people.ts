import { auditAll } from '#kernel/audit.ts';
import type { Tx } from '#kernel/db.ts';
import type { Actor } from '#kernel/policy.ts';
import type { NewPerson } from '../people-schemas.ts';
import { insertPeople } from './create-people.sql.gen.ts';

/** Adds many people at once, e.g. from a file. @returns their ids, in the order given. */
export async function createPeople(tx: Tx, actor: Actor, people: readonly NewPerson[]): Promise<string[]> {
  if (people.length === 0) return [];
  const rows = people.map(({ givenTh, familyTh, givenEn, familyEn, email }) => ({ given_th: givenTh, family_th: familyTh, given_en: givenEn ?? null, family_en: familyEn ?? null, email: email ?? null }));
  const ids = (await insertPeople(tx, { people: rows, by: actor.name })).map(({ id }) => id);
  await auditAll(tx, actor, 'organisations.person-created', ids.map((id) => `person:${id}`));
  return ids;
}

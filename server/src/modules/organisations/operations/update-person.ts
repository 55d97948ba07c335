import { audit } from '#kernel/audit.ts';
import type { Tx } from '#kernel/db.ts';
import { announce } from '#kernel/outbox.ts';
import type { Actor } from '#kernel/policy.ts';
import { problem } from '../errors.ts';
import type { Person, PersonChanges } from '../people-schemas.ts';
import { updatePerson as changePerson } from './update-person.sql.gen.ts';

/** Mends a person's name or address; the audit row says which fields, not what they hold. @throws `organisations.person-unknown`. */
export async function updatePerson(tx: Tx, actor: Actor, id: string, changes: PersonChanges): Promise<Person> {
  const text = (value: string | null | undefined) => value?.trim() ?? null;
  const cleared = Object.entries(changes).filter(([, value]) => value === null).map(([field]) => field);
  const row = await changePerson(tx, {
    id, cleared, given_th: text(changes.givenTh), family_th: text(changes.familyTh), given_en: text(changes.givenEn), family_en: text(changes.familyEn), email: text(changes.email), phone: text(changes.phone),
  });
  if (!row) throw problem('person-unknown', { personId: id });
  await audit(tx, actor, 'organisations.person-updated', `person:${id}`, { fields: Object.keys(changes).sort() });
  await announce(tx, 'organisations.person-changed', { personId: id });
  return { id: row.id, givenTh: row.given_th, familyTh: row.family_th, givenEn: row.given_en, familyEn: row.family_en, email: row.email };
}

import { audit } from '#kernel/audit.ts';
import type { Tx } from '#kernel/db.ts';
import { announce } from '#kernel/outbox.ts';
import type { Actor } from '#kernel/policy.ts';
import { findPerson } from '#modules/organisations/index.ts';
import { problem as ofWaysIn } from '../errors.ts';
import { foldUserName } from '../user-name.ts';
import { findAccountOfPerson, insertAccount, renameAccount } from './account.sql.gen.ts';
import { problem } from './errors.ts';
import { selectAccount } from './list-accounts.ts';
import type { Account } from './schemas.ts';

export interface NewAccount {
  personId: string;
  userName?: string;
  /** The person's Thai name when left out. */
  displayName?: string;
  /** `local` when left out; `scim:<id>`, `import` otherwise. */
  source?: string;
  externalId?: string;
  /** The agency whose directory or file it comes from; its administrators reach it. */
  ownerAgencyId?: string | null;
  demo?: boolean;
}

/**
 * Opens an account for a person; it is entered by an invitation.
 *
 * @throws `identity.person-unknown`, `person-has-account`, `user-name-refused`, `user-name-taken`.
 */
export async function createAccount(tx: Tx, actor: Actor, asked: NewAccount): Promise<Account> {
  const person = await findPerson(tx, asked.personId);
  if (!person) throw problem('person-unknown', { personId: asked.personId });
  if (await findAccountOfPerson(tx, { person_id: asked.personId })) throw problem('person-has-account', { personId: asked.personId });
  const userName = asked.userName === undefined ? null : wellFormed(asked.userName);
  const made = await insertAccount(tx, {
    kind: 'person', person_id: asked.personId, user_name: userName, display_name: asked.displayName ?? `${person.givenTh} ${person.familyTh}`, state: 'invited', demo: asked.demo ?? false,
    external_id: asked.externalId ?? null, source: asked.source ?? 'local', owner_agency_id: asked.ownerAgencyId ?? null, by: actor.name,
  });
  if (!made) throw problem('user-name-taken', { errors: [{ pointer: '/body/userName', th: 'มีผู้ใช้แล้ว', en: 'Taken.' }] });
  await audit(tx, actor, 'identity.account-created', `account:${made.id}`, { source: asked.source ?? 'local' });
  await announce(tx, 'identity.account-changed', { accountId: made.id });
  return selectAccount(tx, made.id);
}

/** Changes what an account is called on pages. @throws `identity.account-unknown`. */
export async function updateAccountName(tx: Tx, actor: Actor, id: string, displayName: string): Promise<Account> {
  await selectAccount(tx, id);
  await renameAccount(tx, { id, display_name: displayName.trim() });
  await audit(tx, actor, 'identity.account-renamed', `account:${id}`);
  await announce(tx, 'identity.account-changed', { accountId: id });
  return selectAccount(tx, id);
}

/** A user name in its stored form. @throws `identity.user-name-refused`. */
export function wellFormed(userName: string): string {
  const folded = foldUserName(userName);
  if (folded === null) throw ofWaysIn('user-name-refused', { errors: [{ pointer: '/body/userName', th: 'ใช้ตัวอักษรละติน a–z ตัวเลข จุด และขีดเท่านั้น', en: 'Latin letters, digits, dots and hyphens only.' }] });
  return folded;
}

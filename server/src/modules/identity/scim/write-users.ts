import { audit } from '#kernel/audit.ts';
import type { Tx } from '#kernel/db.ts';
import { announce } from '#kernel/outbox.ts';
import type { Principal } from '#kernel/policy.ts';
import { createPerson, updatePerson } from '#modules/organisations/index.ts';
import { closeAccount } from '../admin/close-account.ts';
import { createAccount } from '../admin/create-account.ts';
import { reinstateAccount, suspendAccount } from '../admin/suspend-account.ts';
import { findAccountFacts } from '../account/facts.ts';
import { problem } from './errors.ts';
import { patchUser } from './patch.ts';
import { readUser, type WantedUser } from './read-body.ts';
import { selectScimUser, sourceOf } from './read-users.ts';
import { isActive, scimUserOf, type ScimRow } from './scim-user.ts';
import { isTaken, selectAndLockScimAccount, setScimAccount } from './users.sql.gen.ts';

/** Why a directory suspends; it opens again only what it suspended with this. */
const REASON = 'ไดเรกทอรีต้นทางปิดการใช้งาน · made inactive by its directory';
const GONE = 'ไดเรกทอรีต้นทางลบบัญชี · deleted by its directory';

/**
 * Opens an account with a person for a directory; it is entered by an invitation or by another provider.
 *
 * @throws as {@link readUser}; `identity.scim-taken`.
 */
export async function createScimUser(tx: Tx, who: Principal, body: unknown): Promise<ScimRow> {
  const wanted = readUser(body, true);
  await assertFree(tx, who, wanted, null);
  const person = await createPerson(tx, who, { ...personOf(wanted), ...(wanted.email !== null && { email: wanted.email }) });
  const ownerAgencyId = (await findAccountFacts(tx, who.accountId ?? ''))?.ownerAgencyId ?? null;
  const account = await createAccount(tx, who, {
    personId: person.id, userName: wanted.userName, displayName: wanted.displayName, source: sourceOf(who), ownerAgencyId, ...(wanted.externalId !== null && { externalId: wanted.externalId }),
  });
  if (!wanted.active) await suspendAccount(tx, who, account.id, REASON);
  return selectScimUser(tx, who, account.id);
}

/** Makes an account what a directory says it is; the same again changes nothing. @throws as {@link readUser}; `identity.scim-version-differs`, `scim-taken`, `scim-suspended-here`. */
export async function replaceScimUser(tx: Tx, who: Principal, id: string, body: unknown, ifMatch: string | undefined): Promise<ScimRow> {
  const row = await lock(tx, who, id, ifMatch);
  return bring(tx, who, row, readUser(body, isActive(row.state)));
}

/** Changes parts of an account. @throws as {@link patchUser} and {@link replaceScimUser}. */
export async function patchScimUser(tx: Tx, who: Principal, id: string, body: unknown, ifMatch: string | undefined): Promise<ScimRow> {
  const row = await lock(tx, who, id, ifMatch);
  return bring(tx, who, row, readUser(patchUser(scimUserOf(row, ''), body), isActive(row.state)));
}

/** Closes an account for good: the directory does not see it any more, and its user name is not given again. @throws `identity.scim-user-unknown`, `scim-version-differs`. */
export async function deleteScimUser(tx: Tx, who: Principal, id: string, ifMatch: string | undefined): Promise<void> {
  await lock(tx, who, id, ifMatch);
  await closeAccount(tx, who, id, GONE);
}

async function lock(tx: Tx, who: Principal, id: string, ifMatch: string | undefined): Promise<ScimRow> {
  await selectScimUser(tx, who, id);
  await selectAndLockScimAccount(tx, { id, source: sourceOf(who) });
  const row = await selectScimUser(tx, who, id);
  const { version } = scimUserOf(row, '').meta;
  if (ifMatch !== undefined && ifMatch !== '*' && !ifMatch.split(/,\s*/).includes(version)) throw problem('scim-version-differs', { version });
  return row;
}

async function bring(tx: Tx, who: Principal, row: ScimRow, wanted: WantedUser): Promise<ScimRow> {
  const now: WantedUser = {
    userName: row.user_name ?? '', externalId: row.external_id, givenName: row.given_name, familyName: row.family_name, displayName: row.display_name, email: row.email, active: isActive(row.state),
  };
  const fields = (Object.keys(now) as (keyof WantedUser)[]).filter((field) => now[field] !== wanted[field]);
  if (fields.length === 0) return row;
  const hasChanged = (...some: (keyof WantedUser)[]) => some.some((field) => fields.includes(field));
  if (hasChanged('userName', 'externalId')) await assertFree(tx, who, wanted, row.id);
  if (hasChanged('givenName', 'familyName', 'email')) await updatePerson(tx, who, row.person_id, { ...personOf(wanted), email: wanted.email });
  if (fields.some((field) => field !== 'active')) {
    await setScimAccount(tx, { id: row.id, user_name: wanted.userName, external_id: wanted.externalId, display_name: wanted.displayName });
    await audit(tx, who, 'identity.account-changed-by-directory', `account:${row.id}`, { fields });
    await announce(tx, 'identity.account-changed', { accountId: row.id });
  }
  if (hasChanged('active')) await switchActive(tx, who, row, wanted.active);
  return selectScimUser(tx, who, row.id);
}

async function switchActive(tx: Tx, who: Principal, row: ScimRow, active: boolean): Promise<void> {
  if (!active) await suspendAccount(tx, who, row.id, REASON);
  else if (row.state_reason === REASON) await reinstateAccount(tx, who, row.id, REASON);
  else throw problem('scim-suspended-here', { id: row.id });
}

async function assertFree(tx: Tx, who: Principal, { userName, externalId }: WantedUser, id: string | null): Promise<void> {
  const taken = await isTaken(tx, { user_name: userName, external_id: externalId, source: sourceOf(who), id });
  if (taken.user_name) throw problem('scim-taken', { detailTh: 'userName', detailEn: 'userName' });
  if (taken.external_id) throw problem('scim-taken', { detailTh: 'externalId', detailEn: 'externalId' });
}

/** A person needs a Thai name; one in Latin letters stands in both places. */
function personOf({ givenName, familyName }: WantedUser) {
  const latin = !/[ก-๙]/.test(givenName + familyName);
  return { givenTh: givenName, familyTh: familyName, ...(latin && { givenEn: givenName, ...(familyName !== '' && { familyEn: familyName }) }) };
}

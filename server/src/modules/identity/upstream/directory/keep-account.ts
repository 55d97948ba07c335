import { audit } from '#kernel/audit.ts';
import type { Tx } from '#kernel/db.ts';
import { Problem } from '#kernel/problem.ts';
import type { Actor } from '#kernel/policy.ts';
import { createPerson, updatePerson } from '#modules/organisations/index.ts';
import { createAccount, updateAccountName } from '../../admin/create-account.ts';
import { reinstateAccount, suspendAccount } from '../../admin/suspend-account.ts';
import { foldUserName } from '../../user-name.ts';
import type { LdapUpstream } from '../settings.ts';
import { findDirectoryAccount, isUserNameFree, openDirectoryAccount, type FindDirectoryAccountRow } from './directory.sql.gen.ts';
import type { DirectoryEntry } from './port.ts';

/** Why a directory suspends; it opens again only what it suspended with this. */
export const SHUT_OUT = 'สมุดรายชื่อของหน่วยงานปิดหรือลบบัญชี · disabled or deleted in the agency’s directory';

/** As audit rows name a directory. */
export const actorOf = ({ id }: Pick<LdapUpstream, 'id'>): Actor => ({ name: `ldap:${id}`, role: 'agency-admin' });

/**
 * Makes the account of a directory's person what the directory says; the same again changes nothing. Whoever may not come in and has no
 * account gets none.
 *
 * @returns id of the account when its person may come in.
 */
export async function keepDirectoryAccount(tx: Tx, upstream: LdapUpstream, entry: DirectoryEntry): Promise<string | null> {
  const found = await findDirectoryAccount(tx, { upstream_id: upstream.id, external_id: entry.externalId });
  if (!found) return entry.isOpen ? openAccount(tx, upstream, entry) : null;
  await keepName(tx, upstream, found, entry);
  if (!entry.isOpen) await shutOut(tx, upstream, found);
  else if (found.state === 'suspended' && found.state_reason === SHUT_OUT) await letBack(tx, upstream, found.id);
  else if (found.state === 'suspended') return null;
  return entry.isOpen ? found.id : null;
}

const nameOf = ({ givenName, familyName, userName }: DirectoryEntry): string => [givenName, familyName].filter(Boolean).join(' ') || userName;

async function openAccount(tx: Tx, upstream: LdapUpstream, entry: DirectoryEntry): Promise<string> {
  const actor = actorOf(upstream);
  const person = await createPerson(tx, actor, { givenTh: entry.givenName || entry.userName, familyTh: entry.familyName, ...(entry.email !== null && { email: entry.email }) });
  const userName = foldUserName(`${entry.userName}@${upstream.id}`);
  const free = userName !== null && (await isUserNameFree(tx, { user_name: userName })).free;
  const { id } = await createAccount(tx, actor, { personId: person.id, displayName: nameOf(entry), source: `ldap:${upstream.id}`, externalId: entry.externalId, ownerAgencyId: upstream.settings.agencyId, ...(free && { userName }) });
  await openDirectoryAccount(tx, { id, by: actor.name });
  return id;
}

async function keepName(tx: Tx, upstream: LdapUpstream, found: FindDirectoryAccountRow, entry: DirectoryEntry): Promise<void> {
  if (found.display_name === nameOf(entry)) return;
  await updateAccountName(tx, actorOf(upstream), found.id, nameOf(entry));
  await updatePerson(tx, actorOf(upstream), found.person_id, { givenTh: entry.givenName || entry.userName, familyTh: entry.familyName });
}

/** Suspends an account that is open. The last system administrator stays: a directory cannot lock the house. */
export async function shutOut(tx: Tx, upstream: LdapUpstream, { id, state }: { id: string; state: string }): Promise<void> {
  if (state !== 'active' && state !== 'invited') return;
  try {
    await suspendAccount(tx, actorOf(upstream), id, SHUT_OUT);
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'identity.last-operator') throw error;
    await audit(tx, actorOf(upstream), 'identity.suspension-by-directory-refused', `account:${id}`);
  }
}

async function letBack(tx: Tx, upstream: LdapUpstream, id: string): Promise<void> {
  await reinstateAccount(tx, actorOf(upstream), id, SHUT_OUT);
  await openDirectoryAccount(tx, { id, by: actorOf(upstream).name });
}

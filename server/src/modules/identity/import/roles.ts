import { auditAll } from '#kernel/audit.ts';
import type { Tx } from '#kernel/db.ts';
import { announceAll } from '#kernel/outbox.ts';
import type { Actor } from '#kernel/policy.ts';
import { assertNotOneself } from '../admin/grant-role.ts';
import { COLUMN, type ImportRole, type PlannedRow } from './columns.ts';
import { insertImportedGrants, listRolesHeld } from './import.sql.gen.ts';

/** Compares the roles of a file with those that accounts hold in the agency; a file gives roles and takes none. */
export async function checkRoles(tx: Tx, agencyId: string, rows: readonly PlannedRow[]): Promise<PlannedRow[]> {
  if (rows.every(({ role }) => role === null)) return [...rows];
  const held = new Set((await listRolesHeld(tx, { agency_id: agencyId, account_ids: rows.flatMap(({ accountId }) => accountId ?? []) })).map((row) => `${row.account_id} ${row.role}`));
  return rows.map((row) => row.outcome === 'create' || row.role === null || held.has(`${row.accountId} ${row.role}`) ? row : { ...row, outcome: 'change', fields: [...row.fields, COLUMN.role] });
}

/** Gives the roles of a file for its agency. @throws `identity.not-to-oneself`. */
export async function giveRoles(tx: Tx, actor: Actor, agencyId: string, wanted: readonly { accountId: string | null; userName: string; role: ImportRole }[]): Promise<void> {
  for (const { accountId } of wanted) if (accountId !== null) assertNotOneself(actor, accountId);
  for (const role of ['steward', 'reader'] as const) {
    const userNames = wanted.filter((each) => each.role === role).map((each) => each.userName);
    const given = (await insertImportedGrants(tx, { user_names: userNames, role, agency_id: agencyId, by: actor.name })).map((row) => row.account_id);
    await auditAll(tx, actor, 'identity.role-granted', given.map((id) => `account:${id}`), { role, agencyId });
    await announceAll(tx, 'identity.roles-changed', given.map((accountId) => ({ accountId })));
  }
}

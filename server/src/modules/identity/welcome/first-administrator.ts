import type { Tx } from '#kernel/db.ts';
import { theHouse } from '#kernel/policy.ts';
import { audit } from '#kernel/audit.ts';
import { hashCode, newCode } from '../codes.ts';
import { endFirstAdministratorInvitations, hasOperator, insertFirstAdministratorInvitation } from './invitation.sql.gen.ts';

/**
 * A code by which whoever reads the server's terminal becomes its first administrator; an earlier one ends.
 *
 * @returns null when somebody is administrator already.
 */
export async function openFirstAdministrator(tx: Tx): Promise<{ code: string; expiresAt: string } | null> {
  if ((await hasOperator(tx, {})).has) return null;
  const code = newCode();
  await endFirstAdministratorInvitations(tx, {});
  const { expires_at } = await insertFirstAdministratorInvitation(tx, { code_hash: hashCode(code), made_by: theHouse.name });
  await audit(tx, theHouse, 'identity.first-administrator-opened', 'house:instance', {});
  return { code, expiresAt: expires_at };
}

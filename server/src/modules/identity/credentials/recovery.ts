import { audit } from '#kernel/audit.ts';
import type { Tx } from '#kernel/db.ts';
import type { Actor } from '#kernel/policy.ts';
import { hashRecoveryCode, newCode } from '../codes.ts';
import { raiseAlarm } from '../history/record.ts';
import { deleteRecoveryCodes, insertRecoveryCodes, useRecoveryCode } from './recovery.sql.gen.ts';

const COUNT = 10;

/** Makes ten codes in place of all earlier ones; they are shown once. */
export async function makeRecoveryCodes(tx: Tx, actor: Actor, masterKey: Buffer, accountId: string): Promise<string[]> {
  const codes = Array.from({ length: COUNT }, () => newCode());
  await deleteRecoveryCodes(tx, { account_id: accountId });
  await insertRecoveryCodes(tx, { account_id: accountId, hashes: codes.map((code) => hashRecoveryCode(masterKey, accountId, code)) });
  await audit(tx, actor, 'identity.recovery-codes-made', `account:${accountId}`, { count: COUNT });
  return codes;
}

/** Uses a printed code in place of a lost device, once; the owner is alarmed. */
export async function proveRecoveryCode(tx: Tx, masterKey: Buffer, accountId: string, code: string): Promise<boolean> {
  if (!await useRecoveryCode(tx, { account_id: accountId, hash: hashRecoveryCode(masterKey, accountId, code) })) return false;
  await raiseAlarm(tx, accountId, 'recovery-used', {});
  return true;
}

import type { Tx } from '#kernel/db.ts';
import { problem } from '../errors.ts';
import { lockStrongWays } from './passkey.sql.gen.ts';

/** Keeps an account from falling back to its password alone. Throws `identity.last-way`. */
export async function assertNotLast(tx: Tx, accountId: string): Promise<void> {
  if ((await lockStrongWays(tx, { account_id: accountId })).count === 1) throw problem('last-way');
}

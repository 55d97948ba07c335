import { audit } from '#kernel/audit.ts';
import type { Database } from '#kernel/db.ts';
import type { Principal } from '#kernel/policy.ts';
import { problem } from '../errors.ts';
import { raiseAlarm } from '../history/record.ts';
import { checkPassword } from '../passwords/check-password.ts';
import { hashPassword, verifyPassword } from '../passwords/hash.ts';
import type { IdentityPorts } from '../ports.ts';
import { endAllSessions } from '../session/end.ts';
import { keepSessionThroughEpoch } from '../session/session.sql.gen.ts';
import { countSessionAttempt, forgive } from '../sign-in/throttle.ts';
import { holderOf } from '../step-up/step-up.ts';
import { findPassword, setPassword } from './password.sql.gen.ts';

/**
 * Changes the password of whoever asks and ends every other session of the account.
 *
 * @throws `identity.sign-in-refused` when the current one is wrong, `identity.password-refused`.
 */
export async function changePassword(db: Database, { breachedFile }: Pick<IdentityPorts, 'breachedFile'>, who: Principal, asked: { current: string; next: string }): Promise<void> {
  const { accountId, sessionId } = holderOf(who);
  const [attempt, stored] = await db.tx(async (tx) => [await countSessionAttempt(tx, { id: sessionId, accountId }), await findPassword(tx, { account_id: accountId })] as const);
  if (!await verifyPassword(stored?.hash ?? null, asked.current)) throw problem('sign-in-refused');
  await checkPassword({ password: asked.next, userName: who.name, breachedFile });
  const hash = await hashPassword(asked.next);
  await db.tx(async (tx) => {
    await forgive(tx, { ...attempt, keys: [] });
    await setPassword(tx, { account_id: accountId, hash });
    await endAllSessions(tx, who, accountId, 'password-changed', sessionId);
    await keepSessionThroughEpoch(tx, { id: sessionId });
    await raiseAlarm(tx, accountId, 'password-changed');
    await audit(tx, who, 'identity.password-changed', `account:${accountId}`);
  });
}

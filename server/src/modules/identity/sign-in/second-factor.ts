import type { Database, Tx } from '#kernel/db.ts';
import { findAccountFacts } from '../account/facts.ts';
import { proveRecoveryCode } from '../credentials/recovery.ts';
import { proveTotp } from '../credentials/totp-code.ts';
import { problem } from '../errors.ts';
import { raiseAlarm, recordSignIn, type Place } from '../history/record.ts';
import type { IdentityPorts } from '../ports.ts';
import { findSessionBySecret, type StoredSession } from '../session/find-live.ts';
import { endPendingSession } from '../session/session.sql.gen.ts';
import { startSession } from '../session/start.ts';
import type { SignInState } from './password.ts';
import { countSessionAttempt, forgive } from './throttle.ts';

/** Wrong proofs after which the first one has to be given again. */
export const MOST_WRONG = 5;

type Prove = (tx: Tx, session: StoredSession) => Promise<boolean>;

/** Ends a sign-in with the code of an authenticator app. Throws `identity.second-factor-refused`, `identity.sign-in-lost`. */
export function signInWithTotp(db: Database, { masterKey }: Pick<IdentityPorts, 'masterKey'>, secret: string | null, code: string, place: Place): Promise<SignInState> {
  return proveSecond(db, secret, 'totp', place, (tx, { accountId }) => proveTotp(tx, masterKey, accountId, code));
}

/** Ends a sign-in with a printed code, for whoever lost the device. Throws as {@link signInWithTotp}. */
export function signInWithRecoveryCode(db: Database, { masterKey }: Pick<IdentityPorts, 'masterKey'>, secret: string | null, code: string, place: Place): Promise<SignInState> {
  return proveSecond(db, secret, 'recovery', place, (tx, { accountId }) => proveRecoveryCode(tx, masterKey, accountId, code));
}

async function proveSecond(db: Database, secret: string | null, method: 'totp' | 'recovery', place: Place, prove: Prove): Promise<SignInState> {
  // A failure is a result here: what it counts must be kept, so the transaction ends well.
  const outcome = await db.tx(async (tx) => {
    const session = secret === null ? null : await findSessionBySecret(tx, secret);
    if (session?.state !== 'pending') return 'sign-in-lost' as const;
    const attempt = await countSessionAttempt(tx, session);
    const facts = await prove(tx, session) ? await findAccountFacts(tx, session.accountId) : null;
    if (!facts) return refuse(tx, session, attempt.failures, method, place);
    await forgive(tx, { ...attempt, keys: [] });
    await forgive(tx, { ...attempt, keys: [], pair: `second:${session.accountId}` });
    await endPendingSession(tx, { id: session.id, why: 'signed-in' });
    const started = await startSession(tx, facts, { aal: 2, phishingResistant: false, methods: [...session.methods, method] }, place);
    return { state: 'signed-in' as const, methods: [], started };
  });
  if (typeof outcome === 'string') throw problem(outcome);
  return outcome;
}

async function refuse(tx: Tx, session: StoredSession, failures: number, method: string, place: Place): Promise<'second-factor-refused' | 'sign-in-lost'> {
  await recordSignIn(tx, place, { accountId: session.accountId, outcome: 'second-factor-refused', methods: [method], sessionId: session.id });
  if (failures < MOST_WRONG) return 'second-factor-refused';
  await endPendingSession(tx, { id: session.id, why: 'too-many-failures' });
  await raiseAlarm(tx, session.accountId, 'many-failures', { failures });
  return 'sign-in-lost';
}

import type { Database, Tx } from '#kernel/db.ts';
import { findAccountFacts, type AccountFacts, type Method } from '../account/facts.ts';
import { problem } from '../errors.ts';
import { isKnownDevice, raiseAlarm, recordSignIn, type Place } from '../history/record.ts';
import { verifyPassword } from '../passwords/hash.ts';
import type { IdentityPorts } from '../ports.ts';
import { startPendingSession, startSession, type Started } from '../session/start.ts';
import { foldUserName } from '../user-name.ts';
import { findForPassword } from './account.sql.gen.ts';
import { countNameAttempt, forgive, type Attempt } from './throttle.ts';

/** Signed in, or one more proof is needed, by one of the methods. */
export interface SignInState { state: 'signed-in' | 'second-factor'; methods: Method[]; started: Started }

const ALARMING = 5;

/**
 * Signs in with user name and password. Unknown, suspended, without a password, demo account in production, wrong: one refusal for all,
 * after the same work.
 *
 * @throws `identity.sign-in-refused`, `identity.too-many-attempts`, `identity.busy`.
 */
export async function signInWithPassword(db: Database, ports: Pick<IdentityPorts, 'mode'>, asked: { userName: string; password: string }, place: Place): Promise<SignInState> {
  const name = foldUserName(asked.userName);
  const { found, attempt } = await db.tx((tx) => begin(tx, name ?? asked.userName.slice(0, 200), name, ports, place));
  // Between two transactions: a hash takes longer than a connection may be held.
  const right = await verifyPassword(found?.hash ?? null, asked.password);
  const state = await db.tx((tx) => right && found ? succeed(tx, found.id, attempt, place) : fail(tx, found?.id ?? null, attempt, place));
  if (!state) throw problem('sign-in-refused');
  return state;
}

async function begin(tx: Tx, shown: string, name: string | null, { mode }: Pick<IdentityPorts, 'mode'>, place: Place) {
  const found = await findForPassword(tx, { user_name: name ?? '', demo_may: mode === 'demo' });
  const known = found !== null && await isKnownDevice(tx, place.device, found.id);
  const attempt = await countNameAttempt(tx, { name: shown, address: place.address ?? '', device: known ? place.device : null });
  return { found, attempt };
}

async function succeed(tx: Tx, accountId: string, attempt: Attempt, place: Place): Promise<SignInState | null> {
  const facts = await findAccountFacts(tx, accountId);
  if (facts?.state !== 'active') return null;
  await forgive(tx, attempt);
  return goOn(tx, facts, place);
}

/** After the right password: in, or on to the second factor that the account is enrolled for. */
async function goOn(tx: Tx, facts: AccountFacts, place: Place): Promise<SignInState> {
  if (facts.bestAal === 1) return { state: 'signed-in', methods: [], started: await startSession(tx, facts, { aal: 1, phishingResistant: false, methods: ['password'] }, place) };
  return { state: 'second-factor', methods: facts.methods.filter((method) => method !== 'password'), started: await startPendingSession(tx, facts, ['password'], place) };
}

async function fail(tx: Tx, accountId: string | null, attempt: Attempt, place: Place): Promise<null> {
  await recordSignIn(tx, place, { accountId, outcome: 'refused', methods: ['password'] });
  if (accountId !== null && attempt.failures >= ALARMING) await raiseAlarm(tx, accountId, 'many-failures', { failures: attempt.failures });
  return null;
}

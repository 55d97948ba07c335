import type { Database, Tx } from '#kernel/db.ts';
import type { Principal } from '#kernel/policy.ts';
import { kernelProblem } from '#kernel/problems.ts';
import { proveTotp } from '../credentials/totp-code.ts';
import { problem } from '../errors.ts';
import { recordSignIn, type Place } from '../history/record.ts';
import { verifyPassword } from '../passwords/hash.ts';
import type { IdentityPorts } from '../ports.ts';
import { endSession } from '../session/end.ts';
import { stepUpSession, type Proof, type Started } from '../session/start.ts';
import { MOST_WRONG } from '../sign-in/second-factor.ts';
import { countSessionAttempt, forgive, type Attempt } from '../sign-in/throttle.ts';
import { findPassword } from '../credentials/password.sql.gen.ts';

/** Somebody who asks under a session of an account. */
export interface Holder { who: Principal; sessionId: string; accountId: string }

/** Whoever asks, as the holder of a session. Throws `kernel.sign-in-needed` for tokens: a program cannot prove a person. */
export function holderOf(who: Principal): Holder {
  if (who.sessionId === null || who.accountId === null) throw kernelProblem('sign-in-needed');
  return { who, sessionId: who.sessionId, accountId: who.accountId };
}

/** Proves the password anew: fresh, but no stronger than before. Throws `identity.sign-in-refused`. */
export async function stepUpWithPassword(db: Database, who: Principal, password: string, place: Place): Promise<Started> {
  const holder = holderOf(who);
  const [attempt, stored] = await db.tx(async (tx) => [await countSessionAttempt(tx, { id: holder.sessionId, accountId: holder.accountId }), await findPassword(tx, { account_id: holder.accountId })] as const);
  const right = await verifyPassword(stored?.hash ?? null, password);
  return settle(await db.tx((tx) => end(tx, holder, right, attempt, { aal: 1, phishingResistant: false, methods: ['password'] }, place)), 'sign-in-refused');
}

/** Proves a second factor by the code of an app. Throws `identity.second-factor-refused`. */
export async function stepUpWithTotp(db: Database, { masterKey }: Pick<IdentityPorts, 'masterKey'>, who: Principal, code: string, place: Place): Promise<Started> {
  const holder = holderOf(who);
  const started = await db.tx(async (tx) => {
    const attempt = await countSessionAttempt(tx, { id: holder.sessionId, accountId: holder.accountId });
    return end(tx, holder, await proveTotp(tx, masterKey, holder.accountId, code), attempt, { aal: 2, phishingResistant: false, methods: ['totp'] }, place);
  });
  return settle(started, 'second-factor-refused');
}

async function end(tx: Tx, { who, sessionId, accountId }: Holder, right: boolean, attempt: Attempt, proof: Proof, place: Place): Promise<Started | null> {
  await recordSignIn(tx, place, { accountId, outcome: right ? 'stepped-up' : 'step-up-refused', methods: proof.methods, sessionId });
  if (!right) {
    if (attempt.failures >= MOST_WRONG) await endSession(tx, who, sessionId, 'too-many-failures');
    return null;
  }
  await forgive(tx, { ...attempt, keys: [] });
  await forgive(tx, { ...attempt, keys: [], pair: `second:${accountId}` });
  return stepUpSession(tx, sessionId, proof);
}

function settle(started: Started | null, refusal: 'sign-in-refused' | 'second-factor-refused'): Started {
  if (!started) throw problem(refusal);
  return started;
}

import { audit } from '#kernel/audit.ts';
import type { Tx } from '#kernel/db.ts';
import { announce } from '#kernel/outbox.ts';
import type { Actor } from '#kernel/policy.ts';
import { endOneSession, endSessionsOfAccount, raiseEpoch } from './session.sql.gen.ts';

/** Why a session ended; people read it in their history. */
export type EndReason = 'signed-out' | 'signed-out-everywhere' | 'ran-out' | 'suspended' | 'password-changed' | 'recovered' | 'too-many-failures' | 'administrator' | 'signed-in-again' | 'closed';

/** Ends one session, and by the event what e-services opened under it. False when it had ended before. */
export async function endSession(tx: Tx, actor: Actor, sessionId: string, why: EndReason): Promise<boolean> {
  const ended = await endOneSession(tx, { id: sessionId, why });
  if (!ended) return false;
  await announce(tx, 'identity.session-ended', { sessionId, accountId: ended.account_id, why });
  await audit(tx, actor, 'identity.session-ended', `account:${ended.account_id}`, { sessionId, why });
  return true;
}

/**
 * Ends every session of an account and raises its epoch, so that none begun meanwhile counts either.
 *
 * @param except a session that goes on: the one that asked.
 * @returns how many ended.
 */
export async function endAllSessions(tx: Tx, actor: Actor, accountId: string, why: EndReason, except: string | null = null): Promise<number> {
  await raiseEpoch(tx, { account_id: accountId });
  const ended = await endSessionsOfAccount(tx, { account_id: accountId, why, except });
  for (const { id } of ended) await announce(tx, 'identity.session-ended', { sessionId: id, accountId, why });
  await audit(tx, actor, 'identity.sessions-ended', `account:${accountId}`, { why, count: ended.length });
  return ended.length;
}

import type { Tx } from '#kernel/db.ts';
import { newSecret } from '#kernel/tokens.ts';
import type { AccountFacts } from '../account/facts.ts';
import { firstPersona } from '../account/personas.ts';
import { cleanPlace, deviceIdOf, recordSignIn, watchSignIn, type Place } from '../history/record.ts';
import { insertSession, raiseSession } from './session.sql.gen.ts';

/** How somebody proved an account. */
export interface Proof { aal: 1 | 2 | 3; phishingResistant: boolean; methods: string[]; ial?: number; upstream?: string }

/** A session that begins: its secret goes into the cookie and is kept nowhere. */
export interface Started { id: string; secret: string }

/** Begins the session of an account that is proved; a secret that the browser had before is worth nothing to it. */
export async function startSession(tx: Tx, facts: AccountFacts, proof: Proof, place: Place, persona: string = firstPersona(facts)): Promise<Started> {
  const started = await insert(tx, facts, proof, place, { state: 'active', persona });
  await recordSignIn(tx, place, { accountId: facts.id, outcome: 'signed-in', methods: proof.methods, sessionId: started.id });
  await watchSignIn(tx, place, facts.id);
  return started;
}

/** Begins a session that may do nothing but prove a second factor, within ten minutes. */
export async function startPendingSession(tx: Tx, facts: AccountFacts, methods: string[], place: Place): Promise<Started> {
  const started = await insert(tx, facts, { aal: 1, phishingResistant: false, methods }, place, { state: 'pending', persona: '' });
  await recordSignIn(tx, place, { accountId: facts.id, outcome: 'second-factor', methods, sessionId: started.id });
  return started;
}

async function insert(tx: Tx, facts: AccountFacts, proof: Proof, place: Place, as: { state: 'active' | 'pending'; persona: string }): Promise<Started> {
  const { text, hash } = newSecret();
  const { address, agent, device } = cleanPlace(place);
  const { id } = await insertSession(tx, {
    ...as, secret_hash: hash, account_id: facts.id, aal: proof.aal, phishing_resistant: proof.phishingResistant, ial: proof.ial ?? 0, methods: proof.methods, upstream: proof.upstream ?? null,
    address, agent, device_id: device === null ? null : deviceIdOf(device, facts.id),
  });
  return { id, secret: text };
}

/**
 * Raises a session to what was proved anew and gives it a new secret.
 *
 * @returns null when it ended meanwhile.
 */
export async function stepUpSession(tx: Tx, sessionId: string, proof: Proof): Promise<Started | null> {
  const { text, hash } = newSecret();
  const raised = await raiseSession(tx, { id: sessionId, secret_hash: hash, aal: proof.aal, phishing_resistant: proof.phishingResistant, methods: proof.methods });
  return raised && { id: raised.id, secret: text };
}

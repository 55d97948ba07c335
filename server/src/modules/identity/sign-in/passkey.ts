import type { Database, Tx } from '#kernel/db.ts';
import type { Principal } from '#kernel/policy.ts';
import { findAccountFacts } from '../account/facts.ts';
import { readProof, requestOptions, siteOf } from '../credentials/passkey-ceremony.ts';
import { findPasskey, insertChallenge, listPasskeys, takeChallenge, usePasskey } from '../credentials/passkey.sql.gen.ts';
import { problem } from '../errors.ts';
import { raiseAlarm, recordSignIn, type Place } from '../history/record.ts';
import type { IdentityPorts } from '../ports.ts';
import { startSession, stepUpSession, type Started } from '../session/start.ts';
import { holderOf } from '../step-up/step-up.ts';

type Ports = Pick<IdentityPorts, 'publicUrl' | 'mode'>;
export interface PasskeyAnswer { challengeId: string; response: { id: string } & Record<string, unknown> }

const PROOF = { aal: 2, phishingResistant: true, methods: ['passkey'] } as const;

/** Begins a sign-in by whichever passkey the person picks; says nothing about who exists. */
export async function startPasskeySignIn(tx: Tx, { publicUrl }: Ports) {
  const options = await requestOptions(siteOf(publicUrl), []);
  const { id } = await insertChallenge(tx, { kind: 'passkey-sign-in', account_id: null, session_id: null, data: { challenge: options.challenge } });
  return { challengeId: id, options };
}

/** Signs in with a passkey: device and finger, face or PIN at once. Throws `identity.passkey-refused`. */
export async function signInWithPasskey(db: Database, ports: Ports, answer: PasskeyAnswer, place: Place): Promise<Started> {
  const started = await db.tx(async (tx) => {
    const accountId = await prove(tx, ports, answer, { kind: 'passkey-sign-in', sessionId: null, accountId: null }, place);
    const facts = accountId === null ? null : await findAccountFacts(tx, accountId);
    return facts && startSession(tx, facts, { ...PROOF, methods: [...PROOF.methods] }, place);
  });
  if (!started) throw problem('passkey-refused');
  return started;
}

/** Begins a step-up by one of the account's own passkeys. */
export async function startPasskeyStepUp(tx: Tx, { publicUrl }: Ports, who: Principal) {
  const { accountId, sessionId } = holderOf(who);
  const options = await requestOptions(siteOf(publicUrl), await listPasskeys(tx, { account_id: accountId }));
  const { id } = await insertChallenge(tx, { kind: 'passkey-step-up', account_id: accountId, session_id: sessionId, data: { challenge: options.challenge } });
  return { challengeId: id, options };
}

/** Raises a session by a passkey of its account. Throws `identity.passkey-refused`. */
export async function stepUpWithPasskey(db: Database, ports: Ports, who: Principal, answer: PasskeyAnswer, place: Place): Promise<Started> {
  const { accountId, sessionId } = holderOf(who);
  const started = await db.tx(async (tx) => {
    if (await prove(tx, ports, answer, { kind: 'passkey-step-up', sessionId, accountId }, place) === null) return null;
    await recordSignIn(tx, place, { accountId, outcome: 'stepped-up', methods: ['passkey'], sessionId });
    return stepUpSession(tx, sessionId, { ...PROOF, methods: [...PROOF.methods] });
  });
  if (!started) throw problem('passkey-refused');
  return started;
}

interface Expected { kind: string; sessionId: string | null; accountId: string | null }

/** Id of the account that an answer proves; null when it proves none. Whatever was wrong, the challenge is used up. */
async function prove(tx: Tx, ports: Ports, answer: PasskeyAnswer, expected: Expected, place: Place): Promise<string | null> {
  const challenge = await takeChallenge(tx, { id: answer.challengeId, kind: expected.kind, session_id: expected.sessionId });
  const passkey = await findPasskey(tx, { id: answer.response.id });
  if (!challenge || !passkey || (passkey.demo && ports.mode !== 'demo') || (expected.accountId !== null && passkey.account_id !== expected.accountId)) return null;
  const counter = await readProof(siteOf(ports.publicUrl), String(challenge.data.challenge), passkey, answer.response);
  if (counter === null) {
    await recordSignIn(tx, place, { accountId: passkey.account_id, outcome: 'passkey-refused', methods: ['passkey'] });
    return null;
  }
  if (await usePasskey(tx, { id: passkey.id, counter })) return passkey.account_id;
  // A count that goes back means that two devices hold the key.
  await raiseAlarm(tx, passkey.account_id, 'token-reuse', { passkey: true, th: 'ตัวนับของพาสคีย์ย้อนกลับ', en: 'the counter of a passkey went back' });
  return null;
}

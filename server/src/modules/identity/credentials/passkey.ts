import { audit } from '#kernel/audit.ts';
import type { Tx } from '#kernel/db.ts';
import type { Principal } from '#kernel/policy.ts';
import { kernelProblem } from '#kernel/problems.ts';
import { problem } from '../errors.ts';
import { raiseAlarm } from '../history/record.ts';
import type { IdentityPorts } from '../ports.ts';
import { stepUpSession, type Started } from '../session/start.ts';
import { holderOf } from '../step-up/step-up.ts';
import { creationOptions, readEnrolment, siteOf } from './passkey-ceremony.ts';
import { insertChallenge, insertPasskey, listPasskeys, removeOnePasskey, takeChallenge, type InsertPasskeyRow } from './passkey.sql.gen.ts';
import { assertNotLast } from './strong-ways.ts';

export interface Passkey { id: string; name: string; deviceBound: boolean; createdAt: string; usedAt: string | null }

const asPasskey = (row: InsertPasskeyRow): Passkey => ({ id: row.id, name: row.name, deviceBound: row.device_bound, createdAt: row.created_at, usedAt: row.used_at });

/** The passkeys of whoever asks. */
export async function listMyPasskeys(tx: Tx, accountId: string): Promise<Passkey[]> {
  return (await listPasskeys(tx, { account_id: accountId })).map(asPasskey);
}

/** Begins the making of a passkey in this session. */
export async function startPasskeyEnrolment(tx: Tx, { publicUrl }: Pick<IdentityPorts, 'publicUrl'>, who: Principal) {
  const { accountId, sessionId } = holderOf(who);
  const options = await creationOptions(siteOf(publicUrl), { id: accountId, name: who.name }, await listPasskeys(tx, { account_id: accountId }));
  const { id } = await insertChallenge(tx, { kind: 'passkey-enrolment', account_id: accountId, session_id: sessionId, data: { challenge: options.challenge } });
  return { challengeId: id, options };
}

/**
 * Keeps a new passkey; whoever makes one has proved to hold it, so the session is raised.
 *
 * @returns null when the answer does not fit: the challenge is used up all the same.
 */
export async function addPasskey(tx: Tx, { publicUrl }: Pick<IdentityPorts, 'publicUrl'>, who: Principal, asked: { challengeId: string; name: string; response: unknown }): Promise<{ passkey: Passkey; started: Started | null } | null> {
  const { accountId, sessionId } = holderOf(who);
  const challenge = await takeChallenge(tx, { id: asked.challengeId, kind: 'passkey-enrolment', session_id: sessionId });
  const made = challenge && await readEnrolment(siteOf(publicUrl), String(challenge.data.challenge), asked.response);
  if (!made) return null;
  const { id, publicKey, counter, transports = [] } = made.credential;
  const row = await insertPasskey(tx, { id, account_id: accountId, public_key: Buffer.from(publicKey), counter, transports, device_bound: made.credentialDeviceType === 'singleDevice', name: asked.name });
  if (!row) throw problem('already-enrolled');
  await audit(tx, who, 'identity.passkey-added', `account:${accountId}`, { deviceBound: row.device_bound });
  return { passkey: asPasskey(row), started: await stepUpSession(tx, sessionId, { aal: 2, phishingResistant: true, methods: ['passkey'] }) };
}

/** Takes a passkey off an account. Throws `identity.last-way`. */
export async function removePasskey(tx: Tx, who: Principal, id: string): Promise<void> {
  const { accountId } = holderOf(who);
  if (!(await listPasskeys(tx, { account_id: accountId })).some((each) => each.id === id)) throw kernelProblem('not-found');
  await assertNotLast(tx, accountId);
  await removeOnePasskey(tx, { id, account_id: accountId });
  await raiseAlarm(tx, accountId, 'factor-removed', { way: 'passkey' });
  await audit(tx, who, 'identity.passkey-removed', `account:${accountId}`);
}

import { createHash } from 'node:crypto';
import { isIP } from 'node:net';
import type { Tx } from '#kernel/db.ts';
import { announce } from '#kernel/outbox.ts';
import { findKnownDevice, findOtherNetwork, insertAlarm, insertSignInEvent, noteDevice } from './history.sql.gen.ts';

/** From where somebody signs in. */
export interface Place {
  address: string | null;
  agent: string | null;
  /** The random value of the browser's own cookie; null when it has none yet. */
  device: string | null;
}

export type Outcome = 'signed-in' | 'second-factor' | 'refused' | 'second-factor-refused' | 'stepped-up' | 'step-up-refused' | 'signed-out' | 'welcomed' | 'passkey-refused';
export type AlarmKind = 'new-device' | 'two-networks' | 'many-failures' | 'token-reuse' | 'recovery-used' | 'password-changed' | 'factor-removed';

const LONGEST_AGENT = 300;

/** An address that PostgreSQL takes, and a short agent. */
export const cleanPlace = ({ address, agent, device }: Place): Place => ({ address: address !== null && isIP(address) !== 0 ? address : null, agent: agent?.slice(0, LONGEST_AGENT) ?? null, device });

/** Id of one browser for one account: what is stored does not tell which accounts share a browser, nor what its cookie is. */
export function deviceIdOf(device: string, accountId: string): string {
  const hex = createHash('sha256').update(`${device}\0${accountId}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** Whether this browser signed in to this account before. */
export async function isKnownDevice(tx: Tx, device: string | null, accountId: string): Promise<boolean> {
  return device !== null && await findKnownDevice(tx, { id: deviceIdOf(device, accountId), account_id: accountId }) !== null;
}

interface Happening { accountId: string | null; outcome: Outcome; methods?: string[]; sessionId?: string | null; clientId?: string | null }

/** Writes one line of an account's history. */
export async function recordSignIn(tx: Tx, place: Place, { accountId, outcome, methods = [], sessionId = null, clientId = null }: Happening): Promise<void> {
  const { address, agent, device } = cleanPlace(place);
  await insertSignInEvent(tx, { account_id: accountId, outcome, methods, client_id: clientId, address, agent, device_id: device !== null && accountId !== null ? deviceIdOf(device, accountId) : null, session_id: sessionId });
}

/** Raises an alarm that the account's owner and auditors see; no personal data in the detail. Whoever tells people hears of it; nothing of the detail goes with it. */
export async function raiseAlarm(tx: Tx, accountId: string, kind: AlarmKind, detail: Record<string, unknown> = {}): Promise<void> {
  const raised = await insertAlarm(tx, { account_id: accountId, kind, detail });
  if (raised) await announce(tx, 'identity.alarm-raised', { alarmId: raised.id, accountId, kind, at: raised.at });
}

/**
 * Notes the browser of a completed sign-in and raises what it gives reason for. Nothing says where an address
 * lies, so nothing is said of travel: two networks (/16, /32 of IPv6) within five minutes are named, when neither browser was known.
 */
export async function watchSignIn(tx: Tx, place: Place, accountId: string): Promise<void> {
  const { address, agent, device } = cleanPlace(place);
  if (device === null) return;
  const id = deviceIdOf(device, accountId);
  const { known, others } = await noteDevice(tx, { account_id: accountId, id, agent });
  if (known || !others) return;
  await raiseAlarm(tx, accountId, 'new-device', { agent });
  const other = address === null ? null : await findOtherNetwork(tx, { account_id: accountId, device_id: id, address });
  if (other) await raiseAlarm(tx, accountId, 'two-networks', { minutes: 5 });
}

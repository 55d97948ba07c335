import { readCookie, SESSION_COOKIE } from '#kernel/cookies.ts';
import type { Tx } from '#kernel/db.ts';
import { hashSecret } from '#kernel/tokens.ts';
import type { Acr, LiveSession } from '../types.ts';
import { findSession, touchSession, type FindSessionRow } from './session.sql.gen.ts';

/** A session as it is stored: `pending` has proved its first factor only and may do nothing but prove the second. */
export interface StoredSession extends LiveSession { state: 'pending' | 'active'; deviceId: string | null; stale: boolean }

const asStored = (row: FindSessionRow): StoredSession => ({
  id: row.id, accountId: row.account_id, state: row.state as StoredSession['state'], persona: row.persona, aal: row.aal as LiveSession['aal'], phishingResistant: row.phishing_resistant, ial: row.ial,
  methods: row.methods, authenticatedAt: row.authenticated_at, deviceId: row.device_id, stale: row.stale,
});

/** The session of a cookie's secret that counts now, pending ones too. */
export async function findSessionBySecret(tx: Tx, secret: string): Promise<StoredSession | null> {
  const row = await findSession(tx, { secret_hash: hashSecret(secret), id: null });
  return row && asStored(row);
}

/** The session of an id that counts now, pending ones too. */
export async function findSessionById(tx: Tx, id: string): Promise<StoredSession | null> {
  const row = await findSession(tx, { secret_hash: null, id });
  return row && asStored(row);
}

/** The live session of a request's cookies; null when there is none, or only one that waits for its second factor. */
export async function findLiveSession(tx: Tx, cookieHeader: string | undefined): Promise<LiveSession | null> {
  const secret = readCookie(cookieHeader, SESSION_COOKIE);
  const session = secret === null ? null : await findSessionBySecret(tx, secret);
  if (session?.state !== 'active') return null;
  const { state: _state, deviceId: _deviceId, stale: _stale, ...live } = session;
  return live;
}

/** Notes that the person is still here, at most once a minute. */
export async function touchIfStale(tx: Tx, { id, stale }: StoredSession): Promise<void> {
  if (stale) await touchSession(tx, { id });
}

/** How well a session was proved, as e-services ask for it. */
export function acrOf({ aal, phishingResistant }: Pick<LiveSession, 'aal' | 'phishingResistant'>): Acr {
  return aal === 2 && phishingResistant ? 'urn:saphan:aal2-phr' : `urn:saphan:aal${aal}`;
}

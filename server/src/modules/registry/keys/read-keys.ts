import type { Tx } from '#kernel/db.ts';
import { findFormerPath } from '../agencies/follow-agencies.sql.gen.ts';
import { registryProblem } from '../errors.ts';
import type { KeyState, SystemKey } from '../systems/schemas.ts';
import { readMoment } from '../words.ts';
import { listKeys, type ListKeysRow } from './keys.sql.gen.ts';
import { keyOf } from './proof.ts';
import type { KeyAnswer } from './schemas.ts';

/** Keys of a system, the newest first. */
export async function listSystemKeys(tx: Tx, systemId: number, now: Date): Promise<SystemKey[]> {
  return (await listKeys(tx, { system_id: systemId, kid: null })).map((row) => viewKey(row, now));
}

/** A key as it was valid at a moment, now when none is named. @throws `registry.key-not-found`. */
export async function getSystemKey(tx: Tx, path: string, kid: string, at: string | undefined, now: Date): Promise<KeyAnswer> {
  const moment = at === undefined ? now : readMoment(at, '/at');
  const [row] = await listKeys(tx, { system_id: null, kid });
  // Whoever verifies what was signed before a merger asks by the path of that day.
  if (!row || (row.path !== path && (await findFormerPath(tx, { path }))?.now_path !== row.path)) throw registryProblem('key-not-found', { kid });
  const key = viewKey(row, moment);
  return { ...key, path, asOf: moment.toISOString(), valid: key.state === 'valid', pem: String(keyOf(key.jwk).export({ format: 'pem', type: 'spki' })) };
}

/** Whether a key could sign at a moment; false for one that nobody registered. */
export async function keyValidAt(tx: Tx, kid: string, at: Date): Promise<boolean> {
  const [row] = await listKeys(tx, { system_id: null, kid });
  return row !== undefined && stateAt(row, at) === 'valid';
}

function viewKey(row: ListKeysRow, at: Date): SystemKey {
  return {
    kid: row.kid, jwk: row.jwk as Record<string, string>, algorithm: row.algorithm, custody: row.custody, state: stateAt(row, at), notBefore: row.not_before, notAfter: row.not_after,
    revokedAt: row.revoked_at, endReason: row.reason, note: row.note, by: row.actor, at: row.recorded_at,
  };
}

/** How a key stands at a moment. */
export function stateAt(row: ListKeysRow, at: Date): KeyState {
  const now = at.toISOString();
  if (row.revoked_at !== null && row.revoked_at <= now) return 'revoked';
  if (now < row.not_before) return 'not-yet';
  if (now < row.not_after) return 'valid';
  return row.not_after < row.said_not_after ? 'replaced' : 'expired';
}

import { randomBytes, timingSafeEqual } from 'node:crypto';
import { addDays, todayInBangkok } from '@saphan/contracts/dates';
import { audit } from '#kernel/audit.ts';
import type { Tx } from '#kernel/db.ts';
import type { Actor } from '#kernel/policy.ts';
import { hashSecret, newSecret } from '#kernel/tokens.ts';
import { appendEntry } from '#modules/ledger/index.ts';
import { facadeProblem } from '../errors.ts';
import type { NewSharedSecret, SharedSecret } from '../schemas.ts';
import { deleteTokensOfSecret, endSecret, findSecret, findSystemByPath, insertSecret, insertToken, listSecrets, useToken, type UseTokenRow } from './secrets.sql.gen.ts';

const LONGEST_DAYS = 366;

/** Who still uses a shared secret, newest first; ended ones last. */
export async function listSharedSecrets(tx: Tx): Promise<SharedSecret[]> {
  return (await listSecrets(tx, {})).map((row) => ({
    id: row.id, system: row.system, nameTh: row.name_th, nameEn: row.name_en, agencyId: row.agency_id, consumerKey: row.consumer_key, note: row.note, endsOn: row.ends_on,
    createdBy: row.created_by, createdAt: row.created_at, endedAt: row.ended_at, endReason: row.end_reason, usedAt: row.used_at,
  }));
}

/**
 * A shared secret for a program that cannot sign yet. What it does is of assurance level 0, and it ends within a year.
 *
 * @returns the secret, told this once.
 * @throws `facades.system-unknown`, `facades.day-refused`.
 */
export async function issueSharedSecret(tx: Tx, actor: Actor, { system: path, note, endsOn }: NewSharedSecret, now: Date): Promise<{ id: number; consumerKey: string; secret: string }> {
  const today = todayInBangkok(now);
  if (endsOn <= today || endsOn > addDays(today, LONGEST_DAYS)) throw facadeProblem('day-refused', { pointer: '/endsOn' });
  const system = await findSystemByPath(tx, { path });
  if (!system) throw facadeProblem('system-unknown', { pointer: '/system', system: path });
  const secret = newSecret();
  const consumerKey = randomBytes(16).toString('hex');
  const { id } = await insertSecret(tx, { system_id: system.id, consumer_key: consumerKey, secret_hash: secret.hash, note, ends_on: endsOn, created_by: actor.name, created_at: now.toISOString() });
  await audit(tx, actor, 'facades.shared-secret-issued', `system:${system.id}`, { id, endsOn });
  await appendEntry(tx, { kind: 'facades.shared-secret-issued', subject: `system:${system.id}`, facts: { id, endsOn } });
  return { id, consumerKey, secret: secret.text };
}

/**
 * Ends a shared secret and every token that was given for it, at once.
 *
 * @throws `facades.secret-not-found`.
 */
export async function endSharedSecret(tx: Tx, actor: Actor, id: number, reason: string, now: Date): Promise<void> {
  const ended = await endSecret(tx, { id, ended_at: now.toISOString(), ended_by: actor.name, end_reason: reason });
  if (!ended) throw facadeProblem('secret-not-found', { id });
  await deleteTokensOfSecret(tx, { id });
  await audit(tx, actor, 'facades.shared-secret-ended', `shared-secret:${id}`, { reason });
  await appendEntry(tx, { kind: 'facades.shared-secret-ended', subject: `shared-secret:${id}`, facts: { id } });
}

/** A token for whoever shows a key and its secret; null when they do not match. */
export async function exchangeSecret(tx: Tx, consumerKey: string, secret: string, now: Date): Promise<string | null> {
  const found = await findSecret(tx, { consumer_key: consumerKey, today: todayInBangkok(now) });
  if (!timingSafeEqual(hashSecret(secret), found?.secret_hash ?? Buffer.alloc(32)) || !found) return null;
  const token = newSecret();
  await insertToken(tx, { token_hash: token.hash, secret_id: found.id, used_at: now.toISOString() });
  return token.text;
}

/** Whose token it is, used within the last hour; null for any other. */
export const findTokenHolder = (tx: Tx, consumerKey: string, token: string, now: Date): Promise<UseTokenRow | null> =>
  useToken(tx, { token_hash: hashSecret(token), consumer_key: consumerKey, now: now.toISOString(), today: todayInBangkok(now) });

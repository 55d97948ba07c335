import { audit } from '#kernel/audit.ts';
import { systemClock } from '#kernel/clock.ts';
import type { Tx } from '#kernel/db.ts';
import type { Job } from '#kernel/jobs.ts';
import type { Actor } from '#kernel/policy.ts';
import { appendEntry } from '#modules/ledger/index.ts';
import { exchangeProblem } from '../errors.ts';
import { findLastHouseKey, forgetHouseKeys as forgetKeys, lockHouseKeys, retireHouseKeys } from './house-key.sql.gen.ts';
import { keepNewKey } from './house-key.ts';

/** How long the next key is published before it signs: trust snapshots of edges, which name it, live 24 hours. */
const ANNOUNCED_MS = 25 * 3_600_000;
/** How long a process may go on with the key that it knows. */
export const GRACE_MS = 120_000;

export interface HouseKeyTurned { kid: string; before: string | null; activeFrom: string }

/**
 * Gives the house another key for its signatures. It is published at once and signs a day later, so that edges and clients know it when it comes; with `atOnce`, for a key that
 * others may have, it signs now, and edges have to be told it by hand. Old keys stay published; the private half goes when its time is over. @throws `exchange.house-key-turning`.
 */
export async function turnHouseKey(tx: Tx, masterKey: Buffer, actor: Actor, { reason, atOnce = false }: { reason: string; atOnce?: boolean }, now: Date): Promise<HouseKeyTurned> {
  await lockHouseKeys(tx, {});
  const last = await findLastHouseKey(tx, {});
  if (last && !atOnce && Date.parse(last.active_from) > now.getTime()) throw exchangeProblem('house-key-turning', { activeFrom: last.active_from });
  const from = new Date(now.getTime() + (atOnce ? 0 : ANNOUNCED_MS));
  await retireHouseKeys(tx, { at: new Date(from.getTime() + GRACE_MS).toISOString(), actor: actor.name, reason: reason.trim() });
  const { kid } = await keepNewKey(tx, masterKey, { now, from });
  const facts = { from: last?.kid ?? null, to: kid, activeFrom: from.toISOString() };
  await appendEntry(tx, { kind: 'exchange.key-turned', subject: `house-key:${kid}`, facts });
  await audit(tx, actor, 'exchange.key-turned', `house-key:${kid}`, { ...facts, reason: reason.trim() });
  return { kid, before: facts.from, activeFrom: facts.activeFrom };
}

/** The private half of a key that signs no more is destroyed. */
export const forgetHouseKeys: Job = {
  name: 'exchange.forget-house-keys', everySeconds: 600, leaseSeconds: 60,
  run: async (db) => { await db.tx((tx) => forgetKeys(tx, { now: systemClock.now().toISOString() })); },
};

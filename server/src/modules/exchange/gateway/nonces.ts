import { hash } from 'node:crypto';
import type { Database } from '#kernel/db.ts';
import { openBatches } from '../evidence/batches.ts';
import { claimNonces } from './nonces.sql.gen.ts';

/** How long after its signature's end a nonce is remembered, in ms: clocks may be that far apart. */
const AFTER_MS = 30_000;
const LARGEST = 256;
const SWEEP_EVERY = 10_000;

export interface Nonces {
  /** Whether this is the first time, over all gateways. @param key whose nonce it is. */
  claim(key: string, nonce: string, expiresMs: number): Promise<boolean>;
}

/**
 * Nonces that count once. What this process saw it refuses at once; otherwise the register says who was first. The transaction does not wait for the disk: the evidence that is
 * committed after it writes the log up to there, so a nonce is lost in a crash only with an exchange that was never answered.
 */
export function openNonces(db: Database): Nonces {
  const seenHere = new Map<string, number>();
  const batches = openBatches<{ seen: string; expiresAt: string }, boolean>((items) => claimAll(db, items), { largest: LARGEST, lanes: 1 });
  let sinceSweep = 0;
  return {
    async claim(key, nonce, expiresMs) {
      const seen = hash('sha256', `${key}:${nonce}`, 'hex').slice(0, 32).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
      if (seenHere.has(seen)) return false;
      seenHere.set(seen, expiresMs + AFTER_MS);
      sinceSweep += 1;
      if (sinceSweep >= SWEEP_EVERY) { sinceSweep = 0; sweep(seenHere, Date.now()); }
      return batches.add({ seen, expiresAt: new Date(expiresMs + AFTER_MS).toISOString() });
    },
  };
}

async function claimAll(db: Database, items: { seen: string; expiresAt: string }[]): Promise<boolean[]> {
  const first = await db.one((tx) => claimNonces(tx, { seen: items.map(({ seen }) => seen), expires_at: items.map(({ expiresAt }) => expiresAt) }));
  const mine = new Set(first.map(({ seen }) => seen));
  return items.map(({ seen }) => mine.has(seen));
}

function sweep(seen: Map<string, number>, nowMs: number): void {
  for (const [key, until] of seen) if (until < nowMs) seen.delete(key);
}

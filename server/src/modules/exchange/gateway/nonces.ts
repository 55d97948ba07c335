import type { Database } from '#kernel/db.ts';
import { exchangeProblem } from '../errors.ts';
import { openBatches } from '../evidence/batches.ts';
import { isAway, type Register } from '../evidence/register.ts';
import { claimNonces } from './nonces.sql.gen.ts';
import { seenAs } from './seen-as.ts';

/** How long after its signature's end a nonce is remembered, in ms: clocks may be that far apart. */
const AFTER_MS = 30_000;
/** How long a call that may go on without the register waits for it. */
const PATIENCE_MS = 1_000;
const LARGEST = 256;
const SWEEP_EVERY = 10_000;

export interface Nonces {
  /** Whether this is the first time, over all gateways; with `alone`, over this one while the register is away. @param key whose nonce it is. @throws `exchange.evidence-unavailable`. */
  claim(key: string, nonce: string, expiresMs: number, alone?: boolean): Promise<boolean>;
}

/**
 * Nonces that count once. What this process saw it refuses at once; otherwise the register says who was first. The transaction does not wait for the disk: the evidence that is
 * committed after it writes the log up to there, so a nonce is lost in a crash only with an exchange that was never answered.
 */
export function openNonces(db: Database, register: Register): Nonces {
  const seenHere = new Map<string, number>();
  const batches = openBatches<{ seen: string; expiresAt: string }, boolean>((items) => claimAll(db, items), { largest: LARGEST, lanes: 1 });
  let sinceSweep = 0;
  return {
    async claim(key, nonce, expiresMs, alone = false) {
      const seen = seenAs(key, nonce);
      if (seenHere.has(seen)) return false;
      seenHere.set(seen, expiresMs + AFTER_MS);
      sinceSweep += 1;
      if (sinceSweep >= SWEEP_EVERY) { sinceSweep = 0; sweep(seenHere, Date.now()); }
      const given = { seen, expiresAt: new Date(expiresMs + AFTER_MS).toISOString() };
      try {
        return await (alone ? register.within(PATIENCE_MS, () => batches.add(given)) : batches.add(given));
      } catch (error) {
        if (alone && isAway(error)) return true;
        throw isAway(error) ? exchangeProblem('evidence-unavailable', {}, { cause: error }) : error;
      }
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

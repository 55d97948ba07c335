import type { Tx } from '#kernel/db.ts';
import { listWitnesses, readStanding } from './entries.sql.gen.ts';

/** What keeps the ledger from being signed, witnessed and stamped, if anything does. */
export interface LedgerHealth {
  /** Since when an entry waits for its place; null when none does. */
  waitingSince: string | null;
  /** null: nothing fails, or nothing is to be stamped. */
  stamping: { failures: number; since: string; error: string } | null;
  /** Witnesses that did not co-sign when they were asked last. @param since when they last did, or were added. */
  failing: { name: string; failures: number; since: string; error: string }[];
}

/** @param stamping whether an authority is configured. */
export async function readLedgerHealth(tx: Tx, stamping: boolean): Promise<LedgerHealth> {
  const row = await readStanding(tx, {});
  const stamps = stamping && row.stamp_failed_since !== null ? { failures: row.stamp_failures ?? 0, since: row.stamp_failed_since, error: row.stamp_error ?? '' } : null;
  const failing = (await listWitnesses(tx, {})).filter(({ ended_at, failures }) => ended_at === null && failures > 0)
    .map(({ name, failures, answered_at, added_at, last_error }) => ({ name, failures, since: answered_at ?? added_at, error: last_error ?? '' }));
  return { waitingSince: row.waiting_since, stamping: stamps, failing };
}

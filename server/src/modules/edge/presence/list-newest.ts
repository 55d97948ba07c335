import type { Tx } from '#kernel/db.ts';
import { listNewestEdges as selectNewest } from './presence.sql.gen.ts';

const WEEK_MS = 7 * 24 * 60 * 60_000;

/** The edge of a system that was heard of last. */
export interface NewestEdge { readonly system: string; readonly services: number; readonly clockOffsetSeconds: number; readonly lastSeenAt: string }

/** Of each active system the edge that was heard of last, within a week: for the watching of the house. */
export async function listNewestEdges(tx: Tx, now: Date): Promise<NewestEdge[]> {
  const rows = await selectNewest(tx, { since: new Date(now.getTime() - WEEK_MS).toISOString() });
  return rows.map((row) => ({ system: row.system, services: row.services.length, clockOffsetSeconds: row.clock_offset_s, lastSeenAt: row.last_seen_at }));
}

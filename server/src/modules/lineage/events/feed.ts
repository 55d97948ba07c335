import type { Tx } from '#kernel/db.ts';
import { listEvents } from './event.sql.gen.ts';

const AT_ONCE = 200;

export interface FeedAsked { after?: number; run?: number; limit?: number }

/** Events after a place, one a line (NDJSON), and the place of the last one: asking again from there gives what came since. */
export async function readFeed(tx: Tx, { after = 0, run, limit = AT_ONCE }: FeedAsked): Promise<{ text: string; last: number; isFull: boolean }> {
  const rows = await listEvents(tx, { after, run_id: run ?? null, limit });
  return { text: rows.map(({ body }) => `${JSON.stringify(body)}\n`).join(''), last: rows.at(-1)?.id ?? after, isFull: rows.length === limit };
}

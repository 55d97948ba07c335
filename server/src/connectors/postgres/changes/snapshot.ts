import { setTimeout as wait } from 'node:timers/promises';
import type { Client } from 'pg';
import { askText } from '../bounds.ts';
import { beginReading } from '../copy-out.ts';
import { lsnOf } from './position.ts';
import { changesProblem } from './problems.ts';

const PATIENCE_MS = 60_000;
/** Transactions that write: each holds a lock on its own number until others can see what it did. */
const writing = "select string_agg(virtualtransaction || ' ' || transactionid::text, ',') from pg_locks where locktype = 'transactionid' and mode = 'ExclusiveLock' and granted";

/**
 * Begins a reading of all rows and tells from which place in the log changes go on, such that none is lost.
 *
 * A transaction that wrote its end before the place may for a moment not be visible yet. So: first the place is read, then which transactions write; only
 * when all of those have let go of their number the snapshot is taken. Whatever ended in the log before the place had let go by then, or is waited for, and
 * is in the snapshot; whatever ends behind the place comes with the changes. Some come in both, which folding by key makes no difference of.
 *
 * @throws `connectors.changes-busy` when a transaction stays open.
 */
export async function beginWhole(client: Client, timeoutMs: number, signal: AbortSignal, patienceMs = PATIENCE_MS): Promise<bigint> {
  const place = lsnOf(await askText(client, 'select pg_current_wal_flush_lsn()::text')) ?? 0n;
  let open = await listWriting(client);
  const until = Date.now() + patienceMs;
  for (let pauseMs = 20; open.size > 0; pauseMs = Math.min(1000, pauseMs * 2)) {
    if (Date.now() > until) throw changesProblem('changes-busy', { detailTh: `รายการที่ยังไม่จบ ${open.size} รายการ`, detailEn: `${open.size} transactions are open.` });
    await wait(pauseMs, undefined, { signal });
    open = open.intersection(await listWriting(client));
  }
  await beginReading(client, timeoutMs);
  return place;
}

const listWriting = async (client: Client): Promise<Set<string>> => new Set((await askText(client, writing))?.split(',').filter(Boolean));

import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '../db.ts';
import type { Log } from '../log.ts';
import { dispatch, type Consumer } from '../outbox.ts';
import { ensureConsumer } from '../outbox.sql.gen.ts';

const TRIES = 500;
const PAUSE_MS = 20;

/** Dispatches, to consumers that may be new, until they have heard every event: an open transaction of another test, on the same PostgreSQL, holds events back for a while. */
export async function hearAll(db: Database, consumers: readonly Consumer[], log: Log): Promise<void> {
  await db.tx(async (tx) => { for (const { name } of consumers) await ensureConsumer(tx, { name }); });
  for (let tried = 0; tried < TRIES; tried += 1) {
    await dispatch(db, consumers, log);
    const { rows } = await db.tx((tx) => tx.query('select 1 from kernel.outbox o join kernel.consumer c on c.name = any($1) where (o.xid, o.id) > (c.xid, c.id) limit 1', [consumers.map(({ name }) => name)]));
    if (rows.length === 0) return;
    await sleep(PAUSE_MS);
  }
}

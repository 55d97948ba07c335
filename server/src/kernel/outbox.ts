import type { Database, Tx } from './db.ts';
import type { Log } from './log.ts';
import type { Job } from './jobs.ts';
import {
  deleteHeardEvents, ensureConsumer, insertEvent, insertEvents, listEventsAfter, moveConsumer, noteConsumerFailure, selectAndLockConsumer, wakeConsumers,
} from './outbox.sql.gen.ts';

export interface Event { topic: string; payload: any; at: string }

/** A listener's effects and its place in the outbox move in one transaction: heard exactly once, in commit order. */
export interface Consumer {
  /** Unique, `module.purpose`. */
  name: string;
  topics: readonly string[];
  hear(tx: Tx, event: Event): Promise<void>;
  /** In place of `hear`, for those who do better with many at once; in the order in which they happened, never none. */
  hearAll?(tx: Tx, events: readonly Event[]): Promise<void>;
}

const BATCH = 200;
const POLL_MS = 1_000;

/** Tells the other modules, in the transaction of the change. @param topic `module.what-happened`. */
export async function announce(tx: Tx, topic: string, payload: Record<string, unknown>): Promise<void> {
  await insertEvent(tx, { topic, payload });
  await wakeConsumers(tx, {});
}

/** The same for many happenings at once, in one statement. */
export async function announceAll(tx: Tx, topic: string, payloads: readonly Record<string, unknown>[]): Promise<void> {
  if (payloads.length === 0) return;
  await insertEvents(tx, { topic, payloads });
  await wakeConsumers(tx, {});
}

/** Lets every consumer hear what it has not heard; returns the number of events passed. */
export async function dispatch(db: Database, consumers: readonly Consumer[], log: Log): Promise<number> {
  let passed = 0;
  for (const consumer of consumers) {
    try {
      passed += await db.tx((tx) => hearBatch(tx, consumer));
    } catch (error) {
      log.error({ consumer: consumer.name, error: String(error) }, 'a consumer failed and will hear the event again');
      await db.tx((tx) => noteConsumerFailure(tx, { name: consumer.name, error: String(error) })).catch(() => undefined);
    }
  }
  return passed;
}

async function hearBatch(tx: Tx, consumer: Consumer): Promise<number> {
  const place = await selectAndLockConsumer(tx, { name: consumer.name });
  if (!place) return 0;
  const events = await listEventsAfter(tx, { xid: place.xid, id: place.id, limit: BATCH });
  const heard = events.filter(({ topic }) => consumer.topics.includes(topic));
  // One by one: the order of events is their meaning.
  if (!consumer.hearAll) for (const event of heard) await consumer.hear(tx, event);
  else if (heard.length > 0) await consumer.hearAll(tx, heard);
  const last = events.at(-1);
  if (last) await moveConsumer(tx, { name: consumer.name, xid: last.xid, id: last.id });
  return events.length;
}

/** Dispatches for as long as the process lives, woken by NOTIFY, at the latest every second. */
export async function startDispatcher(db: Database, consumers: readonly Consumer[], log: Log): Promise<{ close(): Promise<void> }> {
  await db.tx(async (tx) => { for (const { name } of consumers) await ensureConsumer(tx, { name }); });
  let open = true;
  let wake = () => {};
  const listener = db.listen('outbox', () => wake());
  const loop = (async () => {
    while (open) {
      const passed = await dispatch(db, consumers, log).catch(() => 0);
      if (passed < BATCH && open) await new Promise<void>((resolve) => { wake = resolve; setTimeout(resolve, POLL_MS); });
    }
  })();
  return { async close() { open = false; wake(); await loop; await listener.close(); } };
}

/** Events that every consumer has heard are kept for thirty days, for people who ask what happened. */
export const forgetHeardEvents: Job = {
  name: 'kernel.forget-heard-events', everySeconds: 86_400, leaseSeconds: 600, run: (db) => db.tx((tx) => deleteHeardEvents(tx, {})),
};

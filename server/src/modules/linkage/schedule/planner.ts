import { systemClock } from '#kernel/clock.ts';
import type { Database } from '#kernel/db.ts';
import type { Log } from '#kernel/log.ts';
import { feedBackfills } from '../partitions/feed-backfills.ts';
import { planDue } from './plan-due.ts';

const POLL_MS = 1_000;

/**
 * Plans due runs, and those of backfills, for as long as the process lives. Every worker has one: rows are locked while they are planned, so several never plan the same time,
 * and none waits for the lease of one that died.
 */
export function startPlanner({ db, log }: { db: Database; log: Log }): { close(): Promise<void> } {
  const stop = new AbortController();
  const loop = (async () => {
    while (!stop.signal.aborted) {
      await feedBackfills(db).catch((error: unknown) => { log.error({ error: String(error) }, 'backfills could not go on; they go on in the next round'); });
      await planDue(db, systemClock.now()).catch((error: unknown) => { log.error({ error: String(error) }, 'due runs could not be planned; they are planned in the next round'); });
      await pause(stop.signal);
    }
  })();
  return { async close() { stop.abort(); await loop; } };
}

function pause(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => { clearTimeout(timer); signal.removeEventListener('abort', done); resolve(); };
    const timer = setTimeout(done, POLL_MS);
    if (signal.aborted) done();
    else signal.addEventListener('abort', done, { once: true });
  });
}

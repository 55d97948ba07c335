import { systemClock } from '#kernel/clock.ts';
import type { Database } from '#kernel/db.ts';
import type { Job } from '#kernel/jobs.ts';
import { closeDay, dangerouslyDeleteClosedDays, listUnclosedDays } from './close-days.sql.gen.ts';

const daysAtMost = 4000;

/** Takes the picture of every day that is over and has none yet; returns how many. Safe to repeat and to interrupt. */
export async function closeDays(db: Database, now: Date, signal?: AbortSignal): Promise<number> {
  const open = await db.read((tx) => listUnclosedDays(tx, { now: now.toISOString(), limit: daysAtMost }));
  let closed = 0;
  // One transaction a day: after a long pause the sweep must not hold a snapshot for minutes.
  for (const { day } of open) {
    if (signal?.aborted) break;
    await db.tx((tx) => closeDay(tx, { day }));
    closed += 1;
  }
  return closed;
}

/** Forgets and retakes every picture; they come out the same. */
export async function rebuildDays(db: Database, now: Date): Promise<number> {
  await db.tx((tx) => dangerouslyDeleteClosedDays(tx, {}));
  return closeDays(db, now);
}

export const closeDaysJob: Job = {
  name: 'plans.close-days', everySeconds: 600, leaseSeconds: 600,
  run: async (db, signal) => { await closeDays(db, systemClock.now(), signal); },
};

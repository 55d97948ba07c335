import type { Database, Tx } from '#kernel/db.ts';
import type { Job } from '#kernel/jobs.ts';
import { systemClock } from '#kernel/clock.ts';
import { countWeeks } from '../reads/board.sql.gen.ts';
import { dangerouslyDeleteClosedWeeks, insertClosedWeeks, listUnclosedWeeks } from './close-weeks.sql.gen.ts';

const weeksPerStep = 26;

/** Counts the weeks that are over and not counted yet; returns how many. Safe to repeat. */
export async function closeWeeks(db: Database, now: Date, signal?: AbortSignal): Promise<number> {
  let closed = 0;
  while (!signal?.aborted) {
    const done = await db.tx((tx) => closeSomeWeeks(tx, now));
    closed += done;
    if (done < weeksPerStep) break;
  }
  return closed;
}

/** Forgets and recounts every closed week; the figures come out the same. */
export async function rebuildWeeks(db: Database, now: Date): Promise<number> {
  await db.tx((tx) => dangerouslyDeleteClosedWeeks(tx, {}));
  return closeWeeks(db, now);
}

async function closeSomeWeeks(tx: Tx, now: Date): Promise<number> {
  const days = (await listUnclosedWeeks(tx, { now: now.toISOString(), limit: weeksPerStep })).map((week) => week.ends_on);
  if (days.length > 0) await insertClosedWeeks(tx, { weeks: await countWeeks(tx, { days }) });
  return days.length;
}

export const closeWeeksJob: Job = {
  name: 'plans.close-weeks', everySeconds: 3600, leaseSeconds: 600,
  run: async (db, signal) => { await closeWeeks(db, systemClock.now(), signal); },
};

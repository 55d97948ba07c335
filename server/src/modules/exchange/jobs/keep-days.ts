import { systemClock } from '#kernel/clock.ts';
import type { Job } from '#kernel/jobs.ts';
import { preparePartitions } from '../evidence/evidence.sql.gen.ts';
import { dayOf } from '../gateway/limits.ts';
import { sweepNonces } from '../gateway/nonces.sql.gen.ts';

const DAY_MS = 86_400_000;
const AHEAD_DAYS = 14;
const MOST = 50_000;

/** Makes the days of the next two weeks, so that no call ever waits for one. */
export const prepareDays: Job = {
  name: 'exchange.prepare-days', everySeconds: 3600, leaseSeconds: 120,
  run: async (db) => {
    const now = systemClock.now().getTime();
    await db.tx((tx) => preparePartitions(tx, { from_day: dayOf(now), to_day: dayOf(now + AHEAD_DAYS * DAY_MS) }));
  },
};

/** Forgets nonces that nobody can use any more. */
export const forgetNonces: Job = {
  name: 'exchange.forget-nonces', everySeconds: 60, leaseSeconds: 60,
  run: async (db) => { await db.tx((tx) => sweepNonces(tx, { before: new Date(systemClock.now().getTime() - 60_000).toISOString(), most: MOST })); },
};

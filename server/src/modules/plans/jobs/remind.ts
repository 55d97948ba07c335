import { systemClock } from '#kernel/clock.ts';
import type { Job } from '#kernel/jobs.ts';
import { remind } from '../reminders/remind.ts';

/** Looks every quarter of an hour, tells once a working day. */
export const remindJob: Job = { name: 'plans.remind', everySeconds: 900, leaseSeconds: 600, run: async (db) => { await remind(db, systemClock.now()); } };

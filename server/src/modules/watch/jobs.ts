import { systemClock } from '#kernel/clock.ts';
import type { Job } from '#kernel/jobs.ts';
import { lookAt } from './incidents/reconcile.ts';
import { escalateLate, tellOwners } from './telling/tell.ts';

/** Lateness comes without an event, so all datasets are looked at; then whoever must know is told. */
export const watchJobs: Job[] = [
  { name: 'watch.look', everySeconds: 120, leaseSeconds: 300, run: (db) => db.tx((tx) => lookAt(tx, null, systemClock.now())) },
  {
    name: 'watch.tell', everySeconds: 300, leaseSeconds: 300,
    run: (db) => db.tx(async (tx) => {
      await escalateLate(tx, systemClock.now());
      await tellOwners(tx, systemClock.now());
    }),
  },
];

import type { Job } from '#kernel/jobs.ts';
import { forgetOldEntries } from './job.sql.gen.ts';
import { startDueJobs, wakeWorkers } from './source.sql.gen.ts';

/** What harvesting does by the clock. */
export const harvestJobs: readonly Job[] = [
  {
    name: 'harvest.start-due', everySeconds: 300, leaseSeconds: 60,
    run: (db) => db.tx(async (tx) => { if ((await startDueJobs(tx, {})).length > 0) await wakeWorkers(tx, {}); }),
  },
  { name: 'harvest.forget-old-entries', everySeconds: 86_400, leaseSeconds: 600, run: (db) => db.tx((tx) => forgetOldEntries(tx, {})) },
];

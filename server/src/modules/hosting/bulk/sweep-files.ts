import { systemClock } from '#kernel/clock.ts';
import type { Job } from '#kernel/jobs.ts';
import type { ObjectStore } from '#kernel/objects.ts';
import { dropBulkFile, listStaleBulkFiles } from './bulk.sql.gen.ts';

/** Files cut from releases that are served no more: the object first, then its row, so that a kill between them is repeated. */
export const sweepBulkFiles = (objects: ObjectStore): Job => ({
  name: 'hosting.sweep-bulk-files', everySeconds: 3_600, leaseSeconds: 600,
  async run(db, signal) {
    const stale = await db.tx((tx) => listStaleBulkFiles(tx, { now: systemClock.now().toISOString() }));
    for (const { object_key: key, ...id } of stale) {
      if (signal.aborted) return;
      await objects.delete(key);
      await db.tx((tx) => dropBulkFile(tx, id));
    }
  },
});

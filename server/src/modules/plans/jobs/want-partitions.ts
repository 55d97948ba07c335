import { systemClock } from '#kernel/clock.ts';
import type { Job } from '#kernel/jobs.ts';
import { listPromisedDatasets } from '../partitions/partitions.sql.gen.ts';
import { wantPartitions } from '../partitions/want-partitions.ts';

/** Partitions that have come to their end are wanted from now on; the calendar may have changed as well. */
export const wantPartitionsJob: Job = {
  name: 'plans.want-partitions', everySeconds: 600, leaseSeconds: 120,
  async run(db, signal) {
    const datasets = await db.read((tx) => listPromisedDatasets(tx, {}));
    for (const { dataset_id: id } of datasets) {
      if (signal.aborted) return;
      await db.tx((tx) => wantPartitions(tx, id, systemClock.now()));
    }
  },
};

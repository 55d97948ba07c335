import { systemClock } from '#kernel/clock.ts';
import type { Job } from '#kernel/jobs.ts';
import { recordReleaseChange } from '../operations/record-facts.ts';
import { listDatasetsBehindLake } from '../operations/standing.sql.gen.ts';

/** A net under the events: looks again at every dataset whose current release is not the one its standing knows. */
export const followReleasesJob: Job = {
  name: 'plans.follow-releases', everySeconds: 60, leaseSeconds: 120,
  async run(db, signal) {
    const behind = await db.read((tx) => listDatasetsBehindLake(tx, {}));
    // One transaction each, so that no dataset waits for the others' locks.
    for (const { id } of behind) {
      if (signal.aborted) return;
      await db.tx((tx) => recordReleaseChange(tx, id, systemClock.now()));
    }
  },
};

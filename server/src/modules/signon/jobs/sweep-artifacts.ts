import type { Job } from '#kernel/jobs.ts';
import { deleteExpiredArtifacts } from '../provider/artifact.sql.gen.ts';

const BATCH = 5_000;

/** Removes what expired, in small transactions, so that sign-ins never wait for it. */
export const sweepArtifacts: Job = {
  name: 'signon.sweep-artifacts', everySeconds: 60, leaseSeconds: 120,
  async run(db, signal) {
    while (!signal.aborted && (await db.tx((tx) => deleteExpiredArtifacts(tx, { limit: BATCH }))).length === BATCH);
  },
};

import type { Job } from '#kernel/jobs.ts';
import type { Tx } from '#kernel/db.ts';
import { announce } from '#kernel/outbox.ts';
import { isReached, turnReaches } from './agreement.sql.gen.ts';

/** Tells the catalogue which pairs of agency and dataset have begun or ceased to be joined by an agreement. */
export async function tellReach(tx: Tx): Promise<void> {
  for (const { dataset_id, agency_id } of await turnReaches(tx, {})) {
    const { reaches } = await isReached(tx, { dataset_id, agency_id });
    await announce(tx, 'access.agreement-changed', { datasetId: dataset_id, agencyId: agency_id, reaches });
  }
}

/** Agreements end by themselves after their last day; the decision knows at midnight, the net below it within the quarter hour. */
export const tellReachSweep: Job = { name: 'access.tell-reach', everySeconds: 900, leaseSeconds: 120, run: (db) => db.tx(tellReach) };

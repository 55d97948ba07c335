import { systemClock } from '#kernel/clock.ts';
import type { Tx } from '#kernel/db.ts';
import type { Consumer } from '#kernel/outbox.ts';
import { askSet, dropOtherSets, dropServedHead, dropSetsWithoutRelease, listOffersOfDataset, wakeFillers } from './served-set.sql.gen.ts';

/** Asks for the rows of the current release, for every service of a dataset whose records are looked up by key; safe to repeat. */
export async function askForSets(tx: Tx, datasetId: number): Promise<void> {
  const now = systemClock.now().toISOString();
  // One by one: a dataset has a handful of services.
  for (const { service_id, version } of await listOffersOfDataset(tx, { dataset_id: datasetId })) {
    await dropOtherSets(tx, { service_id, dataset_id: datasetId, offer_version: version, now });
    await askSet(tx, { service_id, dataset_id: datasetId, offer_version: version, now });
    await dropServedHead(tx, { service_id, dataset_id: datasetId });
    await dropSetsWithoutRelease(tx, { service_id, dataset_id: datasetId, now });
  }
  await wakeFillers(tx, {});
}

/** The head of a dataset moved: until the new rows are in the register the former ones answer, unless their release was withdrawn. */
export const followReleases: Consumer = {
  name: 'hosting.served-sets', topics: ['lake.release-published', 'lake.release-withdrawn', 'lake.pointer-moved'],
  hear: (tx, { payload }) => askForSets(tx, (payload as { datasetId: number }).datasetId),
};

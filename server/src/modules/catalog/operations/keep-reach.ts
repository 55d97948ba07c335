import type { Tx } from '#kernel/db.ts';
import { deleteReach, insertReach } from './keep-reach.sql.gen.ts';

/** Lets an agency's statements see a dataset of another, or no more. The decisions of `access` say what it may do there; this is the net below them. */
export async function keepReach(tx: Tx, pair: { agencyId: string; datasetId: number; reaches: boolean }): Promise<void> {
  const row = { agency_id: pair.agencyId, dataset_id: pair.datasetId };
  await (pair.reaches ? insertReach(tx, row) : deleteReach(tx, row));
}

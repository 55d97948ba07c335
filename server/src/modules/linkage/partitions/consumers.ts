import { announce, type Consumer } from '#kernel/outbox.ts';
import { currentRelease } from '#modules/lake/index.ts';
import { notedInRelease } from './count-partitions.ts';
import { partitioningOf } from './partition.ts';
import { findPartitioning, markUncounted } from './partitions.sql.gen.ts';

/** Another release than the newest is shown: tells which partitions it holds, since those it lacks are there no longer; of one that does not say, they are counted soon. */
export const partitionConsumer: Consumer = {
  name: 'linkage.partitions', topics: ['lake.release-withdrawn', 'lake.pointer-moved'],
  async hear(tx, { payload, at }) {
    const datasetId = Number(payload.datasetId);
    const row = await findPartitioning(tx, { dataset_id: datasetId });
    if (!row) return;
    const noted = notedInRelease(await currentRelease(tx, datasetId), partitioningOf(row));
    if (noted) await announce(tx, 'linkage.partitions-seen', { datasetId, runId: null, at, by: row.by, present: [...noted.keys()], confirmed: [] });
    else await markUncounted(tx, { dataset_id: datasetId });
  },
};

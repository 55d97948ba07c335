import type { Job } from '#kernel/jobs.ts';
import { announce } from '#kernel/outbox.ts';
import { currentRelease } from '#modules/lake/index.ts';
import type { LinkagePorts } from '../linkage-ports.ts';
import { countInRelease } from './count-partitions.ts';
import { partitioningOf } from './partition.ts';
import { findPartitioning, listUncounted, markCounted } from './partitions.sql.gen.ts';

/**
 * Counts the partitions of the release that is shown where nothing was noted with it, and tells them. Its files are read outside of every transaction.
 * A release from before the dataset was divided confirmed what it holds when it was published; of any other, its run told what it confirmed.
 */
export async function tellUncounted(ports: LinkagePorts, datasetId: number): Promise<void> {
  const { row, release } = await ports.db.read(async (tx) => ({ row: await findPartitioning(tx, { dataset_id: datasetId }), release: await currentRelease(tx, datasetId) }));
  if (!row || row.uncounted_at === null) return;
  const counts = await countInRelease(ports, release, partitioningOf(row));
  const before = release !== null && release.publishedAt < row.changed_at;
  await ports.db.tx(async (tx) => {
    // Another release came meanwhile, or another division: the next look counts that one.
    if ((await currentRelease(tx, datasetId))?.id !== release?.id || !await markCounted(tx, { dataset_id: datasetId, since: row.uncounted_at })) return;
    await announce(tx, 'linkage.partitions-seen', {
      datasetId, runId: null, at: before ? release.publishedAt : new Date().toISOString(), by: row.by, present: counts && [...counts.keys()], confirmed: before ? 'all' : [],
    });
  });
}

/** Counts what nobody waited for, and what a request left uncounted because it died. */
export const countPartitionsJob = (ports: LinkagePorts): Job => ({
  name: 'linkage.count-partitions', everySeconds: 60, leaseSeconds: 600,
  async run(db) {
    for (const { dataset_id: datasetId } of await db.read((tx) => listUncounted(tx, {}))) {
      await tellUncounted(ports, datasetId).catch((error: unknown) => ports.log.error({ datasetId, error: String(error) }, 'partitions were not counted'));
    }
  },
});

import type { Tx } from '#kernel/db.ts';
import type { Job } from '#kernel/jobs.ts';
import type { Consumer } from '#kernel/outbox.ts';
import { currentRelease } from '#modules/lake/index.ts';
import { tellRecordChanged } from '../operations/write-record.ts';
import { factsOf } from './facts-of.ts';
import { forgetFacts, keepFacts, listUnknown, markRecord } from './release-facts.sql.gen.ts';

/** Keeps what the current release of a dataset says of itself, or forgets it when there is none. */
export async function rememberRelease(tx: Tx, datasetId: number): Promise<void> {
  const marked = await markRecord(tx, { dataset_id: datasetId });
  if (!marked) return;
  const release = await currentRelease(tx, datasetId);
  if (!release) await forgetFacts(tx, { dataset_id: datasetId });
  else {
    const { temporalFrom, temporalTo, bbox, provinces, columns } = factsOf(release);
    await keepFacts(tx, {
      dataset_id: datasetId, number: release.number, published_at: release.publishedAt, row_count: release.rowCount, bytes: release.bytes, content_hash: release.contentHash,
      temporal_from: temporalFrom, temporal_to: temporalTo, bbox, provinces, columns,
    });
  }
  await tellRecordChanged(tx, { datasetId, slug: marked.slug });
}

/** A record fills itself from its releases. */
export const hearReleases: Consumer = {
  name: 'catalog.release-facts', topics: ['lake.release-published', 'lake.release-withdrawn', 'lake.pointer-moved'],
  hear: (tx, { payload }) => rememberRelease(tx, Number(payload.datasetId)),
};

/** Releases from before the catalogue listened. */
export const rememberReleases: Job = {
  name: 'catalog.remember-releases', everySeconds: 3_600, leaseSeconds: 600,
  run: async (db, signal) => {
    for (const { dataset_id: id } of await db.read((tx) => listUnknown(tx, {}))) {
      if (signal.aborted) return;
      await db.tx((tx) => rememberRelease(tx, id));
    }
  },
};

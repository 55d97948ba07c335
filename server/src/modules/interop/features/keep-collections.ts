import type { Database, Tx } from '#kernel/db.ts';
import type { Job } from '#kernel/jobs.ts';
import type { Consumer } from '#kernel/outbox.ts';
import { currentRelease } from '#modules/lake/index.ts';
import { dropCollection, keepCollection, listUnkeptReleases } from './collection.sql.gen.ts';
import { extentOf, geometryOf, timeColumnOf } from './geometry.ts';

/** Writes down where the rows of a dataset's current release lie; a dataset without one has no collection. */
export async function lookAtRelease(tx: Tx, datasetId: number): Promise<void> {
  const release = await currentRelease(tx, datasetId);
  if (!release) return dropCollection(tx, { dataset_id: datasetId });
  const { columns, profile, dataAsOf } = release;
  const geometry = geometryOf(columns, profile);
  await keepCollection(tx, {
    dataset_id: datasetId, release_id: release.id, geometry, time_column: geometry && timeColumnOf(columns, profile, dataAsOf), bbox: geometry && extentOf(geometry, profile),
  });
}

export const followReleases: Consumer = {
  name: 'interop.follow-releases', topics: ['lake.release-published', 'lake.release-withdrawn', 'lake.pointer-moved'],
  hear: (tx, { payload }) => lookAtRelease(tx, Number(payload.datasetId)),
};

const AT_ONCE = 200;

/** Looks at releases that nobody told of: those from before this room was built. */
export async function lookAtUnkept(db: Database, signal?: AbortSignal): Promise<number> {
  const rows = await db.tx((tx) => listUnkeptReleases(tx, { limit: AT_ONCE }));
  for (const { dataset_id: datasetId } of rows) if (!signal?.aborted) await db.tx((tx) => lookAtRelease(tx, datasetId));
  return rows.length;
}

export const keepCollections: Job = { name: 'interop.keep-collections', everySeconds: 300, leaseSeconds: 600, run: async (db, signal) => { await lookAtUnkept(db, signal); } };

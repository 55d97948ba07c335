import { systemClock } from '#kernel/clock.ts';
import type { Consumer } from '#kernel/outbox.ts';
import { recordPromise, recordReleaseChange, recordRunFinished, recordSource } from './operations/record-facts.ts';
import { noteBackfilled } from './partitions/partitions.sql.gen.ts';
import { recordPartitioning, recordPartitions } from './partitions/record-partitions.ts';

/** Facts told by linkage and lake become facts of the plan. They count from when they are heard: no printed figure changes. */
export const consumers: Consumer[] = [{
  name: 'plans.facts',
  topics: [
    'linkage.contract-activated', 'linkage.source-created', 'linkage.run-finished', 'lake.release-published', 'lake.release-withdrawn', 'lake.pointer-moved',
    'linkage.partitioning-set', 'linkage.partitions-seen', 'linkage.backfill-publishing',
  ],
  async hear(tx, { topic, payload, at }) {
    const now = systemClock.now();
    const datasetId = Number(payload.datasetId);
    if (topic === 'linkage.contract-activated') {
      const { promiseHours = null, maxDataAgeDays = null } = payload;
      return recordPromise(tx, { datasetId, promiseHours, maxDataAgeDays, at: payload.at ?? at }, now);
    }
    if (topic === 'linkage.partitioning-set') return recordPartitioning(tx, { ...payload, datasetId }, now);
    if (topic === 'linkage.partitions-seen') return recordPartitions(tx, { ...payload, datasetId }, now);
    if (topic === 'linkage.backfill-publishing') return noteBackfilled(tx, { dataset_id: datasetId, run_id: Number(payload.runId) });
    if (topic === 'linkage.source-created') return recordSource(tx, datasetId, now);
    if (topic === 'linkage.run-finished') {
      // Of an old partition it says nothing of how the dataset does now.
      if (payload.trigger === 'backfill') return undefined;
      const { runId, outcome, code = null, finishedAt = at } = payload;
      return recordRunFinished(tx, { datasetId, runId: Number(runId), outcome, finishedAt, code }, now);
    }
    return recordReleaseChange(tx, datasetId, now);
  },
}];

import type { Static } from 'typebox';
import type { Tx } from '#kernel/db.ts';
import type { PartitionBy } from '@saphan/contracts/partitions';
import { linkageProblem } from '../errors.ts';
import { listBackfillParts, listBackfills, type ListBackfillsRow } from './partitions.sql.gen.ts';
import { viewPartition, type BackfillDetail, type BackfillView } from './schemas.ts';

export interface BackfillOf { datasetId: number; id: number }

type View = Static<typeof BackfillView>;

/** The last backfills of a dataset, newest first. */
export async function listBackfillViews(tx: Tx, datasetId: number): Promise<View[]> {
  return (await listBackfills(tx, { dataset_id: datasetId, id: null })).map(viewBackfill);
}

/** A backfill with each partition and what became of it. @throws `linkage.backfill-not-found`. */
export async function selectBackfill(tx: Tx, { datasetId, id }: BackfillOf): Promise<BackfillDetail> {
  const [row] = await listBackfills(tx, { dataset_id: datasetId, id });
  if (!row) throw linkageProblem('backfill-not-found', { backfillId: id });
  const by = row.by as PartitionBy;
  const items = (await listBackfillParts(tx, { backfill_id: id })).map((part) => ({
    ...viewPartition({ by, id: part.partition }), state: part.state ?? 'waiting', tries: part.tries, runId: part.run_id, rows: part.run_id === null ? null : part.rows, counts: part.counts,
    problem: part.problem, finishedAt: part.finished_at, releaseNumber: part.release_number,
  }));
  return { ...viewBackfill(row), items };
}

function viewBackfill(row: ListBackfillsRow): View {
  const by = row.by as PartitionBy;
  return {
    id: row.id, sourceId: row.source_id, sourceName: row.source_name, by, column: row.column_name, state: row.state as View['state'],
    paused: row.paused_by === null ? null : { by: row.paused_by, reason: row.paused_reason as string }, waitsForDecision: row.state === 'running' && row.waits_for_decision,
    madeAt: row.made_at, madeBy: row.made_by, finishedAt: row.finished_at, first: viewPartition({ by, id: row.first }), last: viewPartition({ by, id: row.last }), parts: row.parts, done: row.done, failed: row.failed,
  };
}

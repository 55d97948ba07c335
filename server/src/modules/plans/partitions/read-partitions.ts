import type { Static } from 'typebox';
import { partitionWords, type PartitionBy } from '@saphan/contracts/partitions';
import type { Tx } from '#kernel/db.ts';
import { momentOf } from '../reads/moment.ts';
import type { PartitionFreshness, PartitionFreshnessList, PartitionState } from './schemas.ts';
import { listPartitionFreshness, type ListPartitionFreshnessRow } from './partitions.sql.gen.ts';

const SHOWN = 36;

/**
 * How fresh each promised partition of a dataset is, newest last, as of the end of a day in Bangkok and as recorded by then.
 *
 * @param asOf `YYYY-MM-DD`, or null for this moment.
 * @throws `plans.not-a-date`, `plans.as-of-in-future`.
 */
export async function readPartitions(tx: Tx, datasetId: number, { asOf, limit = SHOWN }: { asOf: string | null; limit?: number | undefined }, now: Date): Promise<Static<typeof PartitionFreshnessList>> {
  const { day, at } = momentOf(asOf, now);
  const rows = await listPartitionFreshness(tx, { dataset_id: datasetId, moment: at, limit });
  return { asOf: day, ...viewFreshness(rows.toReversed(), at) };
}

/** Partitions of one dataset as they are told, in their order, with how many there are of each state. */
export function viewFreshness(rows: readonly ListPartitionFreshnessRow[], moment: string): Omit<Static<typeof PartitionFreshnessList>, 'asOf'> {
  const items = rows.map((row) => viewPartition(row, moment));
  const count = (state: PartitionState) => items.filter((item) => item.state === state).length;
  return { counts: { fresh: count('fresh'), due: count('due'), late: count('late'), breached: count('breached') }, items };
}

function viewPartition(row: ListPartitionFreshnessRow, moment: string): Static<typeof PartitionFreshness> {
  const by = row.by as PartitionBy;
  return {
    id: row.partition, th: partitionWords(by, row.partition, 'th'), en: partitionWords(by, row.partition, 'en'), state: stateOf(row, moment),
    endsAt: row.ends_at, dueAt: row.due_at, breachedAt: row.breached_at, confirmedAt: row.confirmed_at, onTime: row.confirmed_at === null ? null : row.confirmed_at <= row.due_at, runId: row.run_id,
  };
}

/** A partition that came is fresh, however late; one that is missing is due, late or breached by its own days. */
function stateOf({ confirmed_at: confirmedAt, due_at: dueAt, breached_at: breachedAt }: ListPartitionFreshnessRow, moment: string): PartitionState {
  if (confirmedAt !== null) return 'fresh';
  if (moment > breachedAt) return 'breached';
  return moment > dueAt ? 'late' : 'due';
}

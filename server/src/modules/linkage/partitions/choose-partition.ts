import { dayInBangkok } from '@saphan/contracts/dates';
import { nextPartition, partitionOf } from '@saphan/contracts/partitions';
import { linkageProblem } from '../errors.ts';
import type { Work } from '../pipeline/work.ts';
import type { Reach } from '../ports.ts';
import type { RunReach } from '../reading/reading.ts';
import { checkPartitioning } from './check-partitioning.ts';
import type { Partition } from './partition.ts';

/**
 * The partition that a run reads: the one it was made for, or, of a source that holds one at a time, that of the day the run is for.
 *
 * @returns null where all of the source is read.
 * @throws `linkage.partition-refused`, `linkage.partition-needed`, `linkage.partitioning-refused`.
 */
export function choosePartition(work: Pick<Work, 'partition' | 'partitioning' | 'wantedAt' | 'contract'>, can: 'asked' | 'always' | 'never'): Partition | null {
  const { partition, contract } = work;
  if (partition && can === 'never') throw linkageProblem('partition-refused', { partition: partition.id });
  const chosen = partition ?? (can === 'always' ? ofToday(work) : null);
  if (chosen) checkPartitioning(chosen, contract);
  return chosen;
}

function ofToday({ partitioning, wantedAt }: Pick<Work, 'partitioning' | 'wantedAt'>): Partition {
  if (!partitioning) throw linkageProblem('partition-needed');
  const { by, column, reads } = partitioning;
  const current = partitionOf(by, dayInBangkok(wantedAt ?? '') ?? '');
  const id = current !== null && reads === 'former' ? nextPartition(by, current, -1) : current;
  if (id === null) throw linkageProblem('partition-needed');
  return { by, column, id };
}

/** A partition is a part of the dataset; what of it did not come is gone only when all of it was read. */
export function partitionReach(fetched: Reach): RunReach {
  return { scope: 'part', after: null, partitionWhole: fetched.scope !== 'part', sourceRows: fetched.sourceRows ?? null };
}

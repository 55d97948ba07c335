import type { Contract } from '@saphan/contracts/contract';
import { currentRelease, headVersion } from '#modules/lake/index.ts';
import type { LinkagePorts } from '../linkage-ports.ts';
import { selectContract } from '../operations/contract.sql.gen.ts';
import { findSource, type FindSourceRow } from '../operations/source.sql.gen.ts';
import { findReading, type FindReadingRow } from '../reading/reading.sql.gen.ts';
import { wholeReach, type Reading, type RunReach } from '../reading/reading.ts';
import type { ReadingFacts } from '../reading/plan-reading.ts';
import { findRaw, type FindRawRow } from '../operations/upload.sql.gen.ts';
import { linkageProblem } from '../errors.ts';
import { partitioningOf, type Partition, type Partitioning, type PresentPartitions } from '../partitions/partition.ts';
import { findPartitioning } from '../partitions/partitions.sql.gen.ts';
import type { PartitionBefore } from '../partitions/read-partition.ts';
import type { ClaimRunRow } from '../runs/run.sql.gen.ts';

/** Everything a run needs to know before it begins. */
export interface Work {
  run: ClaimRunRow;
  contract: Contract;
  contractVersion: number;
  raw: FindRawRow | null;
  source: FindSourceRow | null;
  /** How the source is read and what it reached; null without a source. */
  reading: Omit<ReadingFacts, 'hasRelease'> | null;
  /** How much of the source this run's bytes hold; known once they are fetched. */
  reach: RunReach;
  /** The one partition that this run reads and replaces; null for all others. */
  partition: Partition | null;
  /** How the dataset is divided as the run begins, and which partition a run reads that nobody asked for another. */
  partitioning: (Partitioning & { reads: 'current' | 'former' }) | null;
  /** The moment that a run from a source is for. */
  wantedAt: string | null;
  /** What the release held of the partition, once all of it was read. */
  replaced: PartitionBefore | null;
  /** Which partitions the rows belong to, once they are compared; null where they are not counted. */
  present: PresentPartitions | null;
  /** The release people see now; null for a first link. */
  previous: Awaited<ReturnType<typeof currentRelease>>;
  /** Version of the dataset's head that a publication must find unmoved. */
  headVersion: number;
}

/** Reads a claimed run's work in one consistent picture. */
export async function selectWork(ports: LinkagePorts, run: ClaimRunRow): Promise<Work> {
  return ports.db.read(async (tx) => {
    const contract = await selectContract(tx, { id: run.contract_id });
    const raw = run.raw_id === null ? null : await findRaw(tx, { id: run.raw_id });
    const source = run.source_id === null ? null : await findSource(tx, { id: run.source_id, dataset_id: null });
    const known = run.source_id === null ? null : await findReading(tx, { run_id: run.id });
    if (run.raw_id !== null && !raw) throw linkageProblem('raw-not-found', { rawId: run.raw_id });
    const divided = await findPartitioning(tx, { dataset_id: run.dataset_id });
    return {
      run, contract: contract.body, contractVersion: contract.version, raw, source, reading: known && readingOf(known), reach: known?.reach ?? wholeReach,
      partition: known?.partition ?? null, partitioning: divided && { ...partitioningOf(divided), reads: divided.reads as 'current' | 'former' }, wantedAt: known?.wanted_at ?? null, replaced: null, present: null,
      previous: await currentRelease(tx, run.dataset_id), headVersion: await headVersion(tx, run.dataset_id),
    };
  });
}

function readingOf(row: FindReadingRow): Omit<ReadingFacts, 'hasRelease'> {
  return { reading: row.reading as Reading, mark: row.mark, fullReadAt: row.full_read_at, partsSinceFull: row.parts_since_full, readAll: row.read_all, lastRelease: row.last_release };
}

/** Whether a row that this run does not bring stays: its bytes hold a part of the source only. */
export const bringsPart = (work: Pick<Work, 'reach'>): boolean => work.reach.scope === 'part';

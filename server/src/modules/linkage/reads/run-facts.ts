import type { Contract } from '@saphan/contracts/contract';
import type { Tx } from '#kernel/db.ts';
import type { GateResult } from '../pipeline/gates.ts';
import type { SourceColumn } from '../pipeline/source-columns.ts';
import { findRunFacts, type FindRunFactsRow } from './run-facts.sql.gen.ts';

/** What a run is made of: its contract, its raw file, its source, and how it ended. */
export interface RunFacts extends Omit<FindRunFactsRow, 'contract' | 'gates' | 'reject_summary'> {
  contract: Contract;
  gates: readonly GateResult[];
  reject_summary: readonly { code: string; column: string | null; count: number }[];
}

/** What linkage writes into the lineage of a release it makes. */
export interface LinkedLineage {
  source: string;
  rawSha256: string | null;
  /** Date column → share of B.E. spellings. */
  beShare?: Record<string, number>;
  /** Where each column stood in the bytes; releases made before this was kept have none. */
  columns?: Record<string, SourceColumn>;
  /** Number of the release whose rows were kept beside those that the run brought. */
  keptFrom?: number | null;
}

/** Facts of a run, or null. */
export async function findFactsOfRun(tx: Tx, id: number): Promise<RunFacts | null> {
  return await findRunFacts(tx, { id }) as RunFacts | null;
}

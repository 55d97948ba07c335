import type { Contract } from '@saphan/contracts/contract';
import { currentRelease, headVersion } from '#modules/lake/index.ts';
import type { LinkagePorts } from '../linkage-ports.ts';
import { selectContract } from '../operations/contract.sql.gen.ts';
import { findSource, type FindSourceRow } from '../operations/source.sql.gen.ts';
import { findRaw, type FindRawRow } from '../operations/upload.sql.gen.ts';
import { linkageProblem } from '../errors.ts';
import type { ClaimRunRow } from '../runs/run.sql.gen.ts';

/** Everything a run needs to know before it begins. */
export interface Work {
  run: ClaimRunRow;
  contract: Contract;
  contractVersion: number;
  raw: FindRawRow | null;
  source: FindSourceRow | null;
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
    if (run.raw_id !== null && !raw) throw linkageProblem('raw-not-found', { rawId: run.raw_id });
    return { run, contract: contract.body, contractVersion: contract.version, raw, source, previous: await currentRelease(tx, run.dataset_id), headVersion: await headVersion(tx, run.dataset_id) };
  });
}

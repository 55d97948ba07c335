import type { Static } from 'typebox';
import type { Tx } from '#kernel/db.ts';
import type { Contract } from '@saphan/contracts/contract';
import { findNewestContract } from '../operations/contract.sql.gen.ts';
import type { LinkageFacts } from '../schemas.ts';
import { listRunViews } from './runs.ts';
import { listSourceViews } from './sources.ts';

/** What linkage knows of a dataset: contract in force, sources, last run, columns with personal data. */
export async function selectLinkageFacts(tx: Tx, datasetId: number): Promise<Static<typeof LinkageFacts>> {
  const newest = await findNewestContract(tx, { dataset_id: datasetId });
  const contract = newest?.body as Contract | undefined;
  const [lastRun] = await listRunViews(tx, { datasetId, limit: 1 });
  return {
    contractVersion: newest?.version ?? null,
    promiseHours: contract?.freshness.promiseHours ?? null,
    personalData: contract?.columns.filter((column) => column.personalData !== null).map((column) => column.name) ?? [],
    sources: await listSourceViews(tx, datasetId, { retired: false }),
    lastRun: lastRun ?? null,
  };
}

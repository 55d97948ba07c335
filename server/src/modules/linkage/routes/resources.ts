import type { Tx, Database } from '#kernel/db.ts';
import type { Resource } from '#kernel/decider.ts';
import type { Principal } from '#kernel/policy.ts';
import { selectDataset, type Dataset } from '#modules/catalog/index.ts';
import { linkageProblem } from '../errors.ts';
import { findDatasetOfRun } from '../reads/runs.sql.gen.ts';

/** The dataset in the address. */
export const ofDataset = ({ params }: { params: { slug: string } }): Resource => ({ kind: 'dataset', id: params.slug });

/** The dataset of the run in the address. @throws `linkage.run-not-found`. */
export async function ofRun({ params, db }: { params: { id: number }; db: Database }): Promise<Resource> {
  const found = await db.read((tx) => findDatasetOfRun(tx, { id: params.id }));
  if (!found) throw linkageProblem('run-not-found', { runId: params.id });
  return { kind: 'dataset', id: String(found.dataset_id) };
}

/** A dataset of an agency that somebody acts for; of another agency not even its sources are told. @throws `catalog.dataset-not-found`, `linkage.source-not-found`. */
export async function selectOwnDataset(tx: Tx, who: Principal, slug: string): Promise<Dataset> {
  const dataset = await selectDataset(tx, slug);
  if (!who.agencies.includes('*') && !who.agencies.includes(dataset.agencyId)) throw linkageProblem('source-not-found', { dataset: slug });
  return dataset;
}

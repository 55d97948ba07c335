import type { Tx } from '#kernel/db.ts';
import { problem } from '../errors.ts';
import type { Dataset } from '../schemas.ts';
import { findDataset as findDatasetRow, findToldDataset, type FindDatasetRow } from './find-dataset.sql.gen.ts';

/** The record with this slug, archived or not, or null. */
export async function findDataset(tx: Tx, slug: string): Promise<Dataset | null> {
  const row = await findDatasetRow(tx, { slug });
  return row && datasetOf(row);
}

/** Whether whoever asks finds this dataset in the catalogue: what is still a draft, or not for them, they do not. */
export const isTold = async (tx: Tx, slug: string): Promise<boolean> => await findToldDataset(tx, { slug }) !== null;

/** @throws `catalog.dataset-not-found` when no dataset has this slug. */
export async function selectDataset(tx: Tx, slug: string): Promise<Dataset> {
  const dataset = await findDataset(tx, slug);
  if (!dataset) throw problem('dataset-not-found', { slug });
  return dataset;
}

export function datasetOf(row: FindDatasetRow): Dataset {
  return {
    id: row.id, slug: row.slug, agencyId: row.agency_id, titleTh: row.title_th, titleEn: row.title_en, descriptionTh: row.description_th,
    descriptionEn: row.description_en, synthetic: row.synthetic, level: row.level, personal: row.personal, createdAt: row.created_at, archivedAt: row.archived_at,
  };
}

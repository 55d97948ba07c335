import { audit } from '#kernel/audit.ts';
import type { Tx } from '#kernel/db.ts';
import { announce } from '#kernel/outbox.ts';
import type { Actor } from '#kernel/policy.ts';
import { problem } from '../errors.ts';
import { lockRecord, writeVersion } from '../metadata/operations/write-record.ts';
import { classificationOf } from '../metadata/reads/record-of.ts';
import { datasetOf, selectDataset } from '../reads/find-dataset.ts';
import type { Dataset, DatasetChanges } from '../schemas.ts';
import { updateDataset as updateDatasetRow } from './update-dataset.sql.gen.ts';

/**
 * Changes titles or descriptions, or archives; what is left out stays.
 *
 * @throws `catalog.dataset-not-found`, `catalog.dataset-not-yours`.
 */
export async function updateDataset(tx: Tx, actor: Actor, slug: string, changes: DatasetChanges): Promise<Dataset> {
  await selectDataset(tx, slug);
  const row = await updateDatasetRow(tx, {
    slug, title_th: changes.titleTh ?? null, title_en: changes.titleEn ?? null, description_th: changes.descriptionTh ?? null,
    description_en: changes.descriptionEn ?? null, archived: changes.archived ?? null,
    level: changes.level ?? null, personal: changes.personal ?? null,
  });
  if (!row) throw problem('dataset-not-yours', { slug });
  await audit(tx, actor, 'catalog.dataset-updated', `dataset:${row.id}`, { changed: Object.keys(changes) });
  await announce(tx, 'catalog.dataset-updated', { datasetId: row.id, slug });
  const held = await lockRecord(tx, slug);
  if (changes.level !== undefined) Object.assign(held, { metadata: { ...held.metadata, data_classification: classificationOf(row.level) } });
  await writeVersion(tx, actor, held, changes.archived ? 'archived' : 'saved', { changed: Object.keys(changes) });
  return datasetOf(row);
}

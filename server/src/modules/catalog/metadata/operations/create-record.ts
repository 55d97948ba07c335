import type { CatalogueRecord, Metadata, RecordDraft } from '@saphan/contracts/catalogue/record';
import type { Tx } from '#kernel/db.ts';
import type { Actor } from '#kernel/policy.ts';
import { addDatasetWithRecord } from '../../operations/create-dataset.ts';
import { levelOf } from '../reads/record-of.ts';
import { selectRecord } from '../reads/find-record.ts';
import { mergeMetadata, readDraft, refused } from './draft.ts';

export interface NewRecord extends RecordDraft {
  agencyId: string;
  titleTh: string;
  /** One is made when left out. */
  slug?: string;
  /** For records that had a uuid elsewhere; a new one when left out. */
  id?: string;
  level?: number;
  personal?: boolean;
  synthetic?: boolean;
}

/**
 * Adds a dataset with its record, a draft. Without a level it is at least internal: what a draft says of itself opens nothing.
 *
 * @throws what `createDataset` and `readDraft` throw.
 */
export async function createRecord(tx: Tx, actor: Actor, given: NewRecord): Promise<CatalogueRecord> {
  const draft = readDraft(given);
  if (!draft.titleTh) throw refused([{ field: 'title', item: '2', kind: 'missing', th: 'ชุดข้อมูลต้องมีชื่อ', en: 'A dataset needs a name' }]);
  const metadata: Metadata = mergeMetadata({}, draft.metadata);
  const { data_classification: declared, data_category: category } = metadata;
  const dataset = await addDatasetWithRecord(tx, actor, {
    agencyId: given.agencyId, titleTh: draft.titleTh, titleEn: draft.titleEn || draft.titleTh, slug: given.slug, synthetic: given.synthetic,
    descriptionTh: draft.descriptionTh ?? undefined, descriptionEn: draft.descriptionEn ?? undefined,
    level: given.level ?? Math.max(1, declared ? levelOf(String(declared)) : 1), personal: given.personal ?? category === '2',
  }, { uid: given.id ?? null, metadata, tags: draft.tags ?? [], audience: draft.audience ?? null });
  return selectRecord(tx, dataset.slug);
}

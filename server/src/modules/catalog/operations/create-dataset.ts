import { isDatasetSlug } from '@saphan/contracts/ids';
import type { Audience, Metadata } from '@saphan/contracts/catalogue/record';
import { audit } from '#kernel/audit.ts';
import type { Tx } from '#kernel/db.ts';
import { announce } from '#kernel/outbox.ts';
import type { Actor } from '#kernel/policy.ts';
import { findAgency } from '#modules/organisations/index.ts';
import { problem } from '../errors.ts';
import { documentOf, tellRecordChanged } from '../metadata/operations/write-record.ts';
import { fillNewRecord } from '../metadata/operations/write-record.sql.gen.ts';
import { datasetOf } from '../reads/find-dataset.ts';
import type { Dataset, NewDataset } from '../schemas.ts';
import { insertDataset, listSlugsBeginningWith } from './create-dataset.sql.gen.ts';
import { slugFrom } from './slug.ts';

/**
 * Adds a dataset to the catalogue.
 *
 * @throws `catalog.agency-unknown`, `catalog.slug-refused`, `catalog.slug-taken`, `catalog.dataset-not-yours`.
 */
export const createDataset = (tx: Tx, actor: Actor, given: NewDataset): Promise<Dataset> => addDatasetWithRecord(tx, actor, given, { uid: null, metadata: {}, tags: [], audience: null });

/** What its record says from the first; an audience left out follows from the level. */
export interface FirstRecord { uid: string | null; metadata: Metadata; tags: readonly string[]; audience: Audience | null }

/** A dataset and the first version of its record. @throws as {@link createDataset}. */
export async function addDatasetWithRecord(tx: Tx, actor: Actor, given: NewDataset, record: FirstRecord): Promise<Dataset> {
  await assertAgencyExists(tx, given.agencyId);
  const slug = given.slug ?? await freeSlug(tx, given);
  if (!isDatasetSlug(slug)) throw problem('slug-refused', { slug, errors: [{ pointer: '/slug', th: `"${slug}" ใช้เป็นชื่อย่อไม่ได้`, en: `"${slug}" cannot be a short name` }] });
  const row = await insertDataset(tx, {
    slug, uid: record.uid, agency_id: given.agencyId, title_th: given.titleTh.trim(), title_en: given.titleEn.trim(), description_th: given.descriptionTh ?? null,
    description_en: given.descriptionEn ?? null, synthetic: given.synthetic ?? false,
    level: given.level ?? null, personal: given.personal ?? null, created_by: actor.name,
  }).catch((error: unknown) => { throw isBeyondReach(error) ? problem('dataset-not-yours', { agencyId: given.agencyId }) : error; });
  if (!row) throw problem('slug-taken', { slug });
  const dataset = datasetOf(row);
  await fillNewRecord(tx, {
    dataset_id: row.id, doc: record.metadata, tags: [...record.tags], audience: record.audience, actor: actor.name, role: actor.role,
    document: documentOf({ ...dataset, audience: record.audience ?? 'internal', metadata: record.metadata, tags: record.tags }),
  });
  await audit(tx, actor, 'catalog.dataset-created', `dataset:${row.id}`, { slug, agencyId: given.agencyId });
  await announce(tx, 'catalog.dataset-created', { datasetId: row.id, slug });
  await tellRecordChanged(tx, { datasetId: row.id, slug });
  return dataset;
}

/** SQLSTATE 42501: the row-level policy refused the row. */
const isBeyondReach = (error: unknown) => (error as { code?: string }).code === '42501';

/** @throws `catalog.agency-unknown`. */
export async function assertAgencyExists(tx: Tx, id: string): Promise<void> {
  if (await findAgency(tx, id)) return;
  throw problem('agency-unknown', { agencyId: id, errors: [{ pointer: '/agencyId', th: `ไม่มีหน่วยงาน "${id}"`, en: `There is no agency "${id}"` }] });
}

/** The slug from the title, with a number behind it when others have the same. */
async function freeSlug(tx: Tx, given: NewDataset): Promise<string> {
  const slug = slugFrom(given.agencyId, given.titleEn);
  const taken = new Set((await listSlugsBeginningWith(tx, { slug })).map((row) => row.slug));
  let free = slug;
  for (let n = 2; taken.has(free); n += 1) free = `${slug}-${n}`;
  return free;
}

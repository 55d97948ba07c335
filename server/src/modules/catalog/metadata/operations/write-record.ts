import type { Audience, Metadata, RecordState } from '@saphan/contracts/catalogue/record';
import { isUuid } from '@saphan/contracts/ids';
import { audit } from '#kernel/audit.ts';
import type { Tx } from '#kernel/db.ts';
import { announce } from '#kernel/outbox.ts';
import type { Actor } from '#kernel/policy.ts';
import { problem } from '../../errors.ts';
import { findRecord } from '../reads/find-record.ts';
import type { Picture } from '../rules/filled.ts';
import { lockRecord as lockRecordRow, writeDataset, writeRecord as writeRecordRow } from './write-record.sql.gen.ts';

/** A record under its lock, to be changed and written back whole. */
export interface Held {
  readonly datasetId: number;
  readonly slug: string;
  readonly version: number;
  titleTh: string;
  titleEn: string;
  descriptionTh: string | null;
  descriptionEn: string | null;
  level: number;
  personal: boolean;
  state: RecordState;
  audience: Audience;
  metadata: Metadata;
  tags: readonly string[];
  submittedBy: string | null;
  checkedBy: string | null;
  approvedBy: string | null;
}

/** @throws `catalog.dataset-not-found`, `catalog.dataset-not-yours`. */
export async function lockRecord(tx: Tx, idOrSlug: string): Promise<Held> {
  const row = await lockRecordRow(tx, { slug: idOrSlug, uid: isUuid(idOrSlug) ? idOrSlug : null });
  if (!row) throw problem(await findRecord(tx, idOrSlug) ? 'dataset-not-yours' : 'dataset-not-found', { slug: idOrSlug });
  return {
    datasetId: row.dataset_id, slug: row.slug, version: row.version, titleTh: row.title_th, titleEn: row.title_en, descriptionTh: row.description_th, descriptionEn: row.description_en,
    level: row.level, personal: row.personal, state: row.state as RecordState, audience: row.audience as Audience, metadata: row.doc, tags: row.tags,
    submittedBy: row.submitted_by, checkedBy: row.checked_by, approvedBy: row.approved_by,
  };
}

/** What a version keeps: the whole document. */
export const documentOf = ({ titleTh, titleEn, descriptionTh, descriptionEn, level, personal, audience, metadata, tags }: Omit<Held, 'datasetId' | 'slug' | 'version' | 'state' | 'submittedBy' | 'checkedBy' | 'approvedBy'>) =>
  ({ titleTh, titleEn, descriptionTh, descriptionEn, level, personal, audience, metadata, tags });

export const pictureOf = (held: Pick<Held, 'titleTh' | 'descriptionTh' | 'tags' | 'metadata' | 'audience' | 'personal' | 'level'>): Picture =>
  ({ titleTh: held.titleTh, descriptionTh: held.descriptionTh, tags: held.tags, metadata: { data_classification: `0${held.level + 1}`, ...held.metadata }, audience: held.audience, personal: held.personal });

/** Writes a record back with its version, its audit row and its event. @param what past tense, e.g. `saved`. */
export async function writeRecord(tx: Tx, actor: Actor, held: Held, what: string, detail: Record<string, unknown> = {}): Promise<void> {
  await writeDataset(tx, {
    dataset_id: held.datasetId, title_th: held.titleTh, title_en: held.titleEn, description_th: held.descriptionTh, description_en: held.descriptionEn, level: held.level,
    personal: held.personal, archived: held.state === 'archived',
  });
  await writeVersion(tx, actor, held, what, detail);
  await audit(tx, actor, `catalog.record-${what}`, `dataset:${held.datasetId}`, detail);
}

/** The record and the document it led to, told to whoever listens. */
export async function writeVersion(tx: Tx, actor: Actor, held: Held, what: string, detail: Record<string, unknown>): Promise<void> {
  await writeRecordRow(tx, {
    dataset_id: held.datasetId, state: held.state, audience: held.audience, doc: held.metadata, tags: [...held.tags], submitted_by: held.submittedBy, checked_by: held.checkedBy,
    approved_by: held.approvedBy, actor: actor.name, role: actor.role, what, document: documentOf(held), detail,
  });
  await tellRecordChanged(tx, held);
}

/** Search, feeds and the other faces hear it. */
export const tellRecordChanged = (tx: Tx, { datasetId, slug }: { datasetId: number; slug: string }): Promise<void> => announce(tx, 'catalog.record-changed', { datasetId, slug });

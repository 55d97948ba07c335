import type { CatalogueResource, Metadata, MetadataValue } from '@saphan/contracts/catalogue/record';
import { isUuid } from '@saphan/contracts/ids';
import { audit } from '#kernel/audit.ts';
import type { Tx } from '#kernel/db.ts';
import type { Actor } from '#kernel/policy.ts';
import { problem } from '../../errors.ts';
import { readResource, type ResourceDraft } from '../rules/read-resource.ts';
import { resourceOf } from '../reads/record-of.ts';
import { deleteResource, findResource as findResourceRow, insertResource, insertResourceVersion, lockResource, touchRecord, updateResource, type LockResourceRow } from './resources.sql.gen.ts';
import { mergeMetadata } from './draft.ts';
import { lockRecord, tellRecordChanged } from './write-record.ts';

export type { ResourceDraft } from '../rules/read-resource.ts';

/** What is needed to add one; `id` for those that had a uuid elsewhere. */
export type NewResource = ResourceDraft & { id?: string; kind: 'file' | 'link'; url: string };

/** Adds a file or an address to a dataset; takes the same time however many it has. @throws `catalog.resource-refused`, what {@link lockRecord} throws. */
export async function addResource(tx: Tx, actor: Actor, idOrSlug: string, given: NewResource): Promise<CatalogueResource> {
  const read = readResource({ nameTh: given.url.slice(given.url.lastIndexOf('/') + 1) || given.url, ...given });
  const held = await lockRecord(tx, idOrSlug);
  const row = await insertResource(tx, {
    id: given.id ?? null, dataset_id: held.datasetId, kind: given.kind, name_th: read.nameTh ?? given.url, name_en: read.nameEn ?? read.nameTh ?? given.url, description: read.description ?? null,
    format: read.format ?? '', media_type: read.mediaType ?? null, url: read.url ?? given.url, bytes: read.bytes ?? null, sha256: read.sha256 ?? null, metadata: mergeMetadata({}, read.metadata ?? {}),
  });
  await tellResources(tx, actor, { datasetId: held.datasetId, slug: held.slug }, 'resource-added', { resource: row.id, name: row.name_th });
  return resourceOf(row);
}

/** @throws `catalog.resource-not-found`, `catalog.resource-refused`. */
export async function changeResource(tx: Tx, actor: Actor, id: string, given: ResourceDraft & { position?: number }): Promise<CatalogueResource> {
  const read = readResource(given);
  const { row, slug } = await hold(tx, id);
  const keep = <T>(now: T | undefined, before: T): T => now === undefined ? before : now;
  const changed = await updateResource(tx, {
    id, kind: keep(given.kind, row.kind), name_th: keep(read.nameTh, row.name_th), name_en: keep(read.nameEn, row.name_en), description: keep(read.description, row.description),
    format: keep(read.format, row.format), media_type: keep(read.mediaType, row.media_type), url: keep(read.url, row.url), bytes: keep(read.bytes, row.bytes), sha256: keep(read.sha256, row.sha256),
    position: keep(given.position, row.position), metadata: mergeMetadata(row.metadata as Metadata, (read.metadata ?? {}) as Record<string, MetadataValue | null>),
  });
  await touchRecord(tx, { dataset_id: row.dataset_id });
  await tellResources(tx, actor, { datasetId: row.dataset_id, slug }, 'resource-changed', { resource: id, name: changed.name_th });
  return resourceOf(changed);
}

/** @throws `catalog.resource-not-found`. */
export async function removeResource(tx: Tx, actor: Actor, id: string): Promise<void> {
  const { row, slug } = await hold(tx, id);
  await deleteResource(tx, { id });
  await touchRecord(tx, { dataset_id: row.dataset_id });
  await tellResources(tx, actor, { datasetId: row.dataset_id, slug }, 'resource-removed', { resource: id, name: row.name_th });
}

/** A kept resource with the dataset it belongs to, or null; formats of a release are found with their record. */
export async function findResource(tx: Tx, id: string): Promise<{ resource: CatalogueResource; slug: string; datasetUid: string } | null> {
  const row = isUuid(id) ? await findResourceRow(tx, { id }) : null;
  return row && { resource: resourceOf(row), slug: row.slug, datasetUid: row.dataset_uid };
}

/** The record first, then its resource: everybody locks in this order. */
async function hold(tx: Tx, id: string): Promise<{ row: LockResourceRow; slug: string }> {
  const found = await findResource(tx, id);
  if (!found) throw problem('resource-not-found', { id });
  const { slug } = await lockRecord(tx, found.slug);
  const row = await lockResource(tx, { id });
  if (!row) throw problem('resource-not-found', { id });
  return { row, slug };
}

/** What happened to the resources of a record, kept with the version it led to and told to whoever listens. */
export async function tellResources(tx: Tx, actor: Actor, record: { datasetId: number; slug: string }, what: string, detail: Record<string, unknown>): Promise<void> {
  await insertResourceVersion(tx, { dataset_id: record.datasetId, actor: actor.name, role: actor.role, what, detail });
  await audit(tx, actor, `catalog.${what}`, `dataset:${record.datasetId}`, detail);
  await tellRecordChanged(tx, record);
}

import type { CatalogueRecord } from '@saphan/contracts/catalogue/record';
import { isUuid } from '@saphan/contracts/ids';
import type { Tx } from '#kernel/db.ts';
import { findRecord, findResource } from '#modules/catalog/index.ts';
import type { Call } from '../actions/action.ts';
import { findDatasetOfResource } from '../datastore/release-resources.ts';
import { notFound } from '../errors.ts';
import { findHead, findSlugByName, listNotes } from './packages.sql.gen.ts';
import { packageOf, resourceDict } from './wire.ts';

/** The record with this id, short name, or name that a client of CKAN gave. @throws `ckan.not-found` also for what is out of reach. */
export async function selectPackage(tx: Tx, idOrName: string): Promise<CatalogueRecord> {
  const slug = isUuid(idOrName) ? null : await findSlugByName(tx, { name: idOrName });
  const record = await findRecord(tx, slug?.slug ?? (isUuid(idOrName) ? idOrName.toLowerCase() : idOrName));
  if (!record) throw notFound(`Dataset "${idOrName.slice(0, 100)}" was not found.`);
  return record;
}

/** Only which dataset it is. @throws `ckan.not-found`. */
export async function selectHead(tx: Tx, idOrName: string): Promise<{ slug: string; id: string }> {
  const head = await findHead(tx, { name: idOrName, uid: isUuid(idOrName) ? idOrName.toLowerCase() : null });
  if (!head) throw notFound(`Dataset "${idOrName.slice(0, 100)}" was not found.`);
  return { slug: head.slug, id: head.uid };
}

/** Records in CKAN's words, in the same order. */
export async function packagesOf(tx: Tx, records: readonly CatalogueRecord[], site: string): Promise<Record<string, unknown>[]> {
  const notes = new Map((await listNotes(tx, { uids: records.map(({ id }) => id) })).map((note) => [note.uid, note]));
  return records.map((record) => packageOf(record, notes.get(record.id), site));
}

/** One dataset in CKAN's words. */
export async function showPackage(tx: Tx, idOrName: string, site: string): Promise<Record<string, unknown>> {
  const [shown] = await packagesOf(tx, [await selectPackage(tx, idOrName)], site);
  return shown as Record<string, unknown>;
}

export interface FoundResource { slug: string; packageId: string; kind: 'release' | 'file' | 'link'; shown: Record<string, unknown>; url: string; id: string }

/** A resource in CKAN's words: one that is kept, or a format of the current release. @throws `ckan.not-found`. */
export async function selectResource(call: Call, id: string): Promise<FoundResource> {
  const { db, ports } = call;
  const stored = await db.read((tx) => findResource(tx, id));
  if (stored) {
    const { resource, slug, datasetUid } = stored;
    return { slug, packageId: datasetUid, kind: resource.kind, url: resource.url, id: resource.id, shown: resourceDict(resource, { id: datasetUid }, Math.max(0, resource.position), ports.publicUrl) };
  }
  const slug = isUuid(id) ? await findDatasetOfResource(ports, db, id.toLowerCase()) : null;
  const record = slug === null ? null : await db.read((tx) => findRecord(tx, slug));
  const at = record?.resources.findIndex((each) => each.id === id.toLowerCase()) ?? -1;
  const resource = record?.resources[at];
  if (!record || !resource) throw notFound(`Resource "${id.slice(0, 100)}" was not found.`);
  return { slug: record.slug, packageId: record.id, kind: resource.kind, url: resource.url, id: resource.id, shown: resourceDict(resource, record, at, ports.publicUrl) };
}

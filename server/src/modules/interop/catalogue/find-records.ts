import type { CatalogueRecord } from '@saphan/contracts/catalogue/record';
import type { Tx } from '#kernel/db.ts';
import { findRecord, listRecordsById } from '#modules/catalog/index.ts';
import { problem } from '../errors.ts';
import type { Bbox } from '../ogc/query.ts';
import { findPlaces } from './records.sql.gen.ts';

/** Which published records are wanted; what is left out is not asked about. */
export interface Wanted {
  readonly changedSince?: string | null;
  /** Numbers of datasets that a search by words found, best first. */
  readonly found?: readonly number[] | null;
  readonly ids?: readonly string[] | null;
  readonly external?: readonly string[] | null;
  readonly types?: readonly string[] | null;
  readonly bbox?: Bbox | null;
  /** Days. */
  readonly since?: string | null;
  readonly until?: string | null;
  readonly limit: number;
  readonly offset: number;
}

/** One page of published records with the number of all, as far as whoever asks finds them. */
export async function findRecords(tx: Tx, wanted: Wanted): Promise<{ records: CatalogueRecord[]; total: number }> {
  const { changedSince = null, found = null, ids = null, external = null, types = null, bbox = null, since = null, until = null, limit, offset } = wanted;
  const [west = null, south = null, east = null, north = null] = bbox ?? [];
  const list = (values: readonly string[] | null) => values && [...values];
  const page = await findPlaces(tx, {
    changed_since: changedSince, found: found && [...found], ids: list(ids), external: list(external), types: list(types), west, south, east, north, since, until, limit, offset,
  });
  // The driver gives numbers of arrays as text.
  return { records: await listRecordsById(tx, page.ids.map(Number)), total: page.total };
}

/**
 * The record of this name or uuid, whatever its state, if whoever asks finds it in the catalogue.
 *
 * @throws `interop.record-not-found`.
 */
export async function selectVisible(tx: Tx, idOrSlug: string): Promise<CatalogueRecord> {
  const record = await findRecord(tx, idOrSlug);
  if (record?.state !== 'published') throw problem('record-not-found', { slug: idOrSlug });
  return record;
}

import type { CatalogueRecord, RecordState } from '@saphan/contracts/catalogue/record';
import { isUuid } from '@saphan/contracts/ids';
import type { Tx } from '#kernel/db.ts';
import { problem } from '../../errors.ts';
import { recordOf } from './record-of.ts';
import { findRecord as findRecordRow, listRecords as listRecordRows, listRecordsById as listRowsById } from './records.sql.gen.ts';

/** The record with this uuid or short name, as far as whoever asks reaches; null when there is none. */
export async function findRecord(tx: Tx, idOrSlug: string): Promise<CatalogueRecord | null> {
  const row = await findRecordRow(tx, { slug: idOrSlug, uid: isUuid(idOrSlug) ? idOrSlug : null });
  return row && recordOf(row);
}

/** @throws `catalog.dataset-not-found`. */
export async function selectRecord(tx: Tx, idOrSlug: string): Promise<CatalogueRecord> {
  const record = await findRecord(tx, idOrSlug);
  if (!record) throw problem('dataset-not-found', { slug: idOrSlug });
  return record;
}

export interface ListQuery {
  /** What `next` said. */
  after?: string | null;
  limit: number;
  /** ISO instant. */
  changedSince?: string | null;
  agencyId?: string | null;
  audience?: string | null;
  states?: readonly RecordState[] | null;
}

/** Records in the order of their change; `next` goes on, null at the end. */
export async function listRecords(tx: Tx, query: ListQuery): Promise<{ records: CatalogueRecord[]; next: string | null }> {
  const [place = '0', id = '0'] = (query.after ?? '').split('.').filter((part) => /^\d{1,16}$/.test(part));
  const rows = await listRecordRows(tx, {
    after_place: Number(place), after_id: Number(id), limit: query.limit, changed_since: query.changedSince ?? null, agency_id: query.agencyId ?? null,
    audience: query.audience ?? null, states: query.states ? [...query.states] : null,
  });
  const last = rows.at(-1);
  return { records: rows.map((row) => recordOf(row)), next: rows.length === query.limit && last ? `${last.place}.${last.dataset_id}` : null };
}

/** The records of these datasets (their numbers in the register), in the same order; those out of reach are left out. */
export async function listRecordsById(tx: Tx, datasetIds: readonly number[]): Promise<CatalogueRecord[]> {
  const rows = new Map((await listRowsById(tx, { ids: [...datasetIds] })).map((row) => [row.dataset_id, row]));
  return datasetIds.flatMap((id) => { const row = rows.get(id); return row ? [recordOf(row)] : []; });
}

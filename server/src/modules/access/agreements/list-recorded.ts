import type { Tx } from '#kernel/db.ts';
import type { RecordedAgreement } from '../schemas.ts';
import { listRecordedAgreements } from './agreement.sql.gen.ts';

/** Agreements from the newest down, those that ended too; one alone when `id` is given. */
export async function listRecorded(tx: Tx, asked: { id?: number; beforeId?: number; limit: number }): Promise<RecordedAgreement[]> {
  const rows = await listRecordedAgreements(tx, { id: asked.id ?? null, before_id: asked.beforeId ?? null, limit: asked.limit });
  return rows.map((row) => ({
    id: row.id, dataset: { slug: row.slug, titleTh: row.title_th, titleEn: row.title_en, agencyId: row.agency_id }, consumerAgencyId: row.consumer_agency_id, purposes: row.purposes,
    columns: row.columns, rowFilter: row.row_filter as RecordedAgreement['rowFilter'], since: row.since, until: row.until, documentNo: row.document_no, state: row.state as RecordedAgreement['state'], createdBy: row.created_by,
  }));
}

import type { Tx } from '#kernel/db.ts';
import type { Agreement } from '../schemas.ts';
import { listAgreements as selectAgreements } from './agreements.sql.gen.ts';

/** Agreements in force today by which an agency uses a dataset. */
export async function listAgreements(tx: Tx, consumerAgencyId: string, datasetId: number): Promise<Agreement[]> {
  return (await selectAgreements(tx, { consumer_agency_id: consumerAgencyId, dataset_id: datasetId })).map((row) => ({
    id: row.id, datasetId: row.dataset_id, consumerAgencyId: row.consumer_agency_id, purposes: row.purposes, columns: row.columns, since: row.since, until: row.until,
  }));
}

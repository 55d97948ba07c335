import { testDatabase, type TestDatabase } from '#kernel/testing/database.ts';
import type { Tx } from '#kernel/db.ts';

const folder = (path: string) => new URL(path, import.meta.url);

/** A database with calendar, organisations, catalog and plans, and the views of lake that plans reads. */
export const plansDatabase = (): Promise<TestDatabase> => testDatabase([
  { name: 'calendar', migrations: folder('../../calendar/migrations/') },
  { name: 'organisations', migrations: folder('../../organisations/migrations/') },
  ...plansRooms,
]);

/** What plans needs beside the calendar and the agencies. */
export const plansRooms = [
  { name: 'lake', migrations: folder('./lake-views/') },
  { name: 'catalog', migrations: folder('../../catalog/migrations/') },
  { name: 'plans', migrations: folder('../migrations/') },
];

/** A dataset that entered the catalogue at a given moment. */
export async function insertDataset(tx: Tx, slug: string, at: string, agencyId = 'rid'): Promise<number> {
  const { rows } = await tx.query(
    `insert into catalog.dataset (slug, agency_id, title_th, title_en, created_at, created_by) values ($1, $2, 'ชุดข้อมูล ' || $1, 'Dataset ' || $1, $3, 'test') returning id`,
    [slug, agencyId, at]);
  return rows[0].id as number;
}

export async function insertRelease(tx: Tx, datasetId: number, number: number, at: string, dataAsOf: string | null = null, runId: number | null = null): Promise<void> {
  await tx.query('insert into lake.release (dataset_id, number, published_at, data_as_of, run_id) values ($1, $2, $3, $4, $5)', [datasetId, number, at, dataAsOf, runId]);
}

export async function withdrawRelease(tx: Tx, datasetId: number, number: number, at: string): Promise<void> {
  await tx.query('update lake.release set withdrawn_at = $3 where dataset_id = $1 and number = $2', [datasetId, number, at]);
}

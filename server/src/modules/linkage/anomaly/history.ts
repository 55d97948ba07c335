import type { Tx } from '#kernel/db.ts';
import { listHistory } from './history.sql.gen.ts';
import type { HistoryPoint } from './judge-anomaly.ts';

/** The newest releases of a dataset, oldest first. */
export async function readHistory(tx: Tx, datasetId: number): Promise<HistoryPoint[]> {
  const rows = await listHistory(tx, { dataset_id: datasetId });
  return rows.toReversed().map((row) => ({ publishedAt: row.published_at, rows: row.rows, nulls: row.nulls, dataAsOf: row.data_as_of }));
}

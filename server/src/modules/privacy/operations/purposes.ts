import type { Tx } from '#kernel/db.ts';
import { listCurrentPurposes } from './records.sql.gen.ts';

/** Which of these purposes an agency's records in force name: code to the record's number. What is missing has no record. */
export async function findRecordedPurposes(tx: Tx, agencyId: string, codes: readonly string[]): Promise<Map<string, number>> {
  const rows = await listCurrentPurposes(tx, { agency_id: agencyId, codes: [...codes] });
  return new Map(rows.map(({ code, record_id }) => [code, record_id]));
}

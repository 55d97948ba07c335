import type { Tx } from '#kernel/db.ts';
import type { RecordContent } from '../schemas.ts';
import { listRecordsAt } from '../reads/records.sql.gen.ts';
import { listCurrentPurposes } from './records.sql.gen.ts';

/** Which of these purposes an agency's records in force name: code to the record's number. What is missing has no record. */
export async function findRecordedPurposes(tx: Tx, agencyId: string, codes: readonly string[]): Promise<Map<string, number>> {
  const rows = await listCurrentPurposes(tx, { agency_id: agencyId, codes: [...codes] });
  return new Map(rows.map(({ code, record_id }) => [code, record_id]));
}

/** Purposes that an agency's records in force name, each once, with its words. */
export async function listRecordedPurposes(tx: Tx, agencyId: string): Promise<{ code: string; th: string; en: string }[]> {
  const rows = await listRecordsAt(tx, { at: 'infinity', id: null, agency: agencyId, state: 'current', purpose: null });
  const all = rows.flatMap(({ content }) => (content as RecordContent).purposes.map(({ code, th, en }) => ({ code, th, en })));
  return [...new Map(all.map((purpose) => [purpose.code, purpose])).values()].sort((a, b) => a.code.localeCompare(b.code));
}

import type { Tx } from '#kernel/db.ts';
import { appendEntries } from '#modules/ledger/index.ts';
import { entryOf } from './entry-of.ts';
import type { ExchangeRecord } from './exchange-record.ts';
import type { QuotaUse } from './insert-exchanges.ts';
import { insertLateExchanges } from './late-exchanges.sql.gen.ts';

/** Keeps what was answered while the register was away, once however often it is brought; each entry says when. @returns the ids that are new, and how far quotas are used with them. */
export async function keepLate(tx: Tx, records: readonly ExchangeRecord[], now: Date): Promise<{ ids: ReadonlySet<string>; used: QuotaUse[] }> {
  const lateAt = now.toISOString();
  const given = records.map((record) => ({ ...record, subjects: record.subjects.map((use) => ({ ...use, subject: use.subject.toString('hex') })) }));
  const rows = await insertLateExchanges(tx, { records: given, late_at: lateAt });
  const ids = new Set(rows.flatMap(({ id }) => id ?? []));
  const first = new Map(records.filter(({ id }) => ids.has(id)).map((record) => [record.id, record]));
  await appendEntries(tx, [...first.values()].map((record) => { const entry = entryOf(record); return { ...entry, lines: [...entry.lines, ['late', lateAt] as const] }; }));
  return { ids, used: rows.flatMap((row) => row.agreement_id === null || row.day === null || row.used === null ? [] : [{ agreementId: row.agreement_id, day: row.day, used: row.used }]) };
}

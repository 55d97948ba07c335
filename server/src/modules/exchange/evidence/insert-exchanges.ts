import type { Database } from '#kernel/db.ts';
import { appendEntries } from '#modules/ledger/index.ts';
import { entryOf } from './entry-of.ts';
import { insertExchanges } from './evidence.sql.gen.ts';
import type { ExchangeRecord } from './exchange-record.ts';

/** How often an agreement was used on a day, over all gateways. */
export interface QuotaUse { readonly agreementId: number; readonly day: string; readonly used: number }

/** Keeps a batch of exchanges with their ledger entries. @returns how far the quotas are used with them. */
export async function keepExchanges(db: Database, records: readonly ExchangeRecord[]): Promise<QuotaUse[]> {
  const [used] = await db.together(
    (tx) => insertExchanges(tx, { ...exchangeColumns(records), ...subjectColumns(records), ...quotaColumns(records) }),
    (tx) => appendEntries(tx, records.map(entryOf)),
  );
  return used.map((row) => ({ agreementId: row.agreement_id, day: row.day, used: row.used }));
}

/** Arrays with empty places; the driver takes null, the generated types do not know. */
const column = <T, R>(records: readonly T[], read: (record: T) => R): NonNullable<R>[] => records.map(read) as NonNullable<R>[];

function exchangeColumns(records: readonly ExchangeRecord[]) {
  return {
    ids: column(records, (r) => r.id), ats: column(records, (r) => r.at), consumer_ids: column(records, (r) => r.consumerSystemId), provider_ids: column(records, (r) => r.providerSystemId),
    service_ids: column(records, (r) => r.serviceId), operation_ids: column(records, (r) => r.operationId), agreement_ids: column(records, (r) => r.agreement?.id ?? null),
    agreement_versions: column(records, (r) => r.agreement?.version ?? null), purposes: column(records, (r) => r.purpose), case_refs: column(records, (r) => r.caseRef),
    assurances: column(records, (r) => r.assurance), statuses: column(records, (r) => r.status), error_origins: column(records, (r) => r.errorOrigin), problems: column(records, (r) => r.problem),
    answer_notes: column(records, (r) => r.answerNote), request_bytes: column(records, (r) => r.requestBytes), response_bytes: column(records, (r) => r.responseBytes), took_ms: column(records, (r) => r.tookMs),
    upstream_ms: column(records, (r) => r.upstreamMs), streams: column(records, (r) => r.sequence?.stream ?? null), seqs: column(records, (r) => r.sequence?.n ?? null),
    consumer_kids: column(records, (r) => r.request?.kid ?? null), provider_kids: column(records, (r) => r.response?.kid ?? null), gateway_kids: column(records, (r) => r.gateway.kid),
    request_bases: column(records, (r) => r.request?.base ?? null), request_signatures: column(records, (r) => r.request?.signature ?? null), response_bases: column(records, (r) => r.response?.base ?? null),
    response_signatures: column(records, (r) => r.response?.signature ?? null), gateway_bases: column(records, (r) => r.gateway.base), gateway_signatures: column(records, (r) => r.gateway.signature),
  };
}

function subjectColumns(records: readonly ExchangeRecord[]) {
  const uses = records.flatMap((record) => record.subjects.map((use) => ({ ...use, id: record.id, at: record.at, consumer: record.consumerSystemId })));
  return {
    subjects: column(uses, (u) => u.subject), key_years: column(uses, (u) => u.keyYear), subject_exchanges: column(uses, (u) => u.id), subject_ats: column(uses, (u) => u.at),
    disclosures: column(uses, (u) => u.disclosure), visible_froms: column(uses, (u) => u.visibleFrom), reason_codes: column(uses, (u) => u.reasonCode), subject_consumers: column(uses, (u) => u.consumer),
  };
}

/** In the order of agreements, so that two gateways never wait for each other crosswise. */
function quotaColumns(records: readonly ExchangeRecord[]) {
  const counts = new Map<string, { agreementId: number; day: string; count: number }>();
  for (const { agreement, quotaDay } of records) {
    if (agreement === null || quotaDay === null) continue;
    const key = `${agreement.id} ${quotaDay}`;
    const counted = counts.get(key);
    if (counted) counted.count += 1;
    else counts.set(key, { agreementId: agreement.id, day: quotaDay, count: 1 });
  }
  const rows = [...counts.values()].sort((a, b) => a.agreementId - b.agreementId || a.day.localeCompare(b.day));
  return { quota_agreements: rows.map((row) => row.agreementId), quota_days: rows.map((row) => row.day), quota_counts: rows.map((row) => row.count) };
}

import { eraOffset } from '@saphan/contracts/dates';
import type { Tx } from '#kernel/db.ts';
import type { Principal } from '#kernel/policy.ts';
import { trafficProblem } from './errors.ts';
import { findExchange, listExchanges as selectExchanges, type ListExchangesRow } from './exchanges.sql.gen.ts';
import { partiesOf, refOf, serviceIdOf } from './read-traffic.ts';
import type { Exchange, ExchangeList, ExchangePage, ExchangesQuery } from './schemas.ts';

const PAGE = 50;
const AROUND_MS = 60_000;
const PLACE = /^([0-9TZ:.-]{20,30})_([0-9a-f-]{36})$/;
const BUDDHIST = 2400;

/** Exchanges of which whoever asks is a party, newest first. @throws `exchange.traffic-service-unknown`, `exchange.traffic-place-unknown`, `exchange.traffic-time-refused`. */
export async function listExchanges(tx: Tx, who: Principal, asked: ExchangesQuery): Promise<ExchangeList> {
  const rows = await selectExchanges(tx, {
    agencies: partiesOf(who), service_id: await serviceIdOf(tx, asked.service), consumer: asked.consumer ?? null, agreement: asked.agreement ?? null, problem: asked.problem ?? null, show: asked.show ?? 'all',
    from: instantOf(asked.from, 'from'), to: instantOf(asked.to, 'to'), ...placeOf(asked.before), limit: PAGE + 1,
  });
  const items = rows.slice(0, PAGE).map(exchangeOf);
  const last = items.at(-1);
  return { items, next: rows.length > PAGE && last ? `${last.at}_${last.id}` : null };
}

/** One exchange and its evidence; the texts that were signed are in its receipt. @throws `exchange.exchange-not-found`. */
export async function getExchange(tx: Tx, who: Principal, id: string): Promise<ExchangePage> {
  const row = await findExchange(tx, { id, agencies: partiesOf(who), ...momentOf(id) });
  if (!row) throw trafficProblem('exchange-not-found', { id });
  return {
    ...exchangeOf(row), whatTh: row.summary_th, whatEn: row.summary_en, purposeTh: row.purpose_th, purposeEn: row.purpose_en, legalBasisTh: row.legal_basis_th, legalBasisEn: row.legal_basis_en, answerNote: row.answer_note, upstreamMs: row.upstream_ms,
    isPersonal: row.is_personal, stream: row.stream, seq: row.seq, consumerKid: row.consumer_kid, providerKid: row.provider_kid, gatewayKid: row.gateway_kid,
    entry: row.entry === null ? null : { number: row.entry, leafIndex: row.leaf_index, appendedAt: row.appended_at as string },
  };
}

const exchangeOf = (row: ListExchangesRow): Exchange => ({
  id: row.id, at: row.at, status: row.status, errorOrigin: row.error_origin, problem: row.problem, operationId: row.operation_id, purpose: row.purpose, caseRef: row.case_ref, assurance: row.assurance, tookMs: row.took_ms,
  requestBytes: row.request_bytes, responseBytes: row.response_bytes, consumer: { path: row.consumer_path, nameTh: row.consumer_th, nameEn: row.consumer_en, agencyId: row.consumer_id }, providerPath: row.provider_path, providerId: row.provider_id,
  service: refOf(row.service, row.service_th, row.service_en), agreement: row.agreement, agreementVersion: row.agreement_version,
});

/** Around the moment within a UUIDv7 (RFC 9562); nowhere for another. */
function momentOf(id: string): { from: string | null; to: string | null } {
  if (id[14] !== '7') return { from: null, to: null };
  const ms = Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16);
  return { from: new Date(ms - AROUND_MS).toISOString(), to: new Date(ms + AROUND_MS).toISOString() };
}

function placeOf(before: string | undefined): { before: string | null; before_id: string | null } {
  if (before === undefined) return { before: null, before_id: null };
  const [, at, id] = PLACE.exec(before) ?? [];
  if (at === undefined || id === undefined || Number.isNaN(Date.parse(at))) throw trafficProblem('traffic-place-unknown');
  return { before: at, before_id: id };
}

function instantOf(text: string | undefined, name: string): string | null {
  if (text === undefined) return null;
  const [year, at] = [Number(text.slice(0, 4)), new Date(/^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T00:00:00+07:00` : text)];
  if (year >= BUDDHIST) throw refused(name, `ปี ${year} เป็น พ.ศ. หมายถึง ค.ศ. ${year - eraOffset} หรือไม่`, `${year} is of the Buddhist era: is ${year - eraOffset} meant?`);
  if (Number.isNaN(at.getTime())) throw refused(name, 'ไม่มีเวลานี้', 'There is no such time.');
  return at.toISOString();
}

const refused = (name: string, th: string, en: string) => trafficProblem('traffic-time-refused', { errors: [{ pointer: `/query/${name}`, th, en }] });

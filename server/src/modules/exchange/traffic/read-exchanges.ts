import { eraOffset } from '@saphan/contracts/dates';
import type { Tx } from '#kernel/db.ts';
import type { Principal } from '#kernel/policy.ts';
import { readSharingDefinition } from '#modules/sharing/index.ts';
import { findDirectExchange, listDirectExchanges, type ListDirectExchangesRow } from './direct.sql.gen.ts';
import { assertNotDropped } from '../keeping/drop-days.ts';
import { trafficProblem } from './errors.ts';
import { findExchange, findFirstDay, listExchanges as selectExchanges, type FindExchangeRow, type ListExchangesRow } from './exchanges.sql.gen.ts';
import { partiesOf, refOf, serviceIdOf } from './read-traffic.ts';
import type { Exchange, ExchangeList, ExchangePage, ExchangesQuery } from './schemas.ts';

const PAGE = 50;
const AROUND_MS = 60_000;
const PLACE = /^([0-9TZ:.-]{20,30})_([0-9a-f-]{36})$/;
const BUDDHIST = 2400;
const AT_ONCE_MS = 31 * 86_400_000;
const NO_ID = '00000000-0000-0000-0000-000000000000';

/** Exchanges of which whoever asks is a party, newest first, those of edges among themselves with them. @throws `exchange.traffic-service-unknown`, `exchange.traffic-place-unknown`, `exchange.traffic-time-refused`. */
export async function listExchanges(tx: Tx, who: Principal, asked: ExchangesQuery, now: Date): Promise<ExchangeList> {
  const span = spanOf(asked, now);
  const narrowed = {
    agencies: partiesOf(who), service_id: await serviceIdOf(tx, asked.service), consumer: asked.consumer ?? null, provider: asked.provider ?? null, agreement: asked.agreement ?? null, show: asked.show ?? 'all',
    from: span.from, to: span.to, ...placeOf(asked.before), limit: PAGE + 1,
  };
  const through = asked.via === undefined || asked.via === 'hub' ? (await selectExchanges(tx, { ...narrowed, problem: asked.problem ?? null })).map(exchangeOf) : [];
  const beside = mayBeDirect(asked) ? (await listDirectExchanges(tx, { ...narrowed, unmatched: asked.via === 'unmatched' })).map(directOf) : [];
  const all = beside.length === 0 ? through : [...through, ...beside].sort(newestFirst);
  const items = all.slice(0, PAGE);
  const last = items.at(-1);
  return { items, from: span.from, next: all.length > PAGE && last ? `${last.at}_${last.id}` : await placeBefore(tx, span) };
}

interface Span { from: string; to: string; /** Whether more was asked for than is looked through at once. */ isCut: boolean }

/** At most so many days at once: each is a partition, and planning over all of them takes longer than the answer may. */
function spanOf(asked: ExchangesQuery, now: Date): Span {
  const { before } = placeOf(asked.before);
  const ends = [instantOf(asked.to, 'to') ?? new Date(now.getTime() + AROUND_MS).toISOString(), ...before === null ? [] : [new Date(Date.parse(before) + 1).toISOString()]];
  const to = ends.sort()[0] as string;
  const least = new Date(Date.parse(to) - AT_ONCE_MS).toISOString();
  const from = instantOf(asked.from, 'from');
  return from !== null && from >= least ? { from, to, isCut: false } : { from: least, to, isCut: from === null || from < least };
}

/** Where the days before begin; null when there are none. */
async function placeBefore(tx: Tx, { from, isCut }: Span): Promise<string | null> {
  if (!isCut) return null;
  const { day } = await findFirstDay(tx, {});
  return day !== null && day <= from.slice(0, 10) ? `${from}_${NO_ID}` : null;
}

/** Which problem it was, and whose, is not among what two edges sign. */
const mayBeDirect = ({ via, show, problem }: ExchangesQuery): boolean => via !== 'hub' && problem === undefined && (show === undefined || show === 'answered' || show === 'refused');
const newestFirst = (a: Exchange, b: Exchange): number => Date.parse(b.at) - Date.parse(a.at) || (a.id < b.id ? 1 : -1);

/** One exchange and its evidence; the texts that were signed are in its receipt. @throws `exchange.exchange-not-found`, `exchange.evidence-dropped`. */
export async function getExchange(tx: Tx, who: Principal, id: string): Promise<ExchangePage> {
  const row = await findExchange(tx, { id, agencies: partiesOf(who), ...momentOf(id) });
  if (!row) return getDirectExchange(tx, who, id);
  return {
    ...exchangeOf(row), whatTh: row.summary_th, whatEn: row.summary_en, purposeTh: row.purpose_th, purposeEn: row.purpose_en, legalBasisTh: row.legal_basis_th, legalBasisEn: row.legal_basis_en, answerNote: row.answer_note, upstreamMs: row.upstream_ms,
    isPersonal: row.is_personal, disclosure: disclosureOf(row), lateAt: row.late_at, stream: row.stream, seq: row.seq, consumerKid: row.consumer_kid, providerKid: row.provider_kid, gatewayKid: row.gateway_kid, entry: entryOf(row),
  };
}

/** From when the person sees it, and in words why not at once. */
function disclosureOf({ disclosure, visible_from, reason_code }: FindExchangeRow): ExchangePage['disclosure'] {
  if (disclosure === null) return null;
  const reason = readSharingDefinition().delayReasons.find(({ code }) => code === reason_code);
  return { kind: disclosure as 'now' | 'delayed' | 'sealed', visibleFrom: visible_from, reasonCode: reason_code, reasonTh: reason?.th ?? null, reasonEn: reason?.en ?? null };
}

const entryOf = (row: { entry: number | null; leaf_index: number | null; appended_at: string | null }): ExchangePage['entry'] => (row.entry === null ? null : { number: row.entry, leafIndex: row.leaf_index, appendedAt: row.appended_at as string });

async function getDirectExchange(tx: Tx, who: Principal, id: string): Promise<ExchangePage> {
  const row = await findDirectExchange(tx, { id, agencies: partiesOf(who) });
  if (!row) {
    await assertNotDropped(tx, id);
    throw trafficProblem('exchange-not-found', { id });
  }
  return {
    ...directOf(row), whatTh: null, whatEn: null, purposeTh: row.purpose_th, purposeEn: row.purpose_en, legalBasisTh: row.legal_basis_th, legalBasisEn: row.legal_basis_en, answerNote: null, upstreamMs: null,
    isPersonal: row.is_personal, disclosure: null, lateAt: null, stream: null, seq: null, consumerKid: row.consumer_kid, providerKid: row.provider_kid, gatewayKid: null, entry: entryOf(row),
  };
}

const directOf = (row: ListDirectExchangesRow): Exchange => ({
  id: row.id, at: row.at, status: row.status, errorOrigin: null, problem: null, operationId: null, purpose: row.purpose, caseRef: null, assurance: row.assurance, tookMs: null, requestBytes: null, responseBytes: null,
  via: 'direct', handedIn: { consumer: row.consumer_handed_in_at, provider: row.provider_handed_in_at }, consumer: { path: row.consumer_path, nameTh: row.consumer_th, nameEn: row.consumer_en, agencyId: row.consumer_id },
  providerPath: row.provider_path, providerId: row.provider_id, service: refOf(row.service, row.service_th, row.service_en), agreement: row.agreement, agreementVersion: row.agreement_version,
});

const exchangeOf = (row: ListExchangesRow): Exchange => ({
  id: row.id, at: row.at, status: row.status, errorOrigin: row.error_origin, problem: row.problem, operationId: row.operation_id, purpose: row.purpose, caseRef: row.case_ref, assurance: row.assurance, tookMs: row.took_ms,
  requestBytes: row.request_bytes, responseBytes: row.response_bytes, via: 'hub', handedIn: null, consumer: { path: row.consumer_path, nameTh: row.consumer_th, nameEn: row.consumer_en, agencyId: row.consumer_id }, providerPath: row.provider_path, providerId: row.provider_id,
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

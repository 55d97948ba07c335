import { todayInBangkok } from '@saphan/contracts/dates';
import type { Tx } from '#kernel/db.ts';
import type { Principal } from '#kernel/policy.ts';
import { trafficProblem } from './errors.ts';
import { countDirectExchanges } from './direct.sql.gen.ts';
import type { AgreementUses, AgreementUsesQuery, Traffic, TrafficQuery } from './schemas.ts';
import { findServiceId, listAgreementUses as selectAgreementUses, listConsumers, listMoments, listServices } from './traffic.sql.gen.ts';

const MOMENTS = 60;
const MINUTES = 60;
const DAYS = 30;

/** Whose exchanges somebody may see; null: everybody's. */
export const partiesOf = (who: Principal): string[] | null => (who.agencies.includes('*') ? null : [...who.agencies]);

/** The traffic of the last minutes as far as whoever asks is a party of it. @throws `exchange.traffic-service-unknown`. */
export async function getTraffic(tx: Tx, who: Principal, { minutes = MINUTES, service }: TrafficQuery, now: Date): Promise<Traffic> {
  const [to, from] = [now.toISOString(), new Date(now.getTime() - minutes * 60_000).toISOString()];
  const seconds = Math.max(5, Math.ceil((minutes * 60) / MOMENTS / 5) * 5);
  const scope = { agencies: partiesOf(who), service_id: await serviceIdOf(tx, service) };
  const moments = await listMoments(tx, { ...scope, to, seconds, count: Math.ceil((minutes * 60) / seconds) });
  const services = await listServices(tx, { ...scope, from, to });
  const consumers = await listConsumers(tx, { ...scope, from, to });
  const { direct, unmatched } = await countDirectExchanges(tx, { ...scope, from, to });
  const answered = services.reduce((sum, row) => sum + row.answered, 0);
  return {
    from, to, seconds, answered, refused: services.reduce((sum, row) => sum + row.exchanges, 0) - answered, direct, unmatched, moments,
    services: services.map((row) => ({
      service: refOf(row.slug, row.title_th, row.title_en), agencyId: row.agency_id, exchanges: row.exchanges, answered: row.answered, byConsumer: row.by_consumer, byHub: row.by_hub, byProvider: row.by_provider, byNetwork: row.by_network,
      bytes: row.bytes, p50Ms: row.p50, p95Ms: row.p95, p99Ms: row.p99, upstreamP95Ms: row.upstream_p95,
    })),
    consumers: consumers.map((row) => ({ system: { path: row.path, nameTh: row.name_th, nameEn: row.name_en, agencyId: row.agency_id }, exchanges: row.exchanges, refused: row.refused, problem: row.problem, lastAt: row.last_at })),
  };
}

/** Who uses whose data by which agreement, and how much of its quota, in the last days. */
export async function listAgreementUses(tx: Tx, who: Principal, { days = DAYS, side, service, dataset }: AgreementUsesQuery, now: Date): Promise<AgreementUses> {
  const today = todayInBangkok(now);
  const rows = await selectAgreementUses(tx, { agencies: partiesOf(who), days, today, side: side ?? 'both', service: service ?? null, dataset: dataset ?? null });
  return {
    days, today,
    items: rows.map((row) => ({
      agreement: row.number, version: row.version, state: row.state, system: { path: row.path, nameTh: row.system_th, nameEn: row.system_en, agencyId: row.consumer_id }, providerId: row.provider_id,
      service: { slug: row.service, titleTh: row.service_th, titleEn: row.service_en }, dataset: refOf(row.dataset, row.dataset_th, row.dataset_en), purposes: row.purposes, legalBasisTh: row.legal_basis_th, legalBasisEn: row.legal_basis_en,
      validTo: row.valid_to, uses: row.uses, direct: row.direct, unmatched: row.unmatched, lastOn: row.last_on, today: row.today, quotaPerDay: row.quota_per_day,
    })),
  };
}

/** @throws `exchange.traffic-service-unknown`. */
export async function serviceIdOf(tx: Tx, slug: string | undefined): Promise<number | null> {
  if (slug === undefined) return null;
  const found = await findServiceId(tx, { slug });
  if (!found) throw trafficProblem('traffic-service-unknown', { service: slug });
  return found.id;
}

export const refOf = (slug: string | null, titleTh: string | null, titleEn: string | null) => (slug === null ? null : { slug, titleTh: titleTh ?? slug, titleEn: titleEn ?? slug });

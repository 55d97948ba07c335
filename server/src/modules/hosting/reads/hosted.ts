import type { Tx } from '#kernel/db.ts';
import type { Principal } from '#kernel/policy.ts';
import { selectDataset } from '#modules/catalog/index.ts';
import { currentRelease, keyOf } from '#modules/lake/index.ts';
import type { HostedKind } from '../call.ts';
import { hostingProblem } from '../errors.ts';
import { columnsOf, groupable } from '../offers/check-settings.ts';
import { selectOffer } from '../offers/offer.ts';
import type { HostedService, HostingChoices } from '../schemas.ts';
import { selectHosted } from '../operations/change-hosted-service.ts';
import { answersFor } from '../operations/offer-hosted-service.ts';
import { findLastOffer, findNewestSet, listHostedServices, type FindNewestSetRow } from '../operations/say-offer.sql.gen.ts';

/** What of a dataset can be offered, for those who answer for it. @throws `hosting.not-own-dataset`, `catalog.dataset-not-found`. */
export async function getHostingChoices(tx: Tx, who: Principal, slug: string): Promise<HostingChoices> {
  const dataset = await selectDataset(tx, slug);
  if (!mayRead(who, dataset.agencyId)) throw hostingProblem('not-own-dataset', { dataset: slug });
  const release = await currentRelease(tx, dataset.id);
  const services = await listHostedServices(tx, { dataset_id: dataset.id });
  return {
    dataset: { slug, titleTh: dataset.titleTh, titleEn: dataset.titleEn, agencyId: dataset.agencyId }, release: release && { number: release.number, rows: release.rowCount }, columns: release ? columnsOf(release) : [],
    key: release ? keyOf(release.columns).map(({ name }) => name) : [], groupColumns: release ? groupable(release).slice(0, 20) : [],
    services: services.map(({ slug: of, title_th: titleTh, title_en: titleEn, kind, state }) => ({ slug: of, titleTh, titleEn, kind: kind as HostedKind, state })),
  };
}

const mayRead = (who: Principal, agencyId: string): boolean => who.agencies.includes('*') || answersFor(who, agencyId);

/** How a hosted service is set and what it answers from, for those who answer for it. @throws `hosting.service-not-hosted`, `hosting.not-own-dataset`. */
export async function getHostedService(tx: Tx, who: Principal, slug: string): Promise<HostedService> {
  const service = await selectHosted(tx, slug);
  if (!mayRead(who, service.agency_id)) throw hostingProblem('not-own-dataset', { dataset: service.dataset });
  const offer = await selectOffer(tx, service.id);
  const last = await findLastOffer(tx, { service_id: service.id });
  const release = await currentRelease(tx, service.dataset_id);
  const set = offer.kind === 'lookup' || offer.kind === 'predicate' ? await findNewestSet(tx, { service_id: service.id }) : null;
  return {
    slug, titleTh: service.title_th, titleEn: service.title_en, kind: offer.kind, state: service.state, dataset: { slug: service.dataset, titleTh: service.dataset_th, titleEn: service.dataset_en },
    version: offer.version, contractVersion: offer.contractVersion, columns: [...offer.columns], available: release ? columnsOf(release) : [], key: [...offer.keyColumns], conditions: offer.conditions as HostedService['conditions'], groupColumns: [...offer.groupColumns],
    suppressBelow: offer.suppressBelow, changedBy: last?.actor ?? '', changedAt: last?.recorded_at ?? '', reason: last?.reason ?? null, release: release && { number: release.number, contentHash: release.contentHash }, served: set && servedOf(set),
  };
}

function servedOf({ state, release_number: release, rows, of, problem }: FindNewestSetRow): NonNullable<HostedService['served']> {
  return { state: state as 'filling' | 'ready' | 'refused' | 'dropped', release, rows, of, problem };
}

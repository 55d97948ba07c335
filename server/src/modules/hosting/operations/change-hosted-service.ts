import { audit } from '#kernel/audit.ts';
import type { Tx } from '#kernel/db.ts';
import type { Principal } from '#kernel/policy.ts';
import { publishServiceVersion } from '#modules/registry/index.ts';
import type { HostedKind } from '../call.ts';
import { hostingProblem } from '../errors.ts';
import { askForSets } from '../fill/follow-releases.ts';
import { checkSettings } from '../offers/check-settings.ts';
import { documentOf } from '../offers/document.ts';
import { selectOffer } from '../offers/offer.ts';
import type { ChangedHostedService } from '../schemas.ts';
import { openDataset, sayOffer } from './offer-hosted-service.ts';
import { findHostedService, findLastOffer, type FindHostedServiceRow } from './say-offer.sql.gen.ts';

/** @throws `hosting.service-not-hosted`. */
export async function selectHosted(tx: Tx, slug: string): Promise<FindHostedServiceRow> {
  const service = await findHostedService(tx, { slug });
  if (!service) throw hostingProblem('service-not-hosted', { service: slug });
  return service;
}

/**
 * Says an offer anew: one more version of it, and of the service's document. Its key stays: callers know records by it.
 *
 * @throws `hosting.changed-meanwhile`, `hosting.offer-refused`, `hosting.not-own-dataset`, `registry.breaking-change` with what breaks unless it is accepted.
 */
export async function changeHostedService(tx: Tx, who: Principal, slug: string, asked: ChangedHostedService, now: Date): Promise<{ slug: string; version: number }> {
  const service = await selectHosted(tx, slug);
  const { release } = await openDataset(tx, who, service.dataset);
  const former = await selectOffer(tx, service.id);
  const settled = checkSettings(service.kind as HostedKind, { ...asked, key: [...former.keyColumns] }, release);
  const version = await sayOffer(tx, who, { serviceId: service.id, seen: asked.version, contractVersion: release.contractVersion, reason: asked.reason }, settled, now);
  if (version === null) {
    const last = await findLastOffer(tx, { service_id: service.id });
    throw hostingProblem('changed-meanwhile', { by: last?.actor ?? null, at: last?.recorded_at ?? null, version: last?.version ?? null });
  }
  const titles = { titleTh: service.title_th, titleEn: service.title_en };
  await publishServiceVersion(tx, who, slug, { document: documentOf(service.kind as HostedKind, titles, settled), reason: asked.reason, ...(asked.acceptBreaking && { acceptBreaking: true }) }, now);
  await audit(tx, who, 'hosting.service-changed', `data-service:${slug}`, { version, columns: settled.columns.map(({ name }) => name), suppressBelow: settled.suppressBelow, reason: asked.reason });
  await askForSets(tx, service.dataset_id);
  return { slug, version };
}

import { audit } from '#kernel/audit.ts';
import { systemClock } from '#kernel/clock.ts';
import type { Tx } from '#kernel/db.ts';
import type { Consumer } from '#kernel/outbox.ts';
import { theHouse } from '#kernel/policy.ts';
import { currentRelease, type CurrentRelease } from '#modules/lake/index.ts';
import { publishServiceVersion } from '#modules/registry/index.ts';
import { askForSets } from '../fill/follow-releases.ts';
import { columnsOf, type Settled } from '../offers/check-settings.ts';
import { documentOf } from '../offers/document.ts';
import { selectOffer, type Offer } from '../offers/offer.ts';
import { sayOffer } from './offer-hosted-service.ts';
import { findHostedService, listOutdatedOffers } from './say-offer.sql.gen.ts';

/**
 * A release under another contract: the service follows by one more version. Columns that are gone or have another type leave it; new ones are not served
 * until the owner says so. Without a column that the key, a condition or a group needs the offer stays as it is, and what rests on the column is refused in words.
 */
export async function followContract(tx: Tx, datasetId: number, now: Date): Promise<void> {
  const release = await currentRelease(tx, datasetId);
  if (!release) return;
  for (const { service_id: serviceId, slug } of await listOutdatedOffers(tx, { dataset_id: datasetId })) await followOne(tx, release, serviceId, slug, now);
  await askForSets(tx, datasetId);
}

async function followOne(tx: Tx, release: CurrentRelease, serviceId: number, slug: string, now: Date): Promise<void> {
  const former = await selectOffer(tx, serviceId);
  const settled = keptOf(former, release);
  const service = await findHostedService(tx, { slug });
  if (!settled || !service) return;
  const reason = `รุ่น ${release.number} ใช้สัญญาข้อมูลฉบับที่ ${release.contractVersion}`;
  const version = await sayOffer(tx, theHouse, { serviceId, seen: former.version, contractVersion: release.contractVersion, reason }, settled, now);
  await publishServiceVersion(tx, theHouse, slug, { document: documentOf(former.kind, { titleTh: service.title_th, titleEn: service.title_en }, settled), reason, acceptBreaking: true }, now);
  await audit(tx, theHouse, 'hosting.service-followed', `data-service:${slug}`, { version, contractVersion: release.contractVersion, gone: former.columns.filter(({ name }) => !settled.columns.some((each) => each.name === name)).map(({ name }) => name) });
}

function keptOf(former: Offer, release: CurrentRelease): Settled | null {
  const columns = columnsOf(release).filter((column) => former.columns.some((each) => each.name === column.name && each.type === column.type && each.pseudonymised === column.pseudonymised));
  const needed = [...former.keyColumns, ...former.groupColumns, ...former.conditions.flatMap(({ all }) => all.map(({ column }) => column))];
  return columns.length > 0 && needed.every((name) => columns.some((each) => each.name === name)) ? { ...former, columns } : null;
}

export const followContracts: Consumer = {
  name: 'hosting.contracts', topics: ['lake.release-published', 'lake.pointer-moved'],
  hear: (tx, { payload }) => followContract(tx, (payload as { datasetId: number }).datasetId, systemClock.now()),
};

import { audit } from '#kernel/audit.ts';
import type { Tx } from '#kernel/db.ts';
import type { Principal } from '#kernel/policy.ts';
import { selectDataset, type Dataset } from '#modules/catalog/index.ts';
import { currentRelease, type CurrentRelease } from '#modules/lake/index.ts';
import { createDataService, createSystem, moveDataService, publishServiceVersion } from '#modules/registry/index.ts';
import type { HostedKind } from '../call.ts';
import { hostingProblem } from '../errors.ts';
import { askForSets } from '../fill/follow-releases.ts';
import { checkSettings, type Settled } from '../offers/check-settings.ts';
import { documentOf, type Titles } from '../offers/document.ts';
import type { NewHostedService } from '../schemas.ts';
import { findReleasingSystem, insertOffer, insertOfferVersion, listTakenSlugs } from './say-offer.sql.gen.ts';

/** The system of an agency that answers from its releases; made with its first hosted service. */
const SYSTEM = 'releases';
const KINDS: Record<HostedKind, { th: string; en: string }> = {
  rows: { th: 'แถวข้อมูล', en: 'rows' }, lookup: { th: 'ค้นรายรายการ', en: 'record lookup' }, predicate: { th: 'ตอบใช่หรือไม่', en: 'yes or no' }, aggregate: { th: 'ตัวเลขสรุป', en: 'figures' }, bulk: { th: 'ไฟล์ทั้งรุ่น', en: 'files' },
};
const LONGEST_SLUG = 60;
const MEGABYTE = 1024 ** 2;

/** Whether whoever asks answers for what an agency offers. */
export const answersFor = (who: Principal, agencyId: string): boolean => who.agencies.includes('*') ? who.roles.includes('operator') || who.roles.includes('secretariat') : who.agencies.includes(agencyId);

/** The dataset and its current release, for those who answer for it. @throws `hosting.not-own-dataset`, `hosting.no-release`, `catalog.dataset-not-found`. */
export async function openDataset(tx: Tx, who: Principal, slug: string): Promise<{ dataset: Dataset; release: CurrentRelease }> {
  const dataset = await selectDataset(tx, slug);
  if (!answersFor(who, dataset.agencyId)) throw hostingProblem('not-own-dataset', { dataset: slug });
  const release = await currentRelease(tx, dataset.id);
  if (!release || release.purgedAt) throw hostingProblem('no-release', { dataset: slug });
  return { dataset, release };
}

/**
 * Offers a dataset as a service that answers from its releases: entered in the registry with a document made from its columns, open at once.
 *
 * @throws `hosting.offer-refused` naming each place, `hosting.not-own-dataset`, `hosting.no-release`, and what the registry refuses.
 */
export async function offerHostedService(tx: Tx, who: Principal, asked: NewHostedService, now: Date): Promise<{ slug: string; version: number }> {
  const { dataset, release } = await openDataset(tx, who, asked.dataset);
  const settled = checkSettings(asked.kind, asked, release);
  const titles = titlesOf(dataset, asked);
  const slug = asked.slug ?? await freeSlug(tx, `${dataset.slug.replace(/^[^a-z]+/, '').slice(0, LONGEST_SLUG - 14) || 'data'}-${asked.kind}`);
  const made = await createDataService(tx, who, { system: await releasingSystem(tx, who, dataset.agencyId, now), slug, kind: 'hosted', hostedKind: asked.kind, dataset: dataset.slug, ...titles, ...termsOf(asked.kind, dataset, settled) }, now);
  await publishServiceVersion(tx, who, slug, { document: documentOf(asked.kind, titles, settled) }, now);
  await moveDataService(tx, who, slug, { revision: made.revision, to: 'live', reason: 'เปิดจากรุ่นข้อมูล' }, now);
  await insertOffer(tx, { service_id: made.id, dataset_id: dataset.id, kind: asked.kind, now: now.toISOString() });
  const version = await sayOffer(tx, who, { serviceId: made.id, seen: 0, contractVersion: release.contractVersion, reason: null }, settled, now);
  await audit(tx, who, 'hosting.service-offered', `data-service:${slug}`, { dataset: dataset.slug, kind: asked.kind, columns: settled.columns.map(({ name }) => name), key: settled.keyColumns, suppressBelow: settled.suppressBelow });
  await askForSets(tx, dataset.id);
  return { slug, version: version as number };
}

/** One more version of an offer, on top of the one that was seen; null when there is another by now. */
export async function sayOffer(tx: Tx, who: { name: string }, { serviceId, seen, contractVersion, reason }: { serviceId: number; seen: number; contractVersion: number; reason: string | null }, settled: Settled, now: Date): Promise<number | null> {
  const said = await insertOfferVersion(tx, {
    service_id: serviceId, seen, contract_version: contractVersion, columns: settled.columns, key_columns: [...settled.keyColumns], conditions: settled.conditions, group_columns: [...settled.groupColumns],
    suppress_below: settled.suppressBelow, reason, actor: who.name, now: now.toISOString(),
  });
  return said?.version ?? null;
}

const titlesOf = (dataset: Dataset, { kind, titleTh, titleEn }: NewHostedService): Titles => ({
  titleTh: (titleTh?.trim() || `${dataset.titleTh} (${KINDS[kind].th})`).slice(0, 200), titleEn: (titleEn?.trim() || `${dataset.titleEn} (${KINDS[kind].en})`).slice(0, 200),
});

/** A service of personal data asks for signed requests and says where the citizen id stands. */
function termsOf(kind: HostedKind, dataset: Dataset, { columns, keyColumns }: Settled) {
  const isPersonal = columns.some(({ personal }) => personal !== null);
  const [key] = keyColumns;
  const byCitizen = keyColumns.length === 1 && columns.some(({ name, type }) => name === key && type === 'citizen-id');
  return {
    aboutTh: '', aboutEn: '', isPersonal, classification: dataset.level, minAssurance: isPersonal ? 3 : 1, evidence: 'required' as const, timeoutMs: kind === 'bulk' ? 120_000 : 30_000,
    limitBytes: (kind === 'bulk' ? 1024 : 64) * MEGABYTE, subjectSelectors: byCitizen ? ['json:/key'] : [], strict: false,
  };
}

async function freeSlug(tx: Tx, wanted: string): Promise<string> {
  const taken = new Set((await listTakenSlugs(tx, { slug: wanted })).map(({ slug }) => slug));
  if (!taken.has(wanted)) return wanted;
  for (let n = 2; ; n += 1) if (!taken.has(`${wanted}-${n}`)) return `${wanted}-${n}`;
}

async function releasingSystem(tx: Tx, who: Principal, agencyId: string, now: Date): Promise<string> {
  const known = await findReleasingSystem(tx, { agency_id: agencyId, code: SYSTEM });
  if (known) return known.path;
  return (await createSystem(tx, who, { agencyId, code: SYSTEM, nameTh: 'คลังรุ่นข้อมูลบนสะพาน', nameEn: 'Releases on Saphan', kind: 'provider', minAssurance: 0 }, now)).path;
}

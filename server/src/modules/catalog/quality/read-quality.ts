import { isUuid } from '@saphan/contracts/ids';
import type { Tx } from '#kernel/db.ts';
import { problem } from '../errors.ts';
import { findRecord } from '../metadata/reads/records.sql.gen.ts';
import type { Loss, Quality } from './check.ts';
import { wordsOfLink, type LinkProblem } from './link-problem.ts';
import { measureNow } from './measure-records.ts';
import { listPoorest, readOverview } from './overview.sql.gen.ts';
import { findQuality, listLinksOf } from './quality.sql.gen.ts';

export interface LinkPage { id: string; nameTh: string; nameEn: string; url: string; ok: boolean | null; status: number | null; th: string | null; en: string | null; again: boolean; checkedAt: string | null }
export interface QualityPage extends Quality { measuredAt: string | null; links: LinkPage[] }

/**
 * What was found of a record, with the reason and next step of each lost point; measured on the spot when it is new.
 *
 * @throws `catalog.dataset-not-found`.
 */
export async function readQuality(tx: Tx, idOrSlug: string): Promise<QualityPage> {
  const record = await findRecord(tx, { slug: idOrSlug, uid: isUuid(idOrSlug) ? idOrSlug : null });
  if (!record) throw problem('dataset-not-found', { slug: idOrSlug });
  const kept = await findQuality(tx, { dataset_id: record.dataset_id });
  const quality = kept ? { score: kept.score, grade: kept.grade as Quality['grade'], parts: kept.parts, dimensions: kept.dimensions, losses: kept.losses as Loss[] } : await measureNow(tx, record.dataset_id);
  if (!quality) throw problem('dataset-not-found', { slug: idOrSlug });
  return { ...quality, measuredAt: kept?.measured_at ?? null, links: (await listLinksOf(tx, { dataset_id: record.dataset_id })).map(linkOf) };
}

function linkOf(row: Awaited<ReturnType<typeof listLinksOf>>[number]): LinkPage {
  const words = row.problem === null ? null : wordsOfLink(row.problem as LinkProblem);
  const asked = row.checked_at !== null;
  return { id: row.id, nameTh: row.name_th, nameEn: row.name_en, url: row.url, ok: asked ? row.ok : null, status: row.status, th: words?.th ?? null, en: words?.en ?? null, again: row.failures === 1, checkedAt: row.checked_at };
}

export interface OverviewQuery { published: boolean; agency: string | null; grade: string | null }

/** The quality of everything that whoever asks reaches: grades, dimensions, agencies, what costs most points, and the poorest datasets. */
export async function readQualityOverview(tx: Tx, { published, agency, grade }: OverviewQuery) {
  const { datasets, score, measured_at: measuredAt, grades, dimensions, agencies, losses, links } = await readOverview(tx, { published, agency });
  const poorest = await listPoorest(tx, { published, agency, grade });
  return {
    datasets, score, measuredAt, grades, dimensions, links,
    agencies: agencies.map((each: any) => ({ id: each.id, nameTh: each.name_th, nameEn: each.name_en, datasets: each.datasets, score: each.score, good: each.good, poor: each.poor })),
    losses: losses.map((each: any) => ({ part: each.part, dimension: each.dimension, field: each.field, datasets: each.datasets, points: each.points, nextTh: each.next_th, nextEn: each.next_en })),
    poorest: poorest.map((each) => ({ slug: each.slug, titleTh: each.title_th, titleEn: each.title_en, agencyId: each.agency_id, score: each.score, grade: each.grade, th: each.first_th, en: each.first_en })),
  };
}

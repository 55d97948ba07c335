import { auditAll } from '#kernel/audit.ts';
import type { Tx } from '#kernel/db.ts';
import { announceAll, type Consumer } from '#kernel/outbox.ts';
import { theHouse } from '#kernel/policy.ts';
import { holdingOf, type AgencyMerged, type AgencySplit, type ListHoldings } from '#modules/organisations/index.ts';
import { dropOwnReach, listAgencyDatasets, listForeignSlugs, moveDatasets } from './follow-agencies.sql.gen.ts';

/** Datasets go to the agency that follows theirs; past days still count them where they were. */
export const followAgencies: Consumer = {
  name: 'catalog.follow-agencies', topics: ['organisations.agency-merged', 'organisations.agency-split'],
  hear: (tx, { topic, payload }) => moveToSuccessor(tx, payload as AgencyMerged, topic === 'organisations.agency-split' ? (payload as AgencySplit).datasets : null),
};

async function moveToSuccessor(tx: Tx, { from, into, documentNo }: AgencyMerged, slugs: string[] | null): Promise<void> {
  const moved = await moveDatasets(tx, { from_id: from, into_id: into, slugs });
  await dropOwnReach(tx, { agency_id: into });
  await auditAll(tx, theHouse, 'catalog.dataset-moved', moved.map(({ id }) => `dataset:${id}`), { from, into, documentNo });
  await announceAll(tx, 'catalog.record-changed', moved.map(({ id: datasetId, slug }) => ({ datasetId, slug })));
}

/** What an agency has in the catalogue. */
export const catalogHoldings: ListHoldings = async (tx, { agencyId, datasets }) => {
  const slugs = datasets && [...datasets];
  const rows = await listAgencyDatasets(tx, { agency_id: agencyId, slugs });
  const foreign = slugs === null ? [] : (await listForeignSlugs(tx, { agency_id: agencyId, slugs })).map(({ slug }) => slug);
  return [
    ...holdingOf({ what: 'catalog.datasets', th: 'ชุดข้อมูล พร้อมข้อกำหนด ต้นทาง กำหนดการ และเรื่องที่เปิดอยู่', en: 'Datasets with their contracts, sources, due dates and open incidents', link: `/datasets?agency=${agencyId}` }, rows),
    ...holdingOf({ what: 'catalog.not-theirs', th: 'ชื่อย่อที่ไม่ใช่ชุดข้อมูลของหน่วยงานนี้', en: 'Short names that are no datasets of this agency', becomes: 'blocks' }, foreign.map((slug) => ({ th: slug, en: slug }))),
  ];
};

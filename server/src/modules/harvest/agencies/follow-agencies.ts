import type { Consumer } from '#kernel/outbox.ts';
import { holdingOf, type AgencyMerged, type ListHoldings } from '#modules/organisations/index.ts';
import { listAgencySources, moveSources } from './follow-agencies.sql.gen.ts';

/** What is harvested for an agency goes to the one that follows it. */
export const followAgencies: Consumer = {
  name: 'harvest.follow-agencies', topics: ['organisations.agency-merged'],
  async hear(tx, { payload }) {
    const { from: from_id, into: into_id } = payload as AgencyMerged;
    await moveSources(tx, { from_id, into_id });
  },
};

/** Catalogues that are harvested for an agency. */
export const harvestHoldings: ListHoldings = async (tx, { agencyId, datasets }) => (datasets ? [] : holdingOf(
  { what: 'harvest.sources', th: 'แคตตาล็อกภายนอกที่เก็บเกี่ยว', en: 'Catalogues that are harvested', link: '/catalogue/harvest' }, await listAgencySources(tx, { agency_id: agencyId }),
));

import type { ModulePart } from '#kernel/module.ts';
import type { Consumer } from '#kernel/outbox.ts';
import { holdingOf, type AgencyMerged, type ListHoldings } from '#modules/organisations/index.ts';
import { listAgencyPublicationItems, listAgencyRequests, movePublicationItems, moveRequests } from './follow-agencies.sql.gen.ts';

/** What the public waits for goes to the agency that follows. */
const followAgencies: Consumer = {
  name: 'portal.follow-agencies', topics: ['organisations.agency-merged'],
  async hear(tx, { payload }) {
    const { from: from_id, into: into_id } = payload as AgencyMerged;
    await moveRequests(tx, { from_id, into_id });
    await movePublicationItems(tx, { from_id, into_id });
  },
};
export const agenciesPart: ModulePart = { consumers: [followAgencies] };

/** What an agency owes to the public. */
export const portalHoldings: ListHoldings = async (tx, { agencyId, datasets }) => {
  if (datasets) return [];
  const requests = await listAgencyRequests(tx, { agency_id: agencyId });
  return [
    ...holdingOf({ what: 'portal.requests', th: 'คำขอข้อมูลของประชาชนที่ยังไม่ตอบ', en: 'Requests of the public that are not answered', link: '/open-data/moderation' }, requests.map(({ title }) => ({ th: title, en: title }))),
    ...holdingOf({ what: 'portal.publication-items', th: 'รายการในแผนเผยแพร่ที่ยังไม่เผยแพร่', en: 'Planned publications that are not out', link: '/open-data/plan' }, await listAgencyPublicationItems(tx, { agency_id: agencyId })),
  ];
};

import type { Consumer } from '#kernel/outbox.ts';
import { holdingOf, type AgencyMerged, type ListHoldings } from '#modules/organisations/index.ts';
import { listAgencyNotices, listAgencyWebhooks, moveNotices, moveWebhooks } from './follow-agencies.sql.gen.ts';

/** What an agency was told and has not settled is its successor's; the hand-over finds who holds the role there. */
export const followAgencies: Consumer = {
  name: 'notices.follow-agencies', topics: ['organisations.agency-merged'],
  async hear(tx, { payload }) {
    const { from: from_id, into: into_id } = payload as AgencyMerged;
    await moveNotices(tx, { from_id, into_id });
    await moveWebhooks(tx, { from_id, into_id });
  },
};

/** Open notices and webhooks of an agency. */
export const noticesHoldings: ListHoldings = async (tx, { agencyId, datasets }) => {
  if (datasets) return [];
  const webhooks = await listAgencyWebhooks(tx, { agency_id: agencyId });
  return [
    ...holdingOf({ what: 'notices.open', th: 'การแจ้งเตือนที่ยังไม่จบ', en: 'Notices that are not settled', link: '/notices' }, await listAgencyNotices(tx, { agency_id: agencyId })),
    ...holdingOf({ what: 'notices.webhooks', th: 'ระบบปลายทางที่รับการแจ้งเตือน', en: 'Webhooks', link: '/notices' }, webhooks.map(({ name }) => ({ th: name, en: name }))),
  ];
};

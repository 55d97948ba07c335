import type { Consumer } from '#kernel/outbox.ts';
import type { ModulePart } from '#kernel/module.ts';
import { holdingOf, type AgencyMerged, type ListHoldings } from '#modules/organisations/index.ts';
import { listAgencyClients, moveClients, moveLimit } from './follow-agencies.sql.gen.ts';

/** E-services go to the agency that follows theirs. */
const followAgencies: Consumer = {
  name: 'signon.follow-agencies', topics: ['organisations.agency-merged'],
  async hear(tx, { payload }) {
    const { from: from_id, into: into_id } = payload as AgencyMerged;
    await moveLimit(tx, { from_id, into_id });
    await moveClients(tx, { from_id, into_id });
  },
};
export const agenciesPart = (): ModulePart => ({ consumers: [followAgencies] });

/** E-services of an agency. */
export const signonHoldings: ListHoldings = async (tx, { agencyId, datasets }) => (datasets ? [] : holdingOf({ what: 'signon.clients', th: 'บริการอิเล็กทรอนิกส์', en: 'E-services', link: '/services' }, await listAgencyClients(tx, { agency_id: agencyId })));

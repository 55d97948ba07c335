import { auditAll } from '#kernel/audit.ts';
import { announceAll, type Consumer } from '#kernel/outbox.ts';
import { theHouse } from '#kernel/policy.ts';
import { holdingOf, type AgencyMerged, type ListHoldings } from '#modules/organisations/index.ts';
import { tellReach } from '../agreements/tell-reach.ts';
import { endOwnAgreements, listAgencyAgreements, moveAgreements } from './follow-agencies.sql.gen.ts';

/** What an agency might use of others its successor may; agreements with oneself end. */
export const followAgencies: Consumer = {
  name: 'access.follow-agencies', topics: ['organisations.agency-merged'],
  async hear(tx, { payload }) {
    const { from, into, documentNo } = payload as AgencyMerged;
    const moved = await moveAgreements(tx, { from_id: from, into_id: into });
    const ended = await endOwnAgreements(tx, { from_id: from, into_id: into });
    await auditAll(tx, theHouse, 'access.agreement-moved', [...moved, ...ended].map(({ id }) => `agreement:${id}`), { from, into, documentNo });
    // The former agency reaches nothing any more; the successor what goes on.
    const live = moved.filter(({ reaches }) => reaches);
    await announceAll(tx, 'access.agreement-changed', live.map((row) => ({ datasetId: row.dataset_id, agencyId: from, reaches: false })));
    await announceAll(tx, 'access.agreement-changed', live.filter(({ state }) => state !== 'ended').map((row) => ({ datasetId: row.dataset_id, agencyId: into, reaches: true })));
    await tellReach(tx);
  },
};

/** Agreements by which an agency uses data of others. */
export const accessHoldings: ListHoldings = async (tx, { agencyId, datasets }) => (datasets ? [] : holdingOf({ what: 'access.agreements', th: 'ข้อตกลงใช้ข้อมูลของหน่วยงานอื่น', en: 'Agreements to use data of other agencies', link: '/rights/agreements' }, await listAgencyAgreements(tx, { agency_id: agencyId })));

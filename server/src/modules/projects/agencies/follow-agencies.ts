import { auditAll } from '#kernel/audit.ts';
import type { Consumer } from '#kernel/outbox.ts';
import { theHouse } from '#kernel/policy.ts';
import { holdingOf, type AgencyMerged, type ListHoldings } from '#modules/organisations/index.ts';
import { listAgencyProjects, moveProjects } from './follow-agencies.sql.gen.ts';

/** Projects go on with the agency that follows theirs, as a version of their own. */
export const followAgencies: Consumer = {
  name: 'projects.follow-agencies', topics: ['organisations.agency-merged'],
  async hear(tx, { payload }) {
    const { from, into, documentNo } = payload as AgencyMerged;
    const moved = await moveProjects(tx, { from_id: from, into_id: into, reason: documentNo });
    await auditAll(tx, theHouse, 'projects.project-moved', moved.map(({ id }) => `project:${id}`), { from, into, documentNo });
  },
};

/** Projects of action plans that an agency answers for. */
export const projectsHoldings: ListHoldings = async (tx, { agencyId, datasets }) => (datasets ? [] : holdingOf({ what: 'projects.projects', th: 'โครงการในแผนปฏิบัติการ', en: 'Projects of action plans', link: '/action-plans' }, await listAgencyProjects(tx, { agency_id: agencyId })));

import { holdingOf, type ListHoldings } from '#modules/organisations/index.ts';
import { listAgencyTasks } from './holdings.sql.gen.ts';

/** Open tasks that meetings gave to an agency: they are read with its successor from a merger on. */
export const meetingsHoldings: ListHoldings = async (tx, { agencyId, datasets }) => {
  if (datasets) return [];
  const tasks = await listAgencyTasks(tx, { agency_id: agencyId });
  return holdingOf({ what: 'meetings.tasks', th: 'งานตามมติที่ประชุมที่ยังไม่ปิด', en: 'Open tasks of resolutions', link: `/tasks?agency=${agencyId}` }, tasks.map(({ title }) => ({ th: title, en: title })));
};

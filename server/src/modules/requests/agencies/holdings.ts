import { holdingOf, type ListHoldings } from '#modules/organisations/index.ts';
import { listAgencyRequests } from './holdings.sql.gen.ts';

/** Open linkage requests of an agency, asked and to be answered: they are read with its successor from a merger on. */
export const requestsHoldings: ListHoldings = async (tx, { agencyId, datasets }) => {
  if (datasets) return [];
  const rows = await listAgencyRequests(tx, { agency_id: agencyId });
  return holdingOf({ what: 'requests.open', th: 'คำขอเชื่อมโยงที่ยังเปิดอยู่', en: 'Open linkage requests', link: `/requests?agency=${agencyId}` }, rows.map(({ id, asked }) => (asked ? { th: `ขอไว้ เลขที่ ${id}`, en: `asked, no. ${id}` } : { th: `ต้องตอบ เลขที่ ${id}`, en: `to answer, no. ${id}` })));
};

import { holdingOf, type ListHoldings } from '#modules/organisations/index.ts';
import { listAgencyAgreements } from './holdings.sql.gen.ts';

/** Sharing agreements that are open or in force: they are read with the successor from a merger on. */
export const sharingHoldings: ListHoldings = async (tx, { agencyId, datasets }) => {
  if (datasets) return [];
  const rows = await listAgencyAgreements(tx, { agency_id: agencyId });
  return holdingOf({ what: 'sharing.agreements', th: 'ข้อตกลงแลกเปลี่ยน', en: 'Sharing agreements', link: `/exchange/agreements?agency=${agencyId}` },
    rows.map(({ number, consumes }) => (consumes ? { th: `ผู้ขอใช้ ${number}`, en: `consumer, ${number}` } : { th: `ผู้ให้บริการ ${number}`, en: `provider, ${number}` })));
};

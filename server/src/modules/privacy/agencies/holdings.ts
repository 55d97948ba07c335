import { holdingOf, type ListHoldings } from '#modules/organisations/index.ts';
import { listAgencyRecords } from './holdings.sql.gen.ts';

/** Records of processing in force: whoever takes an agency over writes its own. */
export const privacyHoldings: ListHoldings = async (tx, { agencyId, datasets }) => {
  if (datasets) return [];
  const rows = await listAgencyRecords(tx, { agency_id: agencyId });
  return holdingOf({ what: 'privacy.records', th: 'บันทึกรายการประมวลผลข้อมูลส่วนบุคคล', en: 'Records of processing', link: `/privacy/records?agency=${agencyId}` }, rows.map(({ title_th }) => ({ th: title_th, en: title_th })));
};

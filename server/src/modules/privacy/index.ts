import { defineModule } from '#kernel/module.ts';
import { privacyRoutes } from './routes.ts';

export { privacyHoldings } from './agencies/holdings.ts';
export { dayFault, momentOf, place, type Moment } from './days.ts';
export { listLegalBases, type LegalBasis } from './definition/legal-bases.ts';
export { createProcessingRecord } from './operations/keep-record.ts';
export { actsAsProtectionOfficer, nameProtectionOfficer } from './operations/officer.ts';
export { findRecordedPurposes, listRecordedPurposes } from './operations/purposes.ts';
export { legalBasisSchema, PurposeCode, type NewRecord, type RecordContent } from './schemas.ts';

/** Records of processing: what personal data an agency processes, for what, on which law. */
export const privacy = defineModule({ name: 'privacy', uses: ['organisations', 'catalog', 'ledger'], migrations: new URL('./migrations/', import.meta.url), routes: privacyRoutes });

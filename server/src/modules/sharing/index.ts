import { defineModule } from '#kernel/module.ts';
import { followServices } from './following/follow-services.ts';
import { followSystems } from './following/follow-systems.ts';
import { sharingJobs } from './jobs/remind.ts';
import { sharingRoutes } from './routes.ts';

export { sharingHoldings } from './agencies/holdings.ts';
export { readSharingDefinition } from './definition/read-definition.ts';
export { createOffer, endOffer } from './offers/keep-offer.ts';
export { decideAgreement, withdrawAgreement } from './operations/decide-agreement.ts';
export { createSharingAgreement, proposeVersion, saveAgreement } from './operations/draft.ts';
export { requestAgreement, takeUpAgreement } from './operations/request-agreement.ts';
export { endSharingAgreement, resumeSharingAgreement, suspendSharingAgreement } from './operations/run-agreement.ts';
export { findSigningPerson } from './operations/powers.ts';
export { signAgreement } from './operations/sign-agreement.ts';
export { getAgreement } from './reads/agreement-page.ts';
export { getAgreementWords } from './reads/words.ts';
export { listSharingAgreements } from './reads/list-agreements.ts';
export type { AgreementPage, AgreementState, AskedTerms, NewAgreement, Terms } from './schemas.ts';

/** Sharing agreements: which system may use which data service, for what, until when. */
export const sharing = defineModule({
  name: 'sharing', uses: ['calendar', 'organisations', 'notices', 'catalog', 'ledger', 'privacy', 'registry', 'hosting'], migrations: new URL('./migrations/', import.meta.url), routes: sharingRoutes, jobs: sharingJobs, consumers: [followServices, followSystems],
});

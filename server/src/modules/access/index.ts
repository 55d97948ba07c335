import { defineModule, type Module } from '#kernel/module.ts';
import { followAgencies } from './agencies/follow-agencies.ts';
import { tellReachSweep } from './agreements/tell-reach.ts';
import { reviewSweep } from './reviews/keep-campaigns.ts';
import { routesOf, type AccessOptions } from './routes.ts';

export { accessHoldings } from './agencies/follow-agencies.ts';
export { createAgreement } from './agreements/create-agreement.ts';
export { endAgreement } from './agreements/end-agreement.ts';
export { openDecider, type DeciderOptions, type OpenDecider } from './deciding/decider.ts';
export { loadDecisionInput } from './deciding/load-decision-input.ts';
export { decideReference } from './oracle/reference.ts';
export { listAgreements } from './reads/agreements.ts';
export type { AccessOptions } from './routes.ts';
export type { Agreement } from './schemas.ts';

/** May this person do this to that? */
export function access(options: AccessOptions): Module {
  return defineModule({
    name: 'access', uses: ['organisations', 'ledger', 'identity', 'notices', 'signon', 'catalog'], migrations: new URL('./migrations/', import.meta.url),
    routes: routesOf(options), consumers: [followAgencies], jobs: [tellReachSweep, reviewSweep],
  });
}

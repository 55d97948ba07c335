import { defineModule } from '#kernel/module.ts';
import { remindJob } from './jobs/remind.ts';
import { routes } from './routes.ts';

export { createReadinessCampaign } from './operations/create-campaign.ts';
export { acceptReadinessForm, returnReadinessForm, submitReadinessForm } from './operations/judge.ts';
export { formDeadline } from './operations/open-form.ts';
export { addReadinessNeed } from './operations/needs.ts';
export { addReadinessRow, saveReadinessRow } from './operations/rows.ts';
export { getReadinessCampaign, listReadinessCampaigns } from './reads/campaigns.ts';
export { getReadinessForm } from './reads/form.ts';

/** The survey of agencies' databases: campaigns, forms prefilled from what is known, answers, needs. */
export const readiness = defineModule({
  name: 'readiness', uses: ['calendar', 'organisations', 'notices', 'lake', 'catalog', 'linkage', 'plans', 'requests', 'projects'], migrations: new URL('./migrations/', import.meta.url), routes, jobs: [remindJob],
});

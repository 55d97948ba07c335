import { defineModule } from '#kernel/module.ts';
import { followAgencies } from './agencies/follow-agencies.ts';
import { routes } from './routes.ts';

export { projectsHoldings } from './agencies/follow-agencies.ts';
export { addStrategy, createActionPlan } from './operations/say-plan.ts';
export { addProjectItems, addProject, reportIndicator } from './operations/say-project.ts';
export { getActionPlan, listActionPlans, listPlanDatasets } from './reads/plans.ts';
export { getProject } from './reads/project.ts';

/** The action plan: strategies, projects, and which datasets each brings in. */
export const projects = defineModule({ name: 'projects', uses: ['organisations', 'catalog', 'plans'], migrations: new URL('./migrations/', import.meta.url), routes, consumers: [followAgencies] });

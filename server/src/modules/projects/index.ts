import { defineModule } from '#kernel/module.ts';
import { routes } from './routes.ts';

export { addStrategy, createActionPlan } from './operations/say-plan.ts';
export { addProjectItems, addProject, reportIndicator } from './operations/say-project.ts';
export { listActionPlans } from './reads/plans.ts';

/** The action plan: strategies, projects, and which datasets each brings in. */
export const projects = defineModule({ name: 'projects', uses: ['organisations', 'catalog', 'plans'], migrations: new URL('./migrations/', import.meta.url), routes });

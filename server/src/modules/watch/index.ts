import { defineModule } from '#kernel/module.ts';
import { watchConsumers } from './consumers.ts';
import { watchJobs } from './jobs.ts';
import { watchRoutes } from './routes.ts';

/** Quality over time, and what is out of order until somebody looked at it. */
export const watch = defineModule({
  name: 'watch', uses: ['calendar', 'organisations', 'identity', 'notices', 'lake', 'catalog', 'linkage', 'plans'], migrations: new URL('./migrations/', import.meta.url),
  routes: watchRoutes, consumers: watchConsumers, jobs: watchJobs,
});

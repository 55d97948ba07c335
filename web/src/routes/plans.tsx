import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { langRoute } from './root.tsx';

export const planRoutes = [
  /** `/th/action-plans?asOf=2025-02-19` */
  createRoute({ getParentRoute: () => langRoute, path: 'action-plans', component: lazyRouteComponent(() => import('../pages/action-plans/plans-page.tsx'), 'PlansPage') }),
  /** `/th/action-plans/digital-2566?asOf=2025-02-19` */
  createRoute({ getParentRoute: () => langRoute, path: 'action-plans/$slug', component: lazyRouteComponent(() => import('../pages/action-plans/plan-page.tsx'), 'PlanPage') }),
  /** `/th/action-plans/digital-2566/items?show=overdue&project=3&asOf=2025-02-19` */
  createRoute({ getParentRoute: () => langRoute, path: 'action-plans/$slug/items', component: lazyRouteComponent(() => import('../pages/action-plans/plan-items-page.tsx'), 'PlanItemsPage') }),
  /** `/th/action-plans/digital-2566/projects/3?asOf=2025-02-19` */
  createRoute({ getParentRoute: () => langRoute, path: 'action-plans/$slug/projects/$id', component: lazyRouteComponent(() => import('../pages/action-plans/project-page.tsx'), 'ProjectPage') }),
];

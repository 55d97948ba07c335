import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { langRoute } from './root.tsx';

export const watchRoutes = [
  /** `/th/incidents?kind=late&show=over` */
  createRoute({ getParentRoute: () => langRoute, path: 'incidents', component: lazyRouteComponent(() => import('../pages/incidents/incidents-page.tsx'), 'IncidentsPage') }),
  /** `/th/datasets/rid-reservoirs/quality?days=730&column=area_rai` */
  createRoute({ getParentRoute: () => langRoute, path: 'datasets/$slug/quality', component: lazyRouteComponent(() => import('../pages/trend/trend-page.tsx'), 'TrendPage') }),
  /** `/th/datasets/rid-reservoirs/rules` */
  createRoute({ getParentRoute: () => langRoute, path: 'datasets/$slug/rules', component: lazyRouteComponent(() => import('../pages/rules/rules-page.tsx'), 'RulesPage') }),
];

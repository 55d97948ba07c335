import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { langRoute } from './root.tsx';

export const requestRoutes = [
  /** `/th/requests?box=to-answer&state=overdue&asOf=2026-11-22` */
  createRoute({ getParentRoute: () => langRoute, path: 'requests', component: lazyRouteComponent(() => import('../pages/requests/requests-page.tsx'), 'RequestsPage') }),
  /** `/th/requests/new?dataset=doae-plots` */
  createRoute({ getParentRoute: () => langRoute, path: 'requests/new', component: lazyRouteComponent(() => import('../pages/requests/new-page.tsx'), 'NewRequestPage') }),
  /** `/th/requests/matrix?asOf=2026-11-22` */
  createRoute({ getParentRoute: () => langRoute, path: 'requests/matrix', component: lazyRouteComponent(() => import('../pages/requests/matrix-page.tsx'), 'RequestMatrixPage') }),
  /** `/th/requests/waits?asOf=2026-11-22` */
  createRoute({ getParentRoute: () => langRoute, path: 'requests/waits', component: lazyRouteComponent(() => import('../pages/requests/waits-page.tsx'), 'RequestWaitsPage') }),
  /** `/th/requests/12?asOf=2026-11-22` */
  createRoute({ getParentRoute: () => langRoute, path: 'requests/$id', component: lazyRouteComponent(() => import('../pages/requests/request-page.tsx'), 'RequestPage') }),
  /** `/th/requests/12/change` */
  createRoute({ getParentRoute: () => langRoute, path: 'requests/$id/change', component: lazyRouteComponent(() => import('../pages/requests/new-page.tsx'), 'ChangeRequestPage') }),
];

import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { langRoute } from './root.tsx';

export const agencyRoutes = [
  /** `/th/agencies?q=ข้าว` or `/th/agencies?show=vacant` */
  createRoute({ getParentRoute: () => langRoute, path: 'agencies', component: lazyRouteComponent(() => import('../pages/agencies/agencies-page.tsx'), 'AgenciesPage') }),
  /** `/th/agencies/rd` */
  createRoute({ getParentRoute: () => langRoute, path: 'agencies/$id', component: lazyRouteComponent(() => import('../pages/agencies/agency-page.tsx'), 'AgencyPage') }),
  createRoute({ getParentRoute: () => langRoute, path: 'calendar/changes', component: lazyRouteComponent(() => import('../pages/calendar/changes-page.tsx'), 'ChangesPage') }),
  /** `/th/calendar/changes/12?room=portal` */
  createRoute({ getParentRoute: () => langRoute, path: 'calendar/changes/$id', component: lazyRouteComponent(() => import('../pages/calendar/change-page.tsx'), 'ChangePage') }),
];

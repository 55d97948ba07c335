import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { langRoute } from './root.tsx';

export const exchangeRoutes = [
  /** `/th/exchange/services?q=น้ำ&kind=live` */
  createRoute({ getParentRoute: () => langRoute, path: 'exchange/services', component: lazyRouteComponent(() => import('../pages/exchange/services/services-page.tsx'), 'ServicesPage') }),
  /** `/th/exchange/services/new` */
  createRoute({ getParentRoute: () => langRoute, path: 'exchange/services/new', component: lazyRouteComponent(() => import('../pages/exchange/services/new-service-page.tsx'), 'NewServicePage') }),
  /** `/th/exchange/services/rid-water-level?compare=2` */
  createRoute({ getParentRoute: () => langRoute, path: 'exchange/services/$slug', component: lazyRouteComponent(() => import('../pages/exchange/services/service-page.tsx'), 'ServicePage') }),
  /** `/th/exchange/systems?agency=rid` */
  createRoute({ getParentRoute: () => langRoute, path: 'exchange/systems', component: lazyRouteComponent(() => import('../pages/exchange/systems/systems-page.tsx'), 'SystemsPage') }),
  /** `/th/exchange/edges?show=away` */
  createRoute({ getParentRoute: () => langRoute, path: 'exchange/edges', component: lazyRouteComponent(() => import('../pages/exchange/edge/edges-page.tsx'), 'EdgesPage') }),
  /** `/th/exchange/systems/rid/water` */
  createRoute({ getParentRoute: () => langRoute, path: 'exchange/systems/$agency/$code', component: lazyRouteComponent(() => import('../pages/exchange/systems/system-page.tsx'), 'SystemPage') }),
];

import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { langRoute } from './root.tsx';

/** `/th/catalogue/harvest` */
const listRoute = createRoute({
  getParentRoute: () => langRoute, path: 'catalogue/harvest', component: lazyRouteComponent(() => import('../pages/harvest/harvest-page.tsx'), 'HarvestPage'),
});

/** `/th/catalogue/harvest/3?job=12&show=refused` */
const sourceRoute = createRoute({
  getParentRoute: () => langRoute, path: 'catalogue/harvest/$id', component: lazyRouteComponent(() => import('../pages/harvest/source-page.tsx'), 'HarvestSourcePage'),
});

/** Pages of what comes from other catalogues. */
export const harvestRoutes = [listRoute, sourceRoute] as const;

import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { langRoute } from './root.tsx';

/** `/th/people?agency=rid` or `/th/people?show=list&q=สมหญิง` */
const peopleRoute = createRoute({
  getParentRoute: () => langRoute, path: 'people', component: lazyRouteComponent(() => import('../pages/people/people-page.tsx'), 'PeoplePage'),
});

const personRoute = createRoute({
  getParentRoute: () => langRoute, path: 'people/$id', component: lazyRouteComponent(() => import('../pages/people/person-page.tsx'), 'PersonPage'),
});

/** `/th/accounts?q=somying&state=suspended&agency=rid` or `/th/accounts?kind=service` */
const accountsRoute = createRoute({
  getParentRoute: () => langRoute, path: 'accounts', component: lazyRouteComponent(() => import('../pages/accounts/accounts-page.tsx'), 'AccountsPage'),
});

const accountRoute = createRoute({
  getParentRoute: () => langRoute, path: 'accounts/$id', component: lazyRouteComponent(() => import('../pages/accounts/account-page.tsx'), 'AccountPage'),
});

/** Pages of those who look after people, accounts, services and rights. */
export const administrationRoutes = [peopleRoute, personRoute, accountsRoute, accountRoute] as const;

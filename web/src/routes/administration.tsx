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

/** `/th/accounts/import?agency=rid` */
const importRoute = createRoute({
  getParentRoute: () => langRoute, path: 'accounts/import', component: lazyRouteComponent(() => import('../pages/accounts/import-page.tsx'), 'ImportPage'),
});

const accountRoute = createRoute({
  getParentRoute: () => langRoute, path: 'accounts/$id', component: lazyRouteComponent(() => import('../pages/accounts/account-page.tsx'), 'AccountPage'),
});

/** `/th/services?state=sandbox` */
const servicesRoute = createRoute({
  getParentRoute: () => langRoute, path: 'services', component: lazyRouteComponent(() => import('../pages/services/services-page.tsx'), 'ServicesPage'),
});

const newServiceRoute = createRoute({
  getParentRoute: () => langRoute, path: 'services/new', component: lazyRouteComponent(() => import('../pages/services/new-service-page.tsx'), 'NewServicePage'),
});

const limitsRoute = createRoute({
  getParentRoute: () => langRoute, path: 'services/limits', component: lazyRouteComponent(() => import('../pages/services/limits-page.tsx'), 'LimitsPage'),
});

const sitesRoute = createRoute({
  getParentRoute: () => langRoute, path: 'services/sites', component: lazyRouteComponent(() => import('../pages/forward-sites/sites-page.tsx'), 'SitesPage'),
});

/** `/th/services/water-request?test=4#tests` */
const serviceRoute = createRoute({
  getParentRoute: () => langRoute, path: 'services/$id', component: lazyRouteComponent(() => import('../pages/services/service-page.tsx'), 'ServicePage'),
});

const keysRoute = createRoute({
  getParentRoute: () => langRoute, path: 'security/keys', component: lazyRouteComponent(() => import('../pages/security/keys-page.tsx'), 'KeysPage'),
});

/** `/th/security/logouts?state=waiting&service=water-request` */
const logoutsRoute = createRoute({
  getParentRoute: () => langRoute, path: 'security/logouts', component: lazyRouteComponent(() => import('../pages/security/logouts-page.tsx'), 'LogoutsPage'),
});

const alarmsRoute = createRoute({
  getParentRoute: () => langRoute, path: 'security/alarms', component: lazyRouteComponent(() => import('../pages/security/alarms-page.tsx'), 'AlarmsPage'),
});

/** `/th/security/audit?actor=somchai&from=2026-11-01` */
const auditRoute = createRoute({
  getParentRoute: () => langRoute, path: 'security/audit', component: lazyRouteComponent(() => import('../pages/security/audit-page.tsx'), 'AuditPage'),
});

const upstreamsRoute = createRoute({
  getParentRoute: () => langRoute, path: 'security/upstreams', component: lazyRouteComponent(() => import('../pages/upstreams/upstreams-page.tsx'), 'UpstreamsPage'),
});

const directoriesRoute = createRoute({
  getParentRoute: () => langRoute, path: 'security/directories', component: lazyRouteComponent(() => import('../pages/directories/directories-page.tsx'), 'DirectoriesPage'),
});

const openLineageRoute = createRoute({
  getParentRoute: () => langRoute, path: 'security/open-lineage', component: lazyRouteComponent(() => import('../pages/open-lineage/receivers-page.tsx'), 'ReceiversPage'),
});

/** `/th/rights/matrix?role=steward` */
const matrixRoute = createRoute({
  getParentRoute: () => langRoute, path: 'rights/matrix', component: lazyRouteComponent(() => import('../pages/rights/matrix-page.tsx'), 'MatrixPage'),
});

/** `/th/rights/policies#read-by-agreement` */
const policiesRoute = createRoute({
  getParentRoute: () => langRoute, path: 'rights/policies', component: lazyRouteComponent(() => import('../pages/rights/policies-page.tsx'), 'PoliciesPage'),
});

const explainRoute = createRoute({
  getParentRoute: () => langRoute, path: 'rights/explain', component: lazyRouteComponent(() => import('../pages/rights/explain-page.tsx'), 'ExplainPage'),
});

const agreementsRoute = createRoute({
  getParentRoute: () => langRoute, path: 'rights/agreements', component: lazyRouteComponent(() => import('../pages/rights/agreements-page.tsx'), 'AgreementsPage'),
});

const reviewsRoute = createRoute({
  getParentRoute: () => langRoute, path: 'reviews', component: lazyRouteComponent(() => import('../pages/reviews/reviews-page.tsx'), 'ReviewsPage'),
});

/** `/th/reviews/3?show=all` */
const reviewRoute = createRoute({
  getParentRoute: () => langRoute, path: 'reviews/$id', component: lazyRouteComponent(() => import('../pages/reviews/review-page.tsx'), 'ReviewPage'),
});

/** Pages of those who look after people, accounts, services and rights. */
export const administrationRoutes = [
  peopleRoute, personRoute, accountsRoute, importRoute, accountRoute, servicesRoute, newServiceRoute, limitsRoute, sitesRoute, serviceRoute,
  keysRoute, logoutsRoute, alarmsRoute, auditRoute, upstreamsRoute, directoriesRoute, openLineageRoute, matrixRoute, policiesRoute, explainRoute, agreementsRoute, reviewsRoute, reviewRoute,
] as const;

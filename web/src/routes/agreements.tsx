import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { langRoute } from './root.tsx';

export const agreementRoutes = [
  /** `/th/exchange/agreements?side=waiting&state=signing` */
  createRoute({ getParentRoute: () => langRoute, path: 'exchange/agreements', component: lazyRouteComponent(() => import('../pages/exchange/agreements/agreements-page.tsx'), 'AgreementsPage') }),
  /** `/th/exchange/agreements/new?service=farmers` */
  createRoute({ getParentRoute: () => langRoute, path: 'exchange/agreements/new', component: lazyRouteComponent(() => import('../pages/exchange/agreements/new-page.tsx'), 'NewAgreementPage') }),
  /** `/th/exchange/agreements/SA-2569-0001?asOf=2026-11-22` */
  createRoute({ getParentRoute: () => langRoute, path: 'exchange/agreements/$number', component: lazyRouteComponent(() => import('../pages/exchange/agreements/agreement-page.tsx'), 'AgreementPage') }),
  /** `/th/exchange/agreements/SA-2569-0001/change`: a draft, or the next version of what is in force */
  createRoute({ getParentRoute: () => langRoute, path: 'exchange/agreements/$number/change', component: lazyRouteComponent(() => import('../pages/exchange/agreements/change-page.tsx'), 'ChangeAgreementPage') }),
  /** `/th/privacy/records?agency=doae` */
  createRoute({ getParentRoute: () => langRoute, path: 'privacy/records', component: lazyRouteComponent(() => import('../pages/privacy/records-page.tsx'), 'RecordsPage') }),
  /** `/th/privacy/records/new?agency=doae&purpose=flood-aid` */
  createRoute({ getParentRoute: () => langRoute, path: 'privacy/records/new', component: lazyRouteComponent(() => import('../pages/privacy/new-page.tsx'), 'NewRecordPage') }),
  /** `/th/privacy/records/3` */
  createRoute({ getParentRoute: () => langRoute, path: 'privacy/records/$id', component: lazyRouteComponent(() => import('../pages/privacy/record-page.tsx'), 'RecordPage') }),
  /** `/th/privacy/records/3/change` */
  createRoute({ getParentRoute: () => langRoute, path: 'privacy/records/$id/change', component: lazyRouteComponent(() => import('../pages/privacy/change-page.tsx'), 'ChangeRecordPage') }),
];

import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { langRoute } from './root.tsx';

/** Ways in for other programs, and what was exchanged day by day. */
export const facadeRoutes = [
  createRoute({ getParentRoute: () => langRoute, path: 'exchange/statements', component: lazyRouteComponent(() => import('../pages/exchange/statements/statements-page.tsx'), 'StatementsPage') }),
  /** `/th/exchange/statements/12` */
  createRoute({ getParentRoute: () => langRoute, path: 'exchange/statements/$id', component: lazyRouteComponent(() => import('../pages/exchange/statements/statement-page.tsx'), 'StatementPage') }),
  createRoute({ getParentRoute: () => langRoute, path: 'exchange/facades', component: lazyRouteComponent(() => import('../pages/exchange/facades/facades-page.tsx'), 'FacadesPage') }),
];

import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { langRoute } from './root.tsx';

export const exchangeUseRoutes = [
  /** `/th/my/uses?agency=doa` */
  createRoute({ getParentRoute: () => langRoute, path: 'my/uses', component: lazyRouteComponent(() => import('../pages/my-uses/my-uses-page.tsx'), 'MyUsesPage') }),
  /** `/th/exchange/traffic?minutes=15&service=farmer-register&side=provider` */
  createRoute({ getParentRoute: () => langRoute, path: 'exchange/traffic', component: lazyRouteComponent(() => import('../pages/exchange/traffic/traffic-page.tsx'), 'TrafficPage') }),
  /** `/th/exchange/exchanges?show=provider&agreement=SA-2569-0001` */
  createRoute({ getParentRoute: () => langRoute, path: 'exchange/exchanges', component: lazyRouteComponent(() => import('../pages/exchange/traffic/exchanges-page.tsx'), 'ExchangesPage') }),
  /** `/th/exchange/exchanges/0199…` */
  createRoute({ getParentRoute: () => langRoute, path: 'exchange/exchanges/$id', component: lazyRouteComponent(() => import('../pages/exchange/traffic/exchange-page.tsx'), 'ExchangePage') }),
  /** `/th/exchange/subscriptions` */
  createRoute({ getParentRoute: () => langRoute, path: 'exchange/subscriptions', component: lazyRouteComponent(() => import('../pages/exchange/subscriptions/subscriptions-page.tsx'), 'SubscriptionsPage') }),
  /** `/th/exchange/subscriptions/3?show=dead` */
  createRoute({ getParentRoute: () => langRoute, path: 'exchange/subscriptions/$id', component: lazyRouteComponent(() => import('../pages/exchange/subscriptions/deliveries-page.tsx'), 'EventDeliveriesPage') }),
] as const;

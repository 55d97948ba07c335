import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { langRoute } from './root.tsx';

export const noticeRoutes = [
  /** `/th/notices?show=all&agency=rid` */
  createRoute({ getParentRoute: () => langRoute, path: 'notices', component: lazyRouteComponent(() => import('../pages/notices/notices-page.tsx'), 'NoticesPage') }),
  /** `/th/notices/settings` */
  createRoute({ getParentRoute: () => langRoute, path: 'notices/settings', component: lazyRouteComponent(() => import('../pages/notices/settings-page.tsx'), 'NoticeSettingsPage') }),
  /** `/th/notices/webhooks` */
  createRoute({ getParentRoute: () => langRoute, path: 'notices/webhooks', component: lazyRouteComponent(() => import('../pages/notices/webhooks-page.tsx'), 'WebhooksPage') }),
] as const;

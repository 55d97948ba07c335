import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { langRoute } from './root.tsx';

/** `/th/board?asOf=2025-02-19&sort=urgent&state=overdue` */
export const boardRoute = createRoute({
  getParentRoute: () => langRoute, path: 'board', component: lazyRouteComponent(() => import('../pages/board/board-page.tsx'), 'BoardPage'),
});

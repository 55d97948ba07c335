import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { langRoute } from './root.tsx';

/** `/th/link?step=contract&raw=12&dataset=rid-reservoirs` */
export const linkRoute = createRoute({
  getParentRoute: () => langRoute, path: 'link', component: lazyRouteComponent(() => import('../pages/link/link-page.tsx'), 'LinkPage'),
});

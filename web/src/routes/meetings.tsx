import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { langRoute } from './root.tsx';

export const meetingRoutes = [
  /** `/th/meetings` */
  createRoute({ getParentRoute: () => langRoute, path: 'meetings', component: lazyRouteComponent(() => import('../pages/meetings/meetings-page.tsx'), 'MeetingsPage') }),
  /** `/th/meetings/3` */
  createRoute({ getParentRoute: () => langRoute, path: 'meetings/$id', component: lazyRouteComponent(() => import('../pages/meetings/meeting-page.tsx'), 'MeetingPage') }),
  /** `/th/tasks?agency=rid&state=late&task=4` */
  createRoute({ getParentRoute: () => langRoute, path: 'tasks', component: lazyRouteComponent(() => import('../pages/meetings/tasks-page.tsx'), 'TasksPage') }),
];

import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { langRoute } from './root.tsx';

/** `/th/runs?state=held&dataset=rid-reservoirs` */
export const runsRoute = createRoute({
  getParentRoute: () => langRoute, path: 'runs', component: lazyRouteComponent(() => import('../pages/runs/runs-page.tsx'), 'RunsPage'),
});

/** `/th/runs/12` */
export const runRoute = createRoute({
  getParentRoute: () => langRoute, path: 'runs/$id', component: lazyRouteComponent(() => import('../pages/run/run-page.tsx'), 'RunPage'),
});

/** `/th/schedule?day=2026-11-21` */
export const scheduleRoute = createRoute({
  getParentRoute: () => langRoute, path: 'schedule', component: lazyRouteComponent(() => import('../pages/schedule/schedule-page.tsx'), 'SchedulePage'),
});

/** `/th/calendar?year=2570&by=fiscal` */
export const calendarRoute = createRoute({
  getParentRoute: () => langRoute, path: 'calendar', component: lazyRouteComponent(() => import('../pages/calendar/calendar-page.tsx'), 'CalendarPage'),
});

/** `/th/operations` */
export const operationsRoute = createRoute({
  getParentRoute: () => langRoute, path: 'operations', component: lazyRouteComponent(() => import('../pages/operations/operations-page.tsx'), 'OperationsPage'),
});

/** `/th/runs/12/quarantine?code=DATE_INVALID&column=planted_on` */
export const quarantineRoute = createRoute({
  getParentRoute: () => langRoute, path: 'runs/$id/quarantine', component: lazyRouteComponent(() => import('../pages/quarantine/quarantine-page.tsx'), 'QuarantinePage'),
});

import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { langRoute } from './root.tsx';

export const readinessRoutes = [
  /** `/th/readiness?asOf=2026-02-19` */
  createRoute({ getParentRoute: () => langRoute, path: 'readiness', component: lazyRouteComponent(() => import('../pages/readiness/surveys-page.tsx'), 'SurveysPage') }),
  /** `/th/readiness/3?state=late&by=readiness&question=readiness&value=ready&agency=rid` */
  createRoute({ getParentRoute: () => langRoute, path: 'readiness/$id', component: lazyRouteComponent(() => import('../pages/readiness/survey-page.tsx'), 'SurveyPage') }),
  /** `/th/readiness/3/rid?show=missing&row=12` */
  createRoute({ getParentRoute: () => langRoute, path: 'readiness/$id/$agency', component: lazyRouteComponent(() => import('../pages/readiness/form-page.tsx'), 'FormPage') }),
];

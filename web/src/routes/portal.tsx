import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { langRoute } from './root.tsx';

/** `/th/data?q=น้ำในเขื่อน&filter=organization:rid&sort=newest` */
const searchRoute = createRoute({
  getParentRoute: () => langRoute, path: 'data', component: lazyRouteComponent(() => import('../pages/portal/search/search-page.tsx'), 'SearchPage'),
});

/** `/th/data/rid-reservoirs#releases` */
const openDatasetRoute = createRoute({
  getParentRoute: () => langRoute, path: 'data/$slug', component: lazyRouteComponent(() => import('../pages/portal/dataset/open-dataset-page.tsx'), 'OpenDatasetPage'),
});

const agenciesRoute = createRoute({
  getParentRoute: () => langRoute, path: 'data/agencies', component: lazyRouteComponent(() => import('../pages/portal/agencies-page.tsx'), 'AgenciesPage'),
});

const topicsRoute = createRoute({
  getParentRoute: () => langRoute, path: 'data/topics', component: lazyRouteComponent(() => import('../pages/portal/topics-page.tsx'), 'TopicsPage'),
});

const topicRoute = createRoute({
  getParentRoute: () => langRoute, path: 'data/topics/$id', component: lazyRouteComponent(() => import('../pages/portal/topics-page.tsx'), 'TopicPage'),
});

/** `/th/data/requests?state=planned` or, for officers, `/th/data/requests?moderation=waiting` */
const requestsRoute = createRoute({
  getParentRoute: () => langRoute, path: 'data/requests', component: lazyRouteComponent(() => import('../pages/portal/demand/requests-page.tsx'), 'RequestsPage'),
});

/** `/th/data/requests/new?title=ราคาปุ๋ย&agency=doae` */
const askRoute = createRoute({
  getParentRoute: () => langRoute, path: 'data/requests/new', component: lazyRouteComponent(() => import('../pages/portal/demand/ask-page.tsx'), 'AskPage'),
});

const requestRoute = createRoute({
  getParentRoute: () => langRoute, path: 'data/requests/$id', component: lazyRouteComponent(() => import('../pages/portal/demand/request-page.tsx'), 'RequestPage'),
});

const planRoute = createRoute({
  getParentRoute: () => langRoute, path: 'data/plan', component: lazyRouteComponent(() => import('../pages/portal/demand/plan-page.tsx'), 'PlanPage'),
});

const surveysRoute = createRoute({
  getParentRoute: () => langRoute, path: 'data/surveys', component: lazyRouteComponent(() => import('../pages/portal/demand/surveys-page.tsx'), 'SurveysPage'),
});

const surveyRoute = createRoute({
  getParentRoute: () => langRoute, path: 'data/surveys/$id', component: lazyRouteComponent(() => import('../pages/portal/demand/survey-page.tsx'), 'SurveyPage'),
});

/** `/th/data/showcases?dataset=rid-reservoirs#tell` */
const showcasesRoute = createRoute({
  getParentRoute: () => langRoute, path: 'data/showcases', component: lazyRouteComponent(() => import('../pages/portal/showcases-page.tsx'), 'ShowcasesPage'),
});

/** `/th/data/statistics?period=year` */
const statisticsRoute = createRoute({
  getParentRoute: () => langRoute, path: 'data/statistics', component: lazyRouteComponent(() => import('../pages/portal/statistics-page.tsx'), 'StatisticsPage'),
});

/** `/th/verify` */
const verifyRoute = createRoute({
  getParentRoute: () => langRoute, path: 'verify', component: lazyRouteComponent(() => import('../pages/verify/verify-page.tsx'), 'VerifyPage'),
});

/** Pages for everybody, signed in or not. */
export const portalRoutes = [
  searchRoute, agenciesRoute, topicsRoute, topicRoute, requestsRoute, askRoute, requestRoute, planRoute, surveysRoute, surveyRoute, showcasesRoute, statisticsRoute, openDatasetRoute, verifyRoute,
] as const;

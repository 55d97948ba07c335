import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { langRoute } from './root.tsx';

/** `/th/open-data/moderation?show=showcases&state=declined` */
const moderationRoute = createRoute({
  getParentRoute: () => langRoute, path: 'open-data/moderation', component: lazyRouteComponent(() => import('../pages/open-desk/moderation-page.tsx'), 'ModerationPage'),
});

const surveysRoute = createRoute({
  getParentRoute: () => langRoute, path: 'open-data/surveys', component: lazyRouteComponent(() => import('../pages/open-desk/surveys-page.tsx'), 'SurveysDeskPage'),
});

/** `/th/open-data/surveys/2` */
const surveyRoute = createRoute({
  getParentRoute: () => langRoute, path: 'open-data/surveys/$id', component: lazyRouteComponent(() => import('../pages/open-desk/survey-desk-page.tsx'), 'SurveyDeskPage'),
});

const planRoute = createRoute({
  getParentRoute: () => langRoute, path: 'open-data/plan', component: lazyRouteComponent(() => import('../pages/open-desk/plan-desk-page.tsx'), 'PlanDeskPage'),
});

const topicsRoute = createRoute({
  getParentRoute: () => langRoute, path: 'open-data/topics', component: lazyRouteComponent(() => import('../pages/open-desk/topics-page.tsx'), 'TopicsDeskPage'),
});

/** `/th/open-data/topics/category06` */
const topicRoute = createRoute({
  getParentRoute: () => langRoute, path: 'open-data/topics/$id', component: lazyRouteComponent(() => import('../pages/open-desk/topic-desk-page.tsx'), 'TopicDeskPage'),
});

/** `/th/open-data/words?q=ชลประทาน` */
const wordsRoute = createRoute({
  getParentRoute: () => langRoute, path: 'open-data/words', component: lazyRouteComponent(() => import('../pages/open-desk/words-page.tsx'), 'WordsPage'),
});

/** Pages of those who look after open data. */
export const openDeskRoutes = [moderationRoute, surveysRoute, surveyRoute, planRoute, topicsRoute, topicRoute, wordsRoute] as const;

import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { langRoute } from './root.tsx';

/** `/th/sign-in?to=/th/runs` or `/th/sign-in?interaction=UID` */
const signInRoute = createRoute({
  getParentRoute: () => langRoute, path: 'sign-in', component: lazyRouteComponent(() => import('../pages/sign-in/sign-in-page.tsx'), 'SignInPage'),
});

/** `/th/sign-in-problem?code=invalid_client` */
const troubleRoute = createRoute({
  getParentRoute: () => langRoute, path: 'sign-in-problem', component: lazyRouteComponent(() => import('../pages/sign-in/trouble-page.tsx'), 'TroublePage'),
});

/** `/th/link-needed?challenge=UUID&to=/th/account` */
const linkNeededRoute = createRoute({
  getParentRoute: () => langRoute, path: 'link-needed', component: lazyRouteComponent(() => import('../pages/sign-in/link-needed-page.tsx'), 'LinkNeededPage'),
});

const signedOutRoute = createRoute({
  getParentRoute: () => langRoute, path: 'signed-out', component: lazyRouteComponent(() => import('../pages/sign-in/signed-out-page.tsx'), 'SignedOutPage'),
});

/** `/th/welcome#BCDF-GHJK-LMNP` */
const welcomeRoute = createRoute({
  getParentRoute: () => langRoute, path: 'welcome', component: lazyRouteComponent(() => import('../pages/welcome/welcome-page.tsx'), 'WelcomePage'),
});

/** `/th/consent/UID` */
const consentRoute = createRoute({
  getParentRoute: () => langRoute, path: 'consent/$uid', component: lazyRouteComponent(() => import('../pages/consent/consent-page.tsx'), 'ConsentPage'),
});

/** `/th/device?user_code=WDJB-MJHT` */
const deviceRoute = createRoute({
  getParentRoute: () => langRoute, path: 'device', component: lazyRouteComponent(() => import('../pages/device/device-page.tsx'), 'DevicePage'),
});

const accountRoute = createRoute({
  getParentRoute: () => langRoute, path: 'account', component: lazyRouteComponent(() => import('../pages/account/account-page.tsx'), 'AccountPage'),
});

const sessionsRoute = createRoute({
  getParentRoute: () => langRoute, path: 'account/sessions', component: lazyRouteComponent(() => import('../pages/account/sessions-page.tsx'), 'SessionsPage'),
});

const historyRoute = createRoute({
  getParentRoute: () => langRoute, path: 'account/history', component: lazyRouteComponent(() => import('../pages/account/history-page.tsx'), 'HistoryPage'),
});

const launcherRoute = createRoute({
  getParentRoute: () => langRoute, path: 'my', component: lazyRouteComponent(() => import('../pages/launcher/launcher-page.tsx'), 'LauncherPage'),
});

/** Pages about the person at the screen. */
export const personRoutes = [signInRoute, troubleRoute, linkNeededRoute, signedOutRoute, welcomeRoute, consentRoute, deviceRoute, accountRoute, sessionsRoute, historyRoute, launcherRoute] as const;

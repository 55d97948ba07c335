import { createRouter } from '@tanstack/react-router';
import { PageFailure, PageMissing } from './app/failures.tsx';
import { parseSearch, writeSearch } from './app/search.ts';
import { administrationRoutes } from './routes/administration.tsx';
import { agreementRoutes } from './routes/agreements.tsx';
import { agencyRoutes } from './routes/agencies.tsx';
import { boardRoute } from './routes/board.tsx';
import { datasetRoute, datasetsRoute, inboxRoute, lineageRoute, qualityRoute, recordRoute } from './routes/datasets.tsx';
import { exchangeUseRoutes } from './routes/exchange-use.tsx';
import { exchangeRoutes } from './routes/exchange.tsx';
import { facadeRoutes } from './routes/facades.tsx';
import { harvestRoutes } from './routes/harvest.tsx';
import { ledgerRoutes } from './routes/ledger.tsx';
import { linkRoute } from './routes/link.tsx';
import { openDeskRoutes } from './routes/open-desk.tsx';
import { meetingRoutes } from './routes/meetings.tsx';
import { noticeRoutes } from './routes/notices.tsx';
import { portalRoutes } from './routes/portal.tsx';
import { planRoutes } from './routes/plans.tsx';
import { readinessRoutes } from './routes/readiness.tsx';
import { requestRoutes } from './routes/requests.tsx';
import { personRoutes } from './routes/person.tsx';
import { calendarRoute, operationsRoute, quarantineRoute, runRoute, runsRoute, scheduleRoute } from './routes/runs.tsx';
import { watchRoutes } from './routes/watch.tsx';
import { langRoute, langStartRoute, rootRoute, startRoute } from './routes/root.tsx';

const routeTree = rootRoute.addChildren([
  startRoute,
  langRoute.addChildren([langStartRoute, boardRoute, datasetsRoute, datasetRoute, recordRoute, lineageRoute, inboxRoute, qualityRoute, linkRoute, runsRoute, runRoute, quarantineRoute, scheduleRoute, calendarRoute, operationsRoute, ...watchRoutes, ...noticeRoutes, ...planRoutes, ...readinessRoutes, ...requestRoutes, ...agencyRoutes, ...meetingRoutes, ...personRoutes, ...portalRoutes, ...openDeskRoutes, ...harvestRoutes, ...agreementRoutes, ...exchangeRoutes, ...exchangeUseRoutes, ...facadeRoutes, ...administrationRoutes, ...ledgerRoutes]),
]);

/** Every page of the client; an area adds its route to the tree and, when it belongs there, to `app/nav-pages.ts`. */
export const router = createRouter({
  routeTree, parseSearch, stringifySearch: writeSearch, defaultPreload: 'intent', scrollRestoration: true,
  defaultErrorComponent: PageFailure, defaultNotFoundComponent: PageMissing,
});

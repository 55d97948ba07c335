import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { langRoute } from './root.tsx';

export const ledgerRoutes = [
  /** `/th/ledger?kind=lake.release-published&subject=dataset:3` */
  createRoute({ getParentRoute: () => langRoute, path: 'ledger', component: lazyRouteComponent(() => import('../pages/ledger/ledger-page.tsx'), 'LedgerPage') }),
  /** `/th/ledger/checkpoints?cursor=900` */
  createRoute({ getParentRoute: () => langRoute, path: 'ledger/checkpoints', component: lazyRouteComponent(() => import('../pages/ledger/checkpoints-page.tsx'), 'CheckpointsPage') }),
  /** `/th/ledger/entries/01998000-0000-7000-8000-000000000001` */
  createRoute({ getParentRoute: () => langRoute, path: 'ledger/entries/$id', component: lazyRouteComponent(() => import('../pages/ledger/entry-page.tsx'), 'EntryPage') }),
];

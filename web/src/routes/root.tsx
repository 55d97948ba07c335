import { createRootRoute, createRoute, notFound, Outlet, redirect } from '@tanstack/react-router';
import { PageFailure, PageMissing } from '../app/failures.tsx';
import { isLang } from '../app/lang.ts';
import { Shell } from '../app/shell.tsx';

export const rootRoute = createRootRoute({ component: Outlet, notFoundComponent: Shell });

/** `/` speaks Thai. */
export const startRoute = createRoute({
  getParentRoute: () => rootRoute, path: '/', beforeLoad: () => { throw redirect({ to: '/$lang/board', params: { lang: 'th' } }); },
});

/** The language is the first part of every address. */
export const langRoute = createRoute({
  getParentRoute: () => rootRoute, path: '$lang', component: Shell, errorComponent: PageFailure, notFoundComponent: PageMissing,
  beforeLoad: ({ params }) => { if (!isLang(params.lang)) throw notFound(); },
});

/** `/th` alone opens the board. */
export const langStartRoute = createRoute({
  getParentRoute: () => langRoute, path: '/', beforeLoad: ({ params }) => { throw redirect({ to: '/$lang/board', params }); },
});

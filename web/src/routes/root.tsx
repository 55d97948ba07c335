import { createRootRoute, createRoute, notFound, Outlet, redirect } from '@tanstack/react-router';
import { ask } from '../api/client.ts';
import type { Session } from '../api/identity-types.ts';
import { PageFailure, PageMissing } from '../app/failures.tsx';
import { isLang } from '../app/lang.ts';
import { Shell } from '../app/shell.tsx';

export const rootRoute = createRootRoute({ component: Outlet, notFoundComponent: Shell });

/** Where nobody asked for a page: the board for whoever works here, the portal for everybody else. */
async function firstPage(): Promise<'/$lang/board' | '/$lang/data'> {
  const session = await ask<Session>('GET', '/session').catch(() => null);
  return session?.who ? '/$lang/board' : '/$lang/data';
}

/** `/` speaks Thai. */
export const startRoute = createRoute({
  getParentRoute: () => rootRoute, path: '/', beforeLoad: async () => { throw redirect({ to: await firstPage(), params: { lang: 'th' } }); },
});

/** The language is the first part of every address. */
export const langRoute = createRoute({
  getParentRoute: () => rootRoute, path: '$lang', component: Shell, errorComponent: PageFailure, notFoundComponent: PageMissing,
  beforeLoad: ({ params }) => { if (!isLang(params.lang)) throw notFound(); },
});

/** `/th` alone opens the same. */
export const langStartRoute = createRoute({
  getParentRoute: () => langRoute, path: '/', beforeLoad: async ({ params }) => { throw redirect({ to: await firstPage(), params }); },
});

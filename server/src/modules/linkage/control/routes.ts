import { route, type Route } from '#kernel/route.ts';
import { policies } from '../policies.ts';
import { findPauseOfRuns, pauseRuns, resumeRuns } from './pause-runs.ts';
import { PauseBody } from '../schedule/schemas.ts';
import { PauseOfRuns } from './schemas.ts';

/** The one switch that stops all claiming. */
export const controlRoutes: Route[] = [
  route({
    method: 'GET', path: '/control', operationId: 'getPauseOfRuns', summary: 'Whether all runs are paused, by whom and why', policy: policies['read-runs'], response: { 200: PauseOfRuns },
    handler: ({ db }) => db.read(async (tx) => ({ paused: await findPauseOfRuns(tx) })),
  }),
  route({
    method: 'POST', path: '/control/pause', operationId: 'pauseRuns', summary: 'Pause all runs, with the reason: nothing is claimed, what is under way ends', policy: policies['pause-runs'],
    body: PauseBody, response: { 200: PauseOfRuns },
    handler: ({ actor, body, db }) => db.tx(async (tx) => ({ paused: await pauseRuns(tx, actor, body) })),
  }),
  route({
    method: 'POST', path: '/control/resume', operationId: 'resumeRuns', summary: 'Let workers claim runs again', policy: policies['pause-runs'], response: { 200: PauseOfRuns },
    handler: ({ actor, db }) => db.tx(async (tx) => { await resumeRuns(tx, actor); return { paused: null }; }),
  }),
];

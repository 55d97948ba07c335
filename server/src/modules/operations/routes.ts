import { Type } from 'typebox';
import { route, type Route } from '#kernel/route.ts';
import { drainWorker, startWorkerAgain } from './operations/drain-worker.ts';
import { policies } from './policies.ts';
import type { Reading } from './reads/operations.ts';
import { DrainBody, Operations, WorkerParams } from './schemas.ts';

/** How the house runs, and what may be done about its workers. */
export function operationsRoutes(reading: Reading): Route[] {
  return [
    route({
      method: 'GET', path: '/operations', operationId: 'getOperations', summary: 'How the house runs: queue, workers, disk, failing sources, backups, and what needs a person', policy: policies['read-operations'],
      response: { 200: Operations }, handler: () => reading.read(),
    }),
    route({
      method: 'POST', path: '/operations/workers/:name/drain', operationId: 'drainWorker', summary: 'Let a worker take no more runs, finish what it has, and end', policy: policies['drain-worker'],
      params: WorkerParams, body: DrainBody, response: { 202: Type.Object({ state: Type.Literal('draining') }) },
      handler: async ({ params, body, actor, db, reply }) => { await db.tx((tx) => drainWorker(tx, actor, params.name, body)); reading.forget(); reply.status(202); return { state: 'draining' }; },
    }),
    route({
      method: 'POST', path: '/operations/workers/:name/start', operationId: 'startWorkerAgain', summary: 'Let a draining worker go on, or start another in the place of a drained one', policy: policies['drain-worker'],
      params: WorkerParams, response: { 202: Type.Object({ state: Type.Union([Type.Literal('goes-on'), Type.Literal('starts')]) }) },
      handler: async ({ params, actor, db, reply }) => { const state = await db.tx((tx) => startWorkerAgain(tx, actor, params.name)); reading.forget(); reply.status(202); return { state }; },
    }),
  ];
}

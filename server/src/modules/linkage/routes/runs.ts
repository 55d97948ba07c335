import { route, type Route } from '#kernel/route.ts';
import { selectDataset } from '#modules/catalog/index.ts';
import type { LinkagePorts } from '../linkage-ports.ts';
import { cancelRun } from '../operations/cancel-run.ts';
import { decideRun } from '../operations/decide-run.ts';
import { replayRun, startRun } from '../operations/start-run.ts';
import { policies } from '../policies.ts';
import { listLog } from '../reads/runs.sql.gen.ts';
import { listRunViews, selectRunView } from '../reads/runs.ts';
import { streamRun } from '../reads/stream-run.ts';
import { DecisionBody, LogList, ReplayBody, RunList, RunParams, RunQuery, RunView, SlugParams, StartRunBody } from '../schemas.ts';
import { ofDataset, ofRun } from './resources.ts';
import { Type } from 'typebox';

const PAGE = 50;

/** Runs: start, watch, stop, decide. */
export function runRoutes(ports: LinkagePorts): Route[] {
  return [
    route({
      method: 'POST', path: '/datasets/:slug/runs', operationId: 'startRun', summary: 'Start a run of a file or of a source', policy: policies['start-run'],
      params: SlugParams, body: StartRunBody, response: { 202: RunView }, resource: ofDataset,
      handler: async ({ params, body, actor, db, reply }) => {
        reply.status(202);
        return db.tx(async (tx) => selectRunView(tx, await startRun(tx, actor, { dataset: await selectDataset(tx, params.slug), ...body, trigger: 'person' })));
      },
    }),
    route({
      method: 'GET', path: '/runs', operationId: 'listRuns', summary: 'Runs, newest first', policy: policies['read-runs'],
      querystring: RunQuery, response: { 200: RunList },
      handler: async ({ query, db }) => db.read(async (tx) => {
        const dataset = query.dataset ? await selectDataset(tx, query.dataset) : null;
        const limit = query.limit ?? PAGE;
        const items = await listRunViews(tx, {
          ...(dataset && { datasetId: dataset.id }), ...(query.state && { states: query.state.split(',') }), ...(query.cursor && { before: Number(query.cursor) }), limit,
        });
        return { items, nextCursor: items.length === limit ? String(items.at(-1)?.id) : null };
      }),
    }),
    route({
      method: 'GET', path: '/runs/:id', operationId: 'getRun', summary: 'One run', policy: policies['read-runs'],
      params: RunParams, response: { 200: RunView },
      handler: async ({ params, db }) => db.read((tx) => selectRunView(tx, params.id)),
    }),
    route({
      method: 'GET', path: '/runs/:id/log', operationId: 'listRunLog', summary: 'Log of a run', policy: policies['read-runs'],
      params: RunParams, response: { 200: LogList },
      handler: async ({ params, db }) => db.read(async (tx) => ({ items: await listLog(tx, { run_id: (await selectRunView(tx, params.id)).id, after: 0 }) })),
    }),
    route({
      method: 'GET', path: '/runs/:id/events', operationId: 'streamRun', summary: 'A run as it goes on (server-sent events)', policy: policies['read-runs'],
      params: RunParams, response: { 200: Type.String({ description: 'text/event-stream: `run` and `log` events' }) }, stream: 'reply',
      handler: async ({ params, db, request, reply }) => {
        await db.read((tx) => selectRunView(tx, params.id));
        return streamRun(ports, params.id, request, reply);
      },
    }),
    route({
      method: 'POST', path: '/runs/:id/cancel', operationId: 'cancelRun', summary: 'Stop a run; the former release stays', policy: policies['start-run'],
      params: RunParams, response: { 200: RunView }, resource: ofRun,
      handler: async ({ params, actor, db }) => db.tx(async (tx) => { await cancelRun(tx, actor, params.id); return selectRunView(tx, params.id); }),
    }),
    route({
      method: 'POST', path: '/runs/:id/decision', operationId: 'decideRun', summary: 'Publish or reject a held run', policy: policies['decide-run'],
      params: RunParams, body: DecisionBody, response: { 200: RunView }, resource: ofRun,
      handler: async ({ params, body, actor, db }) => db.tx(async (tx) => { await decideRun(tx, actor, params.id, body); return selectRunView(tx, params.id); }),
    }),
    route({
      method: 'POST', path: '/runs/:id/replay', operationId: 'replayRun', summary: 'Put corrected quarantined rows into the next release', policy: policies['start-run'],
      params: RunParams, body: ReplayBody, response: { 202: RunView }, resource: ofRun,
      handler: async ({ params, body, actor, db, reply }) => {
        reply.status(202);
        return db.tx(async (tx) => selectRunView(tx, await replayRun(tx, actor, params.id, body.rawId, selectDataset)));
      },
    }),
  ];
}

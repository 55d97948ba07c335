import { route, type Route } from '#kernel/route.ts';
import { selectDataset } from '#modules/catalog/index.ts';
import type { LinkagePorts } from '../linkage-ports.ts';
import { BackfillAsked, BackfillDetail, BackfillList, BackfillPlan, PartitioningBody, PartitioningFound, PartitioningView } from '../partitions/schemas.ts';
import { listBackfillViews, selectBackfill, type BackfillOf } from '../partitions/read-backfills.ts';
import { findPartitioningView, removePartitioning, setPartitioning } from '../partitions/set-partitioning.ts';
import { planBackfill, startBackfill } from '../partitions/start-backfill.ts';
import { tellUncounted } from '../partitions/tell-uncounted.ts';
import { cancelBackfill, pauseBackfill, resumeBackfill, retryBackfill } from '../partitions/steer-backfill.ts';
import { policies } from '../policies.ts';
import type { Tx } from '#kernel/db.ts';
import type { Actor } from '#kernel/policy.ts';
import { selectSourceView } from '../reads/sources.ts';
import { PauseBody } from '../schedule/schemas.ts';
import { SlugParams, SourceParams } from '../schemas.ts';
import { ofDataset } from './resources.ts';

/** How datasets are divided into partitions, and reading partitions again. */
export const partitionRoutes = (ports: LinkagePorts): Route[] => [...partitioningRoutes(ports), ...backfillRoutes(ports), ...steeringRoutes];

const partitioningRoutes = (ports: LinkagePorts): Route[] => [
  route({
    method: 'GET', path: '/datasets/:slug/partitioning', operationId: 'getPartitioning', summary: 'How a dataset is divided into partitions, and what is promised of each', policy: policies['read-runs'],
    params: SlugParams, response: { 200: PartitioningFound },
    handler: ({ params, db }) => db.read(async (tx) => ({ partitioning: await findPartitioningView(tx, (await selectDataset(tx, params.slug)).id) })),
  }),
  route({
    method: 'PUT', path: '/datasets/:slug/partitioning', operationId: 'setPartitioning', summary: 'Divide a dataset into partitions by a column', policy: policies['manage-sources'],
    params: SlugParams, body: PartitioningBody, response: { 200: PartitioningView }, resource: ofDataset,
    handler: async ({ params, body, actor, db }) => {
      const { id } = await db.read((tx) => selectDataset(tx, params.slug));
      const view = await db.tx((tx) => setPartitioning(tx, actor, id, body));
      await tellUncounted(ports, id);
      return view;
    },
  }),
  route({
    method: 'DELETE', path: '/datasets/:slug/partitioning', operationId: 'removePartitioning', summary: 'Divide a dataset no longer', policy: policies['manage-sources'],
    params: SlugParams, response: { 200: PartitioningFound }, resource: ofDataset,
    handler: ({ params, actor, db }) => db.tx(async (tx) => { await removePartitioning(tx, actor, (await selectDataset(tx, params.slug)).id); return { partitioning: null }; }),
  }),
];

async function selectOf(tx: Tx, params: { slug: string; id: number }) {
  const datasetId = (await selectDataset(tx, params.slug)).id;
  return { datasetId, sourceId: (await selectSourceView(tx, datasetId, params.id)).id };
}

const backfillRoutes = (ports: LinkagePorts): Route[] => [
  route({
    method: 'POST', path: '/datasets/:slug/sources/:id/backfill-plans', operationId: 'planBackfill', summary: 'What a backfill would read, and about how long it takes', policy: policies['start-run'],
    params: SourceParams, body: BackfillAsked, response: { 200: BackfillPlan }, resource: ofDataset,
    handler: async ({ params, body, db }) => planBackfill(ports, await db.read((tx) => selectOf(tx, params)), body),
  }),
  route({
    method: 'POST', path: '/datasets/:slug/sources/:id/backfills', operationId: 'startBackfill', summary: 'Read partitions of a source again, behind all other work', policy: policies['start-run'],
    params: SourceParams, body: BackfillAsked, response: { 202: BackfillDetail }, resource: ofDataset,
    handler: async ({ params, body, actor, db, reply }) => {
      reply.status(202);
      return db.tx(async (tx) => {
        const of = await selectOf(tx, params);
        return selectBackfill(tx, { datasetId: of.datasetId, id: await startBackfill(tx, ports, actor, of, body) });
      });
    },
  }),
  route({
    method: 'GET', path: '/datasets/:slug/backfills', operationId: 'listBackfills', summary: 'Backfills of a dataset, newest first', policy: policies['read-runs'],
    params: SlugParams, response: { 200: BackfillList },
    handler: ({ params, db }) => db.read(async (tx) => ({ items: await listBackfillViews(tx, (await selectDataset(tx, params.slug)).id) })),
  }),
  route({
    method: 'GET', path: '/datasets/:slug/backfills/:id', operationId: 'getBackfill', summary: 'A backfill with each partition and what became of it', policy: policies['read-runs'],
    params: SourceParams, response: { 200: BackfillDetail },
    handler: ({ params, db }) => db.read(async (tx) => selectBackfill(tx, { datasetId: (await selectDataset(tx, params.slug)).id, id: params.id })),
  }),
];

async function steered(tx: Tx, params: { slug: string; id: number }, deed: (of: BackfillOf) => Promise<void>): Promise<BackfillDetail> {
  const of = { datasetId: (await selectDataset(tx, params.slug)).id, id: params.id };
  await deed(of);
  return selectBackfill(tx, of);
}

const deed = (verb: string, operationId: string, summary: string, act: (tx: Tx, actor: Actor, of: BackfillOf) => Promise<void>): Route => route({
  method: 'POST', path: `/datasets/:slug/backfills/:id/${verb}`, operationId, summary, policy: policies['start-run'],
  params: SourceParams, response: { 200: BackfillDetail }, resource: ofDataset,
  handler: ({ params, actor, db }) => db.tx((tx) => steered(tx, params, (of) => act(tx, actor, of))),
});

const steeringRoutes: Route[] = [
  route({
    method: 'POST', path: '/datasets/:slug/backfills/:id/pause', operationId: 'pauseBackfill', summary: 'Stop a backfill for a while, with the reason', policy: policies['start-run'],
    params: SourceParams, body: PauseBody, response: { 200: BackfillDetail }, resource: ofDataset,
    handler: ({ params, body, actor, db }) => db.tx((tx) => steered(tx, params, (of) => pauseBackfill(tx, actor, of, body.reason))),
  }),
  deed('resume', 'resumeBackfill', 'Let a paused backfill go on', resumeBackfill),
  deed('cancel', 'cancelBackfill', 'End a backfill; what was read stays', cancelBackfill),
  deed('retry', 'retryBackfill', 'Read the partitions again whose runs ended badly', retryBackfill),
];

import { route, type Route } from '#kernel/route.ts';
import { selectDataset } from '#modules/catalog/index.ts';
import type { LinkagePorts } from '../linkage-ports.ts';
import { createSource, testSource } from '../operations/create-source.ts';
import { listSources } from '../operations/source.sql.gen.ts';
import { policies } from '../policies.ts';
import { selectLinkageFacts, viewSource } from '../reads/linkage-facts.ts';
import { LinkageFacts, SlugParams, SourceBody, SourceList, SourceParams, SourceView, TestResult } from '../schemas.ts';

/** Sources of a dataset, and what linkage knows of it. */
export function sourceRoutes(ports: LinkagePorts): Route[] {
  return [
    route({
      method: 'GET', path: '/datasets/:slug/linkage', operationId: 'getLinkage', summary: 'Contract, sources and last run of a dataset', policy: policies['read-runs'],
      params: SlugParams, response: { 200: LinkageFacts },
      handler: async ({ params, db }) => db.read(async (tx) => selectLinkageFacts(tx, (await selectDataset(tx, params.slug)).id)),
    }),
    route({
      method: 'GET', path: '/datasets/:slug/sources', operationId: 'listSources', summary: 'Sources of a dataset', policy: policies['read-runs'],
      params: SlugParams, response: { 200: SourceList },
      handler: async ({ params, db }) => db.read(async (tx) => {
        const rows = await listSources(tx, { dataset_id: (await selectDataset(tx, params.slug)).id });
        return { items: rows.map(viewSource) };
      }),
    }),
    route({
      method: 'POST', path: '/datasets/:slug/sources', operationId: 'createSource', summary: 'Set up a source: folder, HTTP address or PostgreSQL', policy: policies['manage-sources'],
      params: SlugParams, body: SourceBody, response: { 201: SourceView },
      handler: async ({ params, body, actor, db, reply }) => {
        reply.status(201);
        return db.tx(async (tx) => createSource(tx, ports, actor, (await selectDataset(tx, params.slug)).id, body));
      },
    }),
    route({
      method: 'POST', path: '/datasets/:slug/sources/:id/test', operationId: 'testSource', summary: 'Try to reach a source and say what was found', policy: policies['manage-sources'],
      params: SourceParams, response: { 200: TestResult },
      handler: async ({ params, db }) => testSource(ports, await db.read(async (tx) => ({ datasetId: (await selectDataset(tx, params.slug)).id, id: params.id }))),
    }),
  ];
}

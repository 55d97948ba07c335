import { route, type Route } from '#kernel/route.ts';
import { selectDataset } from '#modules/catalog/index.ts';
import type { LinkagePorts } from '../linkage-ports.ts';
import { changeSource } from '../operations/change-source.ts';
import { createSource } from '../operations/create-source.ts';
import { previewSource, SourcePreview } from '../operations/preview-source.ts';
import { retireSource } from '../operations/retire-source.ts';
import { testSource } from '../operations/test-source.ts';
import { policies } from '../policies.ts';
import { selectLinkageFacts } from '../reads/linkage-facts.ts';
import { SourceKindList, viewSourceKinds } from '../reads/source-kinds.ts';
import { listSourceViews, selectSourceDetail } from '../reads/sources.ts';
import { ofDataset } from './resources.ts';
import { LinkageFacts, RetireBody, SlugParams, SourceBody, SourceChange, SourceDetail, SourceList, SourceParams, SourceQuery, SourceView, TestResult } from '../schemas.ts';

/** Sources of a dataset, and what linkage knows of it. */
export function sourceRoutes(ports: LinkagePorts): Route[] {
  return [
    route({
      method: 'GET', path: '/source-kinds', operationId: 'listSourceKinds', summary: 'Kinds of source, what to prepare for each, and their settings', policy: policies['read-runs'],
      response: { 200: SourceKindList },
      handler: async () => ({ items: viewSourceKinds(ports) }),
    }),
    route({
      method: 'GET', path: '/datasets/:slug/linkage', operationId: 'getLinkage', summary: 'Contract, sources and last run of a dataset', policy: policies['read-runs'],
      params: SlugParams, response: { 200: LinkageFacts },
      handler: async ({ params, db }) => db.read(async (tx) => selectLinkageFacts(tx, (await selectDataset(tx, params.slug)).id)),
    }),
    route({
      method: 'GET', path: '/datasets/:slug/sources', operationId: 'listSources', summary: 'Sources of a dataset', policy: policies['read-runs'],
      params: SlugParams, querystring: SourceQuery, response: { 200: SourceList },
      handler: async ({ params, query, db }) => db.read(async (tx) => ({ items: await listSourceViews(tx, (await selectDataset(tx, params.slug)).id, { retired: query.retired ?? false }) })),
    }),
    route({
      method: 'POST', path: '/datasets/:slug/sources', operationId: 'createSource', summary: 'Set up a source of one of the kinds', policy: policies['manage-sources'],
      params: SlugParams, body: SourceBody, response: { 201: SourceView }, resource: ofDataset,
      handler: async ({ params, body, actor, db, reply }) => {
        reply.status(201);
        return db.tx(async (tx) => createSource(tx, ports, actor, (await selectDataset(tx, params.slug)).id, body));
      },
    }),
    route({
      method: 'GET', path: '/datasets/:slug/sources/:id', operationId: 'getSource', summary: 'A source with its settings, secrets left out', policy: policies['manage-sources'],
      params: SourceParams, response: { 200: SourceDetail }, resource: ofDataset,
      handler: async ({ params, db }) => db.read(async (tx) => selectSourceDetail(tx, ports, (await selectDataset(tx, params.slug)).id, params.id)),
    }),
    route({
      method: 'PATCH', path: '/datasets/:slug/sources/:id', operationId: 'changeSource', summary: 'Change name or settings of a source; secrets stay unless given anew', policy: policies['manage-sources'],
      params: SourceParams, body: SourceChange, response: { 200: SourceView }, resource: ofDataset,
      handler: async ({ params, body, actor, db }) => db.tx(async (tx) => changeSource(tx, ports, actor, (await selectDataset(tx, params.slug)).id, params.id, body)),
    }),
    route({
      method: 'POST', path: '/datasets/:slug/sources/:id/retire', operationId: 'retireSource', summary: 'Retire a source: kept for history, no new runs', policy: policies['manage-sources'],
      params: SourceParams, body: RetireBody, response: { 200: SourceView }, resource: ofDataset,
      handler: async ({ params, body, actor, db }) => db.tx(async (tx) => retireSource(tx, actor, (await selectDataset(tx, params.slug)).id, params.id, body)),
    }),
    route({
      method: 'POST', path: '/datasets/:slug/sources/:id/preview', operationId: 'previewSource', summary: 'The first rows of a source, decoded and masked; the sample is kept', policy: policies['manage-sources'],
      params: SourceParams, response: { 200: SourcePreview }, resource: ofDataset,
      handler: async ({ params, actor, db }) => previewSource(ports, actor, { dataset: await db.read((tx) => selectDataset(tx, params.slug)), sourceId: params.id }),
    }),
    route({
      method: 'POST', path: '/datasets/:slug/sources/:id/test', operationId: 'testSource', summary: 'Try to reach a source and say what was found', policy: policies['manage-sources'],
      params: SourceParams, response: { 200: TestResult }, resource: ofDataset,
      handler: async ({ params, db }) => testSource(ports, await db.read(async (tx) => ({ datasetId: (await selectDataset(tx, params.slug)).id, id: params.id }))),
    }),
  ];
}

import { Type } from 'typebox';
import { route, type Route } from '#kernel/route.ts';
import { cancelHarvestJob, decideHarvestJob, startHarvestJob } from './operations/drive-job.ts';
import { changeHarvestSource, createHarvestSource } from './operations/keep-source.ts';
import { policies } from './policies.ts';
import type { HarvestPorts } from './ports.ts';
import { listEntries, listJobs, listLosses, listSources, selectJob, selectSource } from './reads/sources.ts';
import { templateRoutes } from './template/routes.ts';
import { decisionBody, entrySchema, jobSchema, newSourceSchema, sourceChangesSchema, sourceSchema } from './schemas.ts';

const idParams = Type.Object({ id: Type.Integer({ minimum: 1 }) });
const lossesSchema = Type.Object({
  missing: Type.Array(Type.Object({ remoteId: Type.String(), slug: Type.String() })),
  files: Type.Array(Type.Object({ slug: Type.String(), name: Type.String(), url: Type.String(), th: Type.String(), en: Type.String() })),
});

/** Sources: where records come from. */
const sourceRoutes = ({ publicUrl }: HarvestPorts): Route[] => [
  route({
    method: 'GET', path: '/harvest/sources', operationId: 'listHarvestSources', summary: 'Catalogues that are harvested, each with its last job', policy: policies['read-sources'], response: { 200: Type.Object({ items: Type.Array(sourceSchema) }) },
    handler: ({ db }) => db.read(async (tx) => ({ items: await listSources(tx) })),
  }),
  route({
    method: 'POST', path: '/harvest/sources', operationId: 'createHarvestSource', summary: 'Set up a catalogue to harvest', policy: policies['change-source'], body: newSourceSchema, response: { 201: sourceSchema },
    handler: async ({ db, who, body, reply }) => { const made = await db.tx((tx) => createHarvestSource(tx, who, body, publicUrl)); reply.status(201); return made; },
  }),
  route({
    method: 'GET', path: '/harvest/sources/:id', operationId: 'getHarvestSource', summary: 'A harvested catalogue with its jobs', policy: policies['read-sources'], params: idParams, response: { 200: Type.Object({ source: sourceSchema, jobs: Type.Array(jobSchema) }) },
    handler: ({ db, params }) => db.read(async (tx) => ({ source: await selectSource(tx, params.id), jobs: await listJobs(tx, params.id) })),
  }),
  route({
    method: 'PATCH', path: '/harvest/sources/:id', operationId: 'changeHarvestSource', summary: 'Change a harvested catalogue', policy: policies['change-source'], params: idParams, body: sourceChangesSchema, response: { 200: sourceSchema },
    handler: ({ db, who, params, body }) => db.tx((tx) => changeHarvestSource(tx, who, params.id, body)),
  }),
  route({
    method: 'POST', path: '/harvest/sources/:id/jobs', operationId: 'startHarvestJob', summary: 'Harvest now', policy: policies['start-job'], params: idParams, response: { 201: jobSchema },
    handler: async ({ db, who, params, reply }) => { const made = await db.tx((tx) => startHarvestJob(tx, who, params.id)); reply.status(201); return made; },
  }),
];

/** Jobs: what came, what did not, and why. */
const jobRoutes: Route[] = [
  route({
    method: 'GET', path: '/harvest/jobs/:id', operationId: 'getHarvestJob', summary: 'A harvest with its figures', policy: policies['read-sources'], params: idParams, response: { 200: jobSchema },
    handler: ({ db, params }) => db.read((tx) => selectJob(tx, params.id)),
  }),
  route({
    method: 'GET', path: '/harvest/jobs/:id/entries', operationId: 'listHarvestEntries', summary: 'What became of each object', policy: policies['read-sources'], params: idParams,
    querystring: Type.Object({ outcome: Type.Optional(Type.String({ maxLength: 20 })), remarked: Type.Optional(Type.Boolean()), cursor: Type.Optional(Type.String({ maxLength: 3_000 })), limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000 })) }),
    response: { 200: Type.Object({ items: Type.Array(entrySchema), nextCursor: Type.Union([Type.String(), Type.Null()]) }) },
    handler: ({ db, params, query }) => db.read(async (tx) => { await selectJob(tx, params.id); return listEntries(tx, params.id, query); }),
  }),
  route({
    method: 'GET', path: '/harvest/jobs/:id/losses', operationId: 'listHarvestLosses', summary: 'What a held job would withdraw, and which files could not come', policy: policies['read-sources'], params: idParams, response: { 200: lossesSchema },
    handler: ({ db, params }) => db.read(async (tx) => listLosses(tx, await selectJob(tx, params.id))),
  }),
  route({
    method: 'POST', path: '/harvest/jobs/:id/decision', operationId: 'decideHarvestJob', summary: 'Decide about a harvest that was held', policy: policies['decide-job'], params: idParams, body: decisionBody, response: { 200: jobSchema },
    handler: ({ db, who, params, body }) => db.tx((tx) => decideHarvestJob(tx, who, params.id, body)),
  }),
  route({
    method: 'POST', path: '/harvest/jobs/:id/cancel', operationId: 'cancelHarvestJob', summary: 'Stop a harvest; what it has taken stays', policy: policies['start-job'], params: idParams, response: { 200: jobSchema },
    handler: ({ db, who, params }) => db.tx((tx) => cancelHarvestJob(tx, who, params.id)),
  }),
];

export const routes = (ports: HarvestPorts): Route[] => [...sourceRoutes(ports), ...jobRoutes, ...templateRoutes];

import { Type } from 'typebox';
import { systemClock } from '#kernel/clock.ts';
import type { ModulePart } from '#kernel/module.ts';
import { route } from '#kernel/route.ts';
import { policies } from '../policies.ts';
import type { RegistryPorts } from '../ports.ts';
import { setUpstreamCredential } from './credential.ts';
import { fetchServiceDocument } from './fetch-document.ts';
import { moveDataService } from './move-service.ts';
import { publishServiceVersion } from './publish-version.ts';
import { checkServiceDocument, compareServiceVersions, getDataService, getServiceDocument, listDataServices } from './read-services.ts';
import { retireSunsetJob } from './retire-sunset.ts';
import { checkUpstream } from './rules.ts';
import { changeDataService, createDataService } from './save-service.ts';
import {
  AnyDocument, ChangedService, CheckedService, Comparison, ComparisonQuery, Credential, DocumentAsked, DocumentText, DocumentUrl, NewService, NewServiceVersion, ServiceList, ServiceMove, ServicePage, ServiceParams, ServiceSaid,
  ServicesQuery, VersionParams, VersionSaid,
} from './schemas.ts';

const now = () => systemClock.now();
const { 'read-services': read, 'keep-services': keep, 'check-document': check } = policies;

export function servicesPart(ports: RegistryPorts): ModulePart {
  const checked = async <B extends { upstreamUrl?: string | null }>(body: B): Promise<B> => ({ ...body, upstreamUrl: body.upstreamUrl ? await checkUpstream(body.upstreamUrl, ports) : null });
  return { routes: [...reading(ports), ...checking(ports), ...keeping(ports, checked)], jobs: [retireSunsetJob] };
}

const reading = (ports: RegistryPorts) => [
  route({
    method: 'GET', path: '/exchange/services', operationId: 'listDataServices', summary: 'The catalogue of data services', policy: read, querystring: ServicesQuery, response: { 200: ServiceList },
    handler: ({ db, who, query }) => db.read((tx) => listDataServices(tx, who, query)),
  }),
  route({
    method: 'GET', path: '/exchange/services/:slug', operationId: 'getDataService', summary: 'A data service: operations, versions, who offers it', policy: read, params: ServiceParams, response: { 200: ServicePage },
    handler: ({ db, who, params }) => db.read((tx) => getDataService(tx, who, params.slug, ports.publicUrl)),
  }),
  route({
    method: 'GET', path: '/exchange/services/:slug/openapi.json', operationId: 'downloadServiceDocument', summary: 'The OpenAPI document in force', policy: read, params: ServiceParams, response: { 200: AnyDocument },
    handler: ({ db, who, params }) => db.read((tx) => getServiceDocument(tx, who, params.slug, null, ports.publicUrl)),
  }),
  route({
    method: 'GET', path: '/exchange/services/:slug/versions/:version', operationId: 'getServiceDocument', summary: 'The OpenAPI document of a version', policy: read, params: VersionParams, response: { 200: AnyDocument },
    handler: ({ db, who, params }) => db.read((tx) => getServiceDocument(tx, who, params.slug, params.version, ports.publicUrl)),
  }),
  route({
    method: 'GET', path: '/exchange/services/:slug/comparison', operationId: 'getServiceComparison', summary: 'What is different between two versions', policy: read, params: ServiceParams, querystring: ComparisonQuery, response: { 200: Comparison },
    handler: ({ db, who, params, query }) => db.read((tx) => compareServiceVersions(tx, who, params.slug, query.from, query.to)),
  }),
];

const checking = (ports: RegistryPorts) => [
  route({
    method: 'POST', path: '/exchange/document-checks', operationId: 'checkServiceDocument', summary: 'Check an OpenAPI document before it is imported', policy: check, body: DocumentAsked, response: { 200: CheckedService },
    handler: ({ db, who, body }) => db.read((tx) => checkServiceDocument(tx, who, body)),
  }),
  route({
    method: 'POST', path: '/exchange/document-fetches', operationId: 'fetchServiceDocument', summary: 'Fetch an OpenAPI document from a web address', policy: check, body: DocumentUrl, response: { 200: DocumentText },
    handler: ({ body }) => fetchServiceDocument(body.url, ports.rules),
  }),
];

const keeping = (ports: RegistryPorts, checked: <B extends { upstreamUrl?: string | null }>(body: B) => Promise<B>) => [
  route({
    method: 'POST', path: '/exchange/services', operationId: 'createDataService', summary: 'Offer a data service, as a draft', policy: keep, body: NewService, response: { 201: ServicePage },
    handler: async ({ db, who, body, reply }) => {
      const { document, ...draft } = await checked(body);
      await db.tx(async (tx) => {
        await createDataService(tx, who, draft, now());
        if (document !== undefined) await publishServiceVersion(tx, who, draft.slug, { document }, now());
      });
      reply.status(201);
      return db.read((tx) => getDataService(tx, who, draft.slug, ports.publicUrl));
    },
  }),
  route({
    method: 'PUT', path: '/exchange/services/:slug', operationId: 'changeDataService', summary: 'Change what is said of a data service, with the reason', policy: keep, params: ServiceParams, body: ChangedService, response: { 200: ServiceSaid },
    handler: async ({ db, who, params, body }) => { const asked = await checked(body); return db.tx((tx) => changeDataService(tx, who, params.slug, asked, now())); },
  }),
  route({
    method: 'POST', path: '/exchange/services/:slug/moves', operationId: 'moveDataService', summary: 'Move a data service on: test, live, deprecated, retired', policy: keep, params: ServiceParams, body: ServiceMove, response: { 200: ServiceSaid },
    handler: ({ db, who, params, body }) => db.tx((tx) => moveDataService(tx, who, params.slug, body, now())),
  }),
  route({
    method: 'POST', path: '/exchange/services/:slug/versions', operationId: 'publishServiceVersion', summary: 'Take an OpenAPI document as the next version', policy: keep, params: ServiceParams, body: NewServiceVersion, response: { 201: VersionSaid },
    handler: async ({ db, who, params, body, reply }) => { reply.status(201); return db.tx((tx) => publishServiceVersion(tx, who, params.slug, body, now())); },
  }),
  route({
    method: 'PUT', path: '/exchange/services/:slug/credential', operationId: 'setUpstreamCredential', summary: 'Say how the gateway signs in at the upstream', policy: keep, params: ServiceParams, body: Credential, response: { 204: Type.Null() },
    handler: async ({ db, who, params, body, reply }) => {
      if (body.credential?.kind === 'oauth2') await checkUpstream(body.credential.tokenUrl, ports, '/credential/tokenUrl');
      await db.tx((tx) => setUpstreamCredential(tx, who, ports.masterKey, params.slug, body.credential, now()));
      reply.status(204);
      return null;
    },
  }),
];

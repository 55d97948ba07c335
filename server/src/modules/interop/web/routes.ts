import { Readable } from 'node:stream';
import type { Database } from '#kernel/db.ts';
import { route, type Route } from '#kernel/route.ts';
import { answer } from '../answer.ts';
import { findRecords, selectVisible } from '../catalogue/find-records.ts';
import { dataPackageOf } from '../frictionless/data-package.ts';
import { policies } from '../policies.ts';
import type { Faces } from '../ports.ts';
import { documentSchema, reading, slugParams } from '../route-of.ts';
import { podDatasetOf, podHead } from './data-json.ts';
import { schemaOrgOf } from './schema-org.ts';
import { apiCatalogOf } from './well-known.ts';

/** Documents about datasets that search engines, other portals and programs look for. */
export function webRoutes(faces: Faces): Route[] {
  const { at, terms } = faces;
  const lead = (path: string, operationId: string, summary: string, to: string) => reading({ path, operationId, summary, handler: async ({ reply }) => reply.redirect(to, 303) });
  return [
    reading({
      path: '/dataset/:slug/datapackage.json', operationId: 'exportDataPackage', summary: 'A dataset as a Frictionless data package', params: slugParams,
      handler: async ({ db, params, request, reply }) => answer(request, reply, 'application/json; charset=utf-8', dataPackageOf(await db.read((tx) => selectVisible(tx, params.slug)), at, terms)),
    }),
    route({
      method: 'GET', path: '/catalogue/records/:slug/schema-org', operationId: 'getSchemaOrg', summary: 'A dataset in the words of schema.org, to stand in its page', policy: policies['read-catalogue'],
      params: slugParams, response: { 200: documentSchema }, stream: 'reply',
      handler: async ({ db, params, request, reply }) => answer(request, reply, 'application/ld+json', schemaOrgOf(await db.read((tx) => selectVisible(tx, params.slug)), at, terms)),
    }),
    reading({
      path: '/data.json', operationId: 'streamDataJson', summary: 'The catalogue as data.json (DCAT-US 1.1)',
      handler: async ({ db, reply }) => reply.type('application/json; charset=utf-8').header('cache-control', 'no-cache').send(Readable.from(podDocument(faces, db))),
    }),
    reading({ path: '/.well-known/api-catalog', operationId: 'getApiCatalog', summary: 'What programs can talk to here (RFC 9727)', handler: async ({ request, reply }) => answer(request, reply, 'application/linkset+json', apiCatalogOf(at)) }),
    lead('/.well-known/void', 'getVoid', 'Where the catalogue is, for readers of linked data (VoID)', at.catalogue),
    lead('/.well-known/dcat', 'getDcat', 'Where the catalogue is, for readers of DCAT', at.catalogue),
  ];
}

const AT_ONCE = 100;

/** The document piece by piece; each page of datasets is read when the reader has taken the one before. */
async function* podDocument({ at, terms }: Faces, db: Database): AsyncGenerator<string> {
  yield `${podHead(at)},"dataset":[`;
  for (let offset = 0, total = 1; offset < total; offset += AT_ONCE) {
    const page = await db.read((tx) => findRecords(tx, { limit: AT_ONCE, offset }));
    total = page.total;
    const text = page.records.map((record) => JSON.stringify(podDatasetOf(record, at, terms))).join(',\n');
    yield offset === 0 || text === '' ? text : `,\n${text}`;
  }
  yield ']}';
}

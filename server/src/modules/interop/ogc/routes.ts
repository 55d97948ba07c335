import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import type { Route } from '#kernel/route.ts';
import { answer } from '../answer.ts';
import { listCollections } from '../features/collection.sql.gen.ts';
import { selectCollection } from '../features/select-collection.ts';
import type { Faces } from '../ports.ts';
import { ogcReading } from '../route-of.ts';
import { describeApi } from './api-description.ts';
import { catalogueOf, CATALOGUE, collectionOf, conformsTo, JSON_TYPE, landingOf, OPENAPI } from './documents.ts';
import { assertForm, assertKnown, MOST, readPage } from './query.ts';

export const formQuery = Type.Object({ f: Type.Optional(Type.String({ description: 'json' })) }, { additionalProperties: true });
export const pagedQuery = Type.Object({ ...formQuery.properties, limit: Type.Optional(Type.Integer({ minimum: 1, default: 100, description: 'At most 1,000 are given' })), offset: Type.Optional(Type.Integer({ minimum: 0 })) }, { additionalProperties: true });
export const collectionParams = Type.Object({ slug: Type.String({ pattern: '^[a-z0-9][a-z0-9-]{0,62}$', description: 'A collection' }) });

/** What the service is, what it keeps, and what it holds. */
export function ogcRoutes(faces: Faces): Route[] {
  const { at } = faces;
  const plain = (path: string, operationId: string, summary: string, document: (request: FastifyRequest, reply: FastifyReply) => unknown) => ogcReading({
    path, operationId, summary, querystring: formQuery,
    handler: async ({ query, request, reply }) => { assertForm(query); assertKnown(query, ['f']); return document(request, reply); },
  });
  return [
    plain('/ogc', 'getOgcLanding', 'OGC API: where everything is', (request, reply) => answer(request, reply, JSON_TYPE, landingOf(at))),
    plain('/ogc/conformance', 'getOgcConformance', 'OGC API: which classes of requirements are kept', (request, reply) => answer(request, reply, JSON_TYPE, { conformsTo })),
    plain('/ogc/api', 'getOgcApi', 'OGC API: its description in OpenAPI 3.0', (request, reply) => answer(request, reply, OPENAPI, describeApi(request.server, at.base))),
    ogcReading({
      path: '/ogc/collections', operationId: 'listOgcCollections', summary: 'OGC API: the catalogue, and datasets whose rows lie on a map', querystring: pagedQuery,
      handler: async ({ db, query, request, reply }) => {
        assertForm(query);
        assertKnown(query, ['f', 'limit', 'offset']);
        // The list has no pages in the standard; a client that asks for none gets as many as there may be.
        const { limit, offset } = readPage({ limit: MOST, ...query });
        const rows = await db.read((tx) => listCollections(tx, { slug: null, limit, offset }));
        const total = rows[0]?.total ?? 0;
        const here = at.ogc('/collections');
        const next = offset + limit < total ? [{ href: `${here}?limit=${limit}&offset=${offset + limit}`, rel: 'next', type: 'application/json' }] : [];
        const collections = [...offset === 0 ? [catalogueOf(at)] : [], ...rows.map((row) => collectionOf(at, row))];
        return answer(request, reply, JSON_TYPE, { links: [{ href: here, rel: 'self', type: 'application/json' }, ...next], numberMatched: total + 1, numberReturned: collections.length, collections });
      },
    }),
    ogcReading({
      path: '/ogc/collections/:slug', operationId: 'getOgcCollection', summary: 'OGC API: one collection', params: collectionParams, querystring: formQuery,
      handler: async ({ db, params, query, request, reply }) => {
        assertForm(query);
        assertKnown(query, ['f']);
        const document = params.slug === CATALOGUE ? catalogueOf(at) : collectionOf(at, await db.read((tx) => selectCollection(tx, params.slug)));
        return answer(request, reply, JSON_TYPE, document);
      },
    }),
  ];
}

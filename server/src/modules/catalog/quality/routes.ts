import { Type } from 'typebox';
import { route, type Route } from '#kernel/route.ts';
import { policies } from '../metadata/policies.ts';
import { readQuality, readQualityOverview } from './read-quality.ts';
import { overviewQuerySchema, overviewSchema, qualitySchema } from './schemas.ts';

/** What was found of one record, and of all. */
export const qualityRoutes: Route[] = [
  route({
    method: 'GET', path: '/catalogue/records/:slug/quality', operationId: 'getRecordQuality', summary: 'Grade of a record, the seven dimensions, and the reason and next step of each lost point', policy: policies['read-catalogue'],
    params: Type.Object({ slug: Type.String({ maxLength: 100 }) }), response: { 200: qualitySchema }, handler: ({ db, params }) => db.read((tx) => readQuality(tx, params.slug)),
  }),
  route({
    method: 'GET', path: '/catalogue/quality', operationId: 'getCatalogueQuality', summary: 'Quality of all records that whoever asks reaches, by grade, dimension and agency', policy: policies['read-catalogue'],
    querystring: overviewQuerySchema, response: { 200: overviewSchema },
    handler: ({ db, query }) => db.read((tx) => readQualityOverview(tx, { published: query.published ?? true, agency: query.agency ?? null, grade: query.grade ?? null })),
  }),
];

import { Type } from 'typebox';
import type { Decision } from '#kernel/decider.ts';
import type { Ask, Route } from '#kernel/route.ts';
import { noteUse } from '#kernel/used.ts';
import { findDataset } from '#modules/catalog/index.ts';
import { currentRelease, type ReleaseColumn } from '#modules/lake/index.ts';
import { answer, answerPieces } from '../answer.ts';
import { ogcRecordOf } from '../ogc/record.ts';
import { recordItems, selectRecordItem, type RecordsFound } from '../ogc/record-items.ts';
import { problem } from '../errors.ts';
import { CATALOGUE, GEO_JSON, itemOf, itemsOf } from '../ogc/documents.ts';
import { assertForm, assertKnown } from '../ogc/query.ts';
import { collectionParams, formQuery, pagedQuery } from '../ogc/routes.ts';
import { policies } from '../policies.ts';
import type { Faces } from '../ports.ts';
import { shapedWithBreath } from '../rdf/breath.ts';
import { jsonPieces } from '../rdf/json-pieces.ts';
import { ogcReading } from '../route-of.ts';
import { readFeature, readFeatures, type FeatureSource } from './items.ts';
import type { Geometry } from './geometry.ts';
import { selectCollection } from './select-collection.ts';

const itemParams = Type.Object({ ...collectionParams.properties, itemId: Type.String({ minLength: 1, maxLength: 400 }) });
const text = (description: string) => Type.Optional(Type.String({ maxLength: 2000, description }));
const itemsQuery = Type.Object({
  ...pagedQuery.properties, bbox: text('west,south,east,north in degrees (CRS84)'), datetime: text('A day or an instant of the common era, or two with / between; .. is open'), q: text('Records: words; a comma between means or'),
  type: text('Records: dataset'), ids: text('Records: names, commas between'), externalIds: text('Records: uuid, commas between'), data_type: text('Records: code of the dataset type, 1 to 9'),
}, { additionalProperties: true, description: 'Of a dataset also each column that is shown as it is, by its name' });

/** Items of every collection: records of the catalogue, and rows of datasets. */
export function itemRoutes(faces: Faces): Route[] {
  const { at, lake } = faces;
  return [
    ogcReading({
      path: '/ogc/collections/:slug/items', operationId: 'listOgcItems', summary: 'OGC API: records of the catalogue or rows of a dataset, by box, time and values', params: collectionParams, querystring: itemsQuery,
      handler: async (ask) => {
        const { params: { slug }, query, request, reply, db } = ask;
        assertForm(query);
        const page = slug === CATALOGUE ? recordsShown(faces, await db.read((tx) => recordItems(tx, query))) : readFeatures(lake, await sourceOf(ask), query);
        return answerPieces(request, reply, GEO_JSON, jsonPieces(itemsOf(at, slug, query, await page)));
      },
    }),
    ogcReading({
      path: '/ogc/collections/:slug/items/:itemId', operationId: 'getOgcItem', summary: 'OGC API: one record or row', params: itemParams, querystring: formQuery,
      handler: async (ask) => {
        const { params: { slug, itemId }, query, request, reply, db } = ask;
        assertForm(query);
        assertKnown(query, ['f']);
        if (slug === CATALOGUE) {
          const record = await db.read((tx) => selectRecordItem(tx, itemId));
          noteUse(request, record.slug, 'apiCalls');
          return answer(request, reply, GEO_JSON, itemOf(at, slug, ogcRecordOf(record, faces)));
        }
        const feature = await readFeature(lake, await sourceOf(ask), itemId);
        if (!feature) throw problem('feature-not-found', { id: itemId });
        return answer(request, reply, GEO_JSON, itemOf(at, slug, feature));
      },
    }),
    ogcReading({
      path: '/ogc/collections/:slug/queryables', operationId: 'getOgcQueryables', summary: 'OGC API: what the items of a dataset can be asked for', params: collectionParams, querystring: formQuery,
      handler: async (ask) => {
        assertForm(ask.query);
        assertKnown(ask.query, ['f']);
        const { release, decision } = await sourceOf(ask);
        return answer(ask.request, ask.reply, 'application/schema+json', queryablesOf(`${at.ogc(`/collections/${ask.params.slug}`)}/queryables`, release.columns.filter((column) => isGiven(column, decision))));
      },
    }),
  ];
}

async function recordsShown(faces: Faces, { records, ...page }: RecordsFound) {
  return { ...page, features: await shapedWithBreath(records, (record) => ogcRecordOf(record, faces)) };
}

const isGiven = ({ name, shown, companionOf }: ReleaseColumn, { columns = [] }: Decision) => shown === 'clear' && companionOf === null && (columns === 'all' || columns.includes(name));

/** The current release of a dataset that whoever asks finds, with what the decider gives of it. Found first: nobody learns of what they may not see. */
async function sourceOf({ db, params, decide }: Ask<{ slug: string }, any, any>): Promise<FeatureSource> {
  const { collection, release } = await db.read(async (tx) => {
    const found = await selectCollection(tx, params.slug);
    const dataset = await findDataset(tx, params.slug);
    return { collection: found, release: dataset && await currentRelease(tx, dataset.id) };
  });
  if (!release) throw problem('collection-not-found', { slug: params.slug });
  return { release, geometry: collection.geometry as Geometry, timeColumn: collection.time_column, decision: await decide(policies['read-features'], { kind: 'dataset', id: params.slug }) };
}

const SCHEMA_TYPES: Record<string, object> = { integer: { type: 'integer' }, decimal: { type: 'number' }, boolean: { type: 'boolean' }, date: { type: 'string', format: 'date' }, timestamp: { type: 'string', format: 'date-time' } };

function queryablesOf(id: string, columns: readonly ReleaseColumn[]): object {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema', $id: id, type: 'object', additionalProperties: false,
    properties: Object.fromEntries(columns.map(({ name, titleTh, titleEn, type }) => [name, { title: titleTh, description: titleEn, ...SCHEMA_TYPES[type] ?? { type: 'string' } }])),
  };
}

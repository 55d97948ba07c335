import { Type } from 'typebox';
import { route, type Route } from '#kernel/route.ts';
import { addDictionaryTerm, listDictionary, removeDictionaryTerm } from './change-dictionary.ts';
import { policies } from './policies.ts';
import { LONGEST_QUERY } from './read-query.ts';
import { dictionaryTermSchema, newDictionaryTermSchema, searchQuerySchema, searchResultSchema, suggestionsSchema } from './schemas.ts';
import { searchCatalogue } from './search-catalogue.ts';
import { suggest } from './suggest.ts';

export const searchRoutes: Route[] = [
  route({
    method: 'GET', path: '/catalogue/search', operationId: 'searchCatalogue', summary: 'Datasets that are found by words and filters, with counts by field', policy: policies['search-catalogue'],
    querystring: searchQuerySchema, response: { 200: searchResultSchema },
    handler: ({ db, query }) => db.read((tx) => searchCatalogue(tx, query)),
  }),
  route({
    method: 'GET', path: '/catalogue/suggestions', operationId: 'suggestDatasets', summary: 'Datasets and queries for what is typed so far', policy: policies['search-catalogue'],
    querystring: Type.Object({ q: Type.String({ maxLength: LONGEST_QUERY }) }), response: { 200: suggestionsSchema },
    handler: ({ db, query }) => db.read((tx) => suggest(tx, query.q)),
  }),
  route({
    method: 'GET', path: '/catalogue/dictionary', operationId: 'listDictionary', summary: 'Words that search finds whole, and what means the same', policy: policies['read-dictionary'],
    response: { 200: Type.Object({ terms: Type.Array(dictionaryTermSchema) }) },
    handler: ({ db }) => db.read(async (tx) => ({ terms: await listDictionary(tx) })),
  }),
  route({
    method: 'POST', path: '/catalogue/dictionary', operationId: 'addDictionaryTerm', summary: 'Add a word; datasets are read again with it', policy: policies['change-dictionary'],
    body: newDictionaryTermSchema, response: { 200: dictionaryTermSchema },
    handler: ({ db, actor, body }) => db.tx((tx) => addDictionaryTerm(tx, actor, body)),
  }),
  route({
    method: 'DELETE', path: '/catalogue/dictionary/:id', operationId: 'removeDictionaryTerm', summary: 'Take out a word that people added', policy: policies['change-dictionary'],
    params: Type.Object({ id: Type.Integer({ minimum: 1 }) }), response: { 204: Type.Null() },
    handler: async ({ db, actor, params, reply }) => { await db.tx((tx) => removeDictionaryTerm(tx, actor, params.id)); return reply.code(204).send(null); },
  }),
];

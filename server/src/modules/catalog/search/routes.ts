import { Type } from 'typebox';
import { route, type Route } from '#kernel/route.ts';
import { addDictionaryTerm, changeDictionaryTerm, listDictionary, removeDictionaryTerm } from './change-dictionary.ts';
import { countToReadAgain } from './dictionary.sql.gen.ts';
import { policies } from './policies.ts';
import { LONGEST_QUERY } from './read-query.ts';
import { dictionarySchema, dictionaryTermSchema, newDictionaryTermSchema, searchQuerySchema, searchResultSchema, suggestionsSchema, termParams, trialSchema, triedWordSchema } from './schemas.ts';
import { searchCatalogue } from './search-catalogue.ts';
import { suggest } from './suggest.ts';
import { tryDictionaryTerm } from './try-dictionary.ts';

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
    response: { 200: dictionarySchema },
    handler: ({ db }) => db.read(async (tx) => ({ terms: await listDictionary(tx), ...await countToReadAgain(tx, {}) })),
  }),
  route({
    method: 'POST', path: '/catalogue/dictionary/trials', operationId: 'tryDictionaryTerm', summary: 'What words find now, and with one more word in the dictionary', policy: policies['read-dictionary'],
    body: trialSchema, response: { 200: triedWordSchema }, handler: ({ db, body }) => db.read((tx) => tryDictionaryTerm(tx, body)),
  }),
  route({
    method: 'PUT', path: '/catalogue/dictionary/:id', operationId: 'changeDictionaryTerm', summary: 'Change a word that people added; datasets are read again with it', policy: policies['change-dictionary'],
    params: termParams, body: newDictionaryTermSchema, response: { 200: dictionaryTermSchema },
    handler: ({ db, actor, params, body }) => db.tx((tx) => changeDictionaryTerm(tx, actor, params.id, body)),
  }),
  route({
    method: 'POST', path: '/catalogue/dictionary', operationId: 'addDictionaryTerm', summary: 'Add a word; datasets are read again with it', policy: policies['change-dictionary'],
    body: newDictionaryTermSchema, response: { 200: dictionaryTermSchema },
    handler: ({ db, actor, body }) => db.tx((tx) => addDictionaryTerm(tx, actor, body)),
  }),
  route({
    method: 'DELETE', path: '/catalogue/dictionary/:id', operationId: 'removeDictionaryTerm', summary: 'Take out a word that people added', policy: policies['change-dictionary'],
    params: termParams, response: { 204: Type.Null() },
    handler: async ({ db, actor, params, reply }) => { await db.tx((tx) => removeDictionaryTerm(tx, actor, params.id)); return reply.code(204).send(null); },
  }),
];

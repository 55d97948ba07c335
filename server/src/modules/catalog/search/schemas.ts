import { Type } from 'typebox';
import { nullable } from '#kernel/nullable.ts';
import { LONGEST_QUERY } from './read-query.ts';

const highlightSchema = Type.Object({ text: Type.String(), marks: Type.Array(Type.Array(Type.Integer(), { minItems: 2, maxItems: 2 }), { description: 'From and to, in UTF-16 units of the text.' }) });

export const searchQuerySchema = Type.Object({
  q: Type.Optional(Type.String({ maxLength: LONGEST_QUERY, description: 'What a person typed; words between quotes stand together.' })),
  filter: Type.Optional(Type.Array(Type.String({ maxLength: 300 }), { maxItems: 40, description: '`field:value`; values of one field are alternatives, fields are all wanted.' })),
  changedFrom: Type.Optional(Type.String({ format: 'date' })),
  changedTo: Type.Optional(Type.String({ format: 'date' })),
  facets: Type.Optional(Type.String({ maxLength: 500, pattern: '^[a-z_]+(,[a-z_]+)*$', description: 'Fields whose values are counted, with commas between.' })),
  sort: Type.Optional(Type.Union([Type.Literal('best'), Type.Literal('newest'), Type.Literal('oldest'), Type.Literal('title')])),
  offset: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000_000, default: 0 })),
  limit: Type.Optional(Type.Integer({ minimum: 0, maximum: 100, default: 20 })),
}, { additionalProperties: false });

/** What a list of results shows of a dataset. */
export const searchHitSchema = Type.Object({
  id: Type.String(), slug: Type.String(), score: Type.Number({ description: '1 is the best of the page.' }),
  highlights: Type.Object({ titleTh: highlightSchema, titleEn: highlightSchema, description: nullable(highlightSchema) }),
  agency: Type.Object({ id: Type.String(), nameTh: Type.String(), nameEn: Type.String() }),
  state: Type.String(), audience: Type.String(), level: Type.Integer(), personal: Type.Boolean(),
  dataType: nullable(Type.String()), licence: nullable(Type.String()), formats: Type.Array(Type.String()), tags: Type.Array(Type.String()),
  freshness: nullable(Type.String()), grade: nullable(Type.String()), releaseNumber: nullable(Type.Integer()), rowCount: nullable(Type.Integer()), changedAt: Type.String(),
});

export const searchResultSchema = Type.Object({
  total: Type.Integer(),
  hits: Type.Array(searchHitSchema),
  facets: Type.Record(Type.String(), Type.Array(Type.Object({ value: Type.String(), count: Type.Integer() })), { description: 'Most first, at most 100 a field.' }),
  matched: Type.Union([Type.Literal('all'), Type.Literal('some'), Type.Literal('similar')], { description: 'Whether hits have every word, most of them, or words that look alike.' }),
  didYouMean: nullable(Type.String()),
});

export const suggestionsSchema = Type.Object({
  datasets: Type.Array(Type.Object({ slug: Type.String(), titleTh: Type.String(), titleEn: Type.String() })),
  queries: Type.Array(Type.String()),
});

export const dictionaryTermSchema = Type.Object({
  id: nullable(Type.Integer({ description: 'null for a word that came with the house.' })), term: Type.String(), sameAs: nullable(Type.String()), addedBy: nullable(Type.String()), addedAt: nullable(Type.String()),
});

export const newDictionaryTermSchema = Type.Object({
  term: Type.String({ minLength: 2, maxLength: 100 }),
  sameAs: Type.Optional(Type.String({ minLength: 2, maxLength: 100, description: 'The name whose other name this is.' })),
}, { additionalProperties: false });

export const termParams = Type.Object({ id: Type.Integer({ minimum: 1 }) });
export const dictionarySchema = Type.Object({ terms: Type.Array(dictionaryTermSchema), waiting: Type.Integer({ description: 'Datasets that were read with an older dictionary; a sweep reads them again every minute.' }) });
export const trialSchema = Type.Object({ q: Type.String({ minLength: 1, maxLength: LONGEST_QUERY, description: 'What somebody would type.' }), ...newDictionaryTermSchema.properties }, { additionalProperties: false });
export const triedWordSchema = Type.Object({
  wordsBefore: Type.Array(Type.String()), wordsAfter: Type.Array(Type.String()), totalBefore: Type.Integer(), totalAfter: Type.Integer(), touches: Type.Boolean(),
  added: Type.Array(Type.Object({ slug: Type.String(), titleTh: Type.String(), titleEn: Type.String() }), { description: 'Of those that come in, the first five.' }),
});

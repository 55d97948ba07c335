/**
 * JSON Schema of a contract document: Open Data Contract Standard v3.1.0 as far as Saphan reads it, strict about every key.
 * What the standard has no word for stands under `customProperties` as the entry `saphan` (docs/specs/SPN-CONTRACT.md).
 * Sections of the standard that bind nobody here (team, support, price …) are kept in the text and not looked into.
 */
import { Type } from 'typebox';
import type { Static, TSchema } from 'typebox';
import { columnNamePattern, datasetSlugPattern } from '../ids.ts';
import type { RuleUse } from '../contract.ts';
import { columnExtension, contractExtension } from './extension-schema.ts';

const strict = { additionalProperties: false };
const optional = Type.Optional;
const shortText = Type.String({ minLength: 1, maxLength: 500 });
const longText = Type.String({ maxLength: 20_000 });
const kept = Type.Unknown();
const tags = Type.Array(Type.String({ maxLength: 200 }));

export const classifications = ['open', 'internal', 'confidential', 'secret'] as const;
export const logicalTypes = ['string', 'integer', 'number', 'boolean', 'date', 'timestamp'] as const;
export const severities = ['reject', 'hold', 'warn'] as const;

/** Any custom property of other tools is kept; the entry named `saphan` must have our shape. */
function customProperties<T extends TSchema>(extension: T) {
  const ours = Type.Object(
    { property: Type.Literal('saphan'), value: extension, description: optional(longText), id: optional(shortText) }, strict);
  const other = Type.Object(
    { property: Type.String({ minLength: 1, not: { const: 'saphan' } }), value: kept, description: optional(longText), id: optional(shortText) }, strict);
  return Type.Array(Type.Unsafe<Static<typeof ours> | Static<typeof other>>({
    type: 'object', required: ['property', 'value'],
    if: { properties: { property: { const: 'saphan' } } }, then: ours, else: other,
  }));
}

const logicalTypeOptions = Type.Object({
  minLength: optional(Type.Integer({ minimum: 0 })),
  maxLength: optional(Type.Integer({ minimum: 1, maximum: 1_000_000 })),
  pattern: optional(Type.String({ minLength: 1, maxLength: 2_000 })),
  format: optional(Type.String({ maxLength: 100 })),
  minimum: optional(Type.Union([Type.Number(), Type.String({ maxLength: 40 })])),
  maximum: optional(Type.Union([Type.Number(), Type.String({ maxLength: 40 })])),
  timezone: optional(Type.Boolean()),
  defaultTimezone: optional(Type.String({ maxLength: 60 })),
}, strict);

/** A rule of the library by its name; which of these it takes is checked by `rules/library.ts`. */
export const ruleUse = Type.Object({
  rule: Type.String({ maxLength: 60 }), column: optional(Type.String({ maxLength: 63 })), columns: optional(Type.Array(Type.String({ maxLength: 63 }), { minItems: 1, maxItems: 20 })),
  min: optional(Type.Union([Type.Number(), Type.String({ maxLength: 40 })])), max: optional(Type.Union([Type.Number(), Type.String({ maxLength: 40 })])),
  values: optional(Type.Array(Type.String({ maxLength: 500 }), { minItems: 1, maxItems: 1_000 })), pattern: optional(Type.String({ minLength: 1, maxLength: 2_000 })),
  share: optional(Type.Number({ minimum: 0, maximum: 1 })), days: optional(Type.Integer({ minimum: 0, maximum: 36_500 })),
}, strict);

/** A row rule: the standard's custom check with our engine. Plain sentences (`type: text`) are kept, not enforced. */
const rowRule = Type.Object({
  id: Type.String({ pattern: '^[a-z][a-z0-9_-]{0,62}$' }),
  type: Type.Literal('custom'), engine: Type.Literal('saphan'),
  implementation: Type.Unsafe<string | RuleUse>({ if: { type: 'object' }, then: ruleUse, else: { type: 'string', minLength: 1, maxLength: 4_000 } }),
  severity: optional(Type.Enum([...severities])),
  name: shortText, description: optional(longText),
  dimension: optional(shortText), tags: optional(tags), businessImpact: optional(shortText),
}, strict);
const sentence = Type.Object({
  type: Type.Literal('text'), description: longText, id: optional(shortText), name: optional(shortText),
  dimension: optional(shortText), tags: optional(tags), severity: optional(shortText), businessImpact: optional(shortText),
}, strict);
const schemaQuality = Type.Unsafe<Static<typeof rowRule> | Static<typeof sentence>>({
  type: 'object', required: ['type'], properties: { type: { enum: ['custom', 'text'] } },
  if: { properties: { type: { const: 'text' } } }, then: sentence, else: rowRule,
});

export const columnSchema = Type.Object({
  name: Type.String({ pattern: columnNamePattern }),
  physicalName: optional(Type.String({ minLength: 1, maxLength: 2_000 })),
  businessName: optional(shortText),
  description: optional(longText),
  id: optional(shortText),
  logicalType: Type.Enum([...logicalTypes]),
  logicalTypeOptions: optional(logicalTypeOptions),
  physicalType: optional(shortText),
  required: optional(Type.Boolean()),
  unique: optional(Type.Boolean()),
  primaryKey: optional(Type.Boolean()),
  primaryKeyPosition: optional(Type.Integer({ minimum: -1 })),
  classification: optional(Type.Enum([...classifications])),
  criticalDataElement: optional(Type.Boolean()),
  examples: optional(Type.Array(kept)),
  tags: optional(tags),
  authoritativeDefinitions: optional(kept), relationships: optional(kept), encryptedName: optional(Type.String()),
  transformSourceObjects: optional(kept), transformLogic: optional(kept), transformDescription: optional(kept),
  partitioned: optional(Type.Boolean()), partitionKeyPosition: optional(Type.Integer()),
  quality: optional(Type.Array(sentence)),
  customProperties: optional(customProperties(columnExtension)),
}, strict);

const tableSchema = Type.Object({
  name: Type.String({ minLength: 1, maxLength: 200 }),
  id: optional(shortText), physicalName: optional(shortText), businessName: optional(shortText), description: optional(longText),
  logicalType: optional(Type.Literal('object')), physicalType: optional(shortText), dataGranularityDescription: optional(longText),
  tags: optional(tags), authoritativeDefinitions: optional(kept), relationships: optional(kept), customProperties: optional(kept),
  properties: Type.Array(columnSchema, { minItems: 1, maxItems: 5_000 }),
  quality: optional(Type.Array(schemaQuality, { maxItems: 1_000 })),
}, strict);

const promise = Type.Object({
  property: shortText, value: Type.Union([Type.Number(), Type.String(), Type.Boolean(), Type.Null()]),
  unit: optional(shortText), element: optional(shortText), description: optional(longText), driver: optional(shortText), id: optional(shortText),
  valueExt: optional(kept), scheduler: optional(shortText), schedule: optional(shortText),
}, strict);

export const documentSchema = Type.Object({
  apiVersion: Type.Literal('v3.1.0'),
  kind: Type.Literal('DataContract'),
  id: Type.String({ pattern: datasetSlugPattern }),
  version: Type.String({ minLength: 1, maxLength: 60 }),
  status: shortText,
  name: shortText,
  domain: optional(shortText), tenant: optional(shortText), dataProduct: optional(shortText), contractCreatedTs: optional(shortText),
  description: optional(Type.Object({
    purpose: optional(longText), usage: optional(longText), limitations: optional(longText),
    authoritativeDefinitions: optional(kept), customProperties: optional(kept),
  }, strict)),
  tags: optional(tags),
  schema: Type.Array(tableSchema, { minItems: 1, maxItems: 1 }),
  slaProperties: optional(Type.Array(promise)), slaDefaultElement: optional(shortText),
  servers: optional(kept), support: optional(kept), price: optional(kept), team: optional(kept), roles: optional(kept),
  authoritativeDefinitions: optional(kept),
  customProperties: customProperties(contractExtension),
}, { ...strict, $id: 'https://saphan.example/schemas/contract-v1.json' });

export type ContractDocument = Static<typeof documentSchema>;
export type ColumnDocument = Static<typeof columnSchema>;

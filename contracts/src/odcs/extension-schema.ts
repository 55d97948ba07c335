/** Our extension of the standard: the `value` of the custom property `saphan`, at the top and at each column. */
import { Type } from 'typebox';
import type { Static } from 'typebox';
import { columnNamePattern, datasetSlugPattern } from '../ids.ts';

const strict = { additionalProperties: false };
const optional = Type.Optional;
const title = Type.String({ minLength: 1, maxLength: 500 });
const share = Type.Union([Type.Number({ minimum: 0, maximum: 1 }), Type.Null()]);

export const formats = ['csv', 'fixed', 'xlsx', 'xls', 'ods', 'json', 'ndjson', 'xml', 'dbf', 'parquet'] as const;
export const encodings = ['utf-8', 'utf-16le', 'utf-16be', 'windows-874', 'tis-620', 'iso-8859-11'] as const;
export const delimiters = [',', '\t', '|', ';'] as const;
export const quotes = ['"', "'", 'none'] as const;
export const calendars = ['be', 'ce', 'mixed'] as const;
export const units = ['bytes', 'characters'] as const;
/** Element names from the root to the record, without namespace prefixes. */
export const recordPathPattern = '^(/[^/@\\s:\\[\\]]+){1,30}$';
export const personalDataKinds = ['direct', 'indirect', 'sensitive'] as const;
/** Types the standard has no word for; both are written with `logicalType: string`. */
export const ownTypes = ['citizen-id', 'geocode'] as const;

const sourceShape = Type.Object({
  format: Type.Enum([...formats]),
  encoding: optional(Type.Enum([...encodings])),
  delimiter: optional(Type.Enum([...delimiters])),
  quote: optional(Type.Enum([...quotes])),
  sheet: optional(Type.Union([Type.String({ minLength: 1, maxLength: 200 }), Type.Null()])),
  headerRow: optional(Type.Integer({ minimum: 1, maximum: 1_000 })),
  headerRows: optional(Type.Integer({ minimum: 0, maximum: 20 })),
  calendar: optional(Type.Enum([...calendars])),
  thaiDigits: optional(Type.Boolean()),
  nullWords: optional(Type.Array(Type.String({ maxLength: 100 }), { maxItems: 100 })),
  multiline: optional(Type.Boolean()),
  maxRecordBytes: optional(Type.Integer({ minimum: 1_024, maximum: 64 * 1024 * 1024 })),
  recordPath: optional(Type.String({ pattern: recordPathPattern, maxLength: 1_000 })),
  unit: optional(Type.Enum([...units])),
  recordLength: optional(Type.Integer({ minimum: 1, maximum: 1024 * 1024 })),
  shortLines: optional(Type.Enum(['reject', 'fill'])),
}, strict);

const gates = Type.Object({
  maxRejectRatio: optional(share), maxRowChangeRatio: optional(Type.Union([Type.Number({ minimum: 0 }), Type.Null()])),
  maxDeleteRatio: optional(share), maxKeyChurnRatio: optional(share), maxNullDrift: optional(share), maxCalendarDrift: optional(share),
  maxNewCodeShare: optional(share), maxUnitChange: optional(share), maxDistributionShift: optional(share), maxMisreadShare: optional(share),
}, strict);

const handling = optional(Type.Enum(['hold', 'warn', 'off']));
const anomaly = Type.Object({ volume: handling, nulls: handling, freshness: handling }, strict);

const retention = Type.Object({
  releases: optional(Type.Integer({ minimum: 1, maximum: 100_000 })),
  rawDays: optional(Type.Integer({ minimum: 1, maximum: 36_500 })),
  quarantineDays: optional(Type.Integer({ minimum: 1, maximum: 36_500 })),
}, strict);

export const contractExtension = Type.Object({
  titleEn: title,
  source: sourceShape,
  duplicates: optional(Type.Enum(['first', 'last', 'reject'])),
  deletes: optional(Type.Enum(['snapshot', 'keep'])),
  gates: optional(gates),
  anomaly: optional(anomaly),
  legalBasis: optional(Type.Union([
    Type.Null(),
    Type.Object({ law: title, purpose: title, clearText: optional(Type.Boolean()) }, strict),
  ])),
  retention: optional(retention),
}, strict);

const codeList = Type.Object({
  values: optional(Type.Array(Type.String({ maxLength: 500 }), { minItems: 1, maxItems: 10_000 })),
  dataset: optional(Type.String({ pattern: datasetSlugPattern })),
  column: optional(Type.String({ pattern: columnNamePattern })),
}, strict);

export const columnExtension = Type.Object({
  titleEn: optional(title),
  type: optional(Type.Enum([...ownTypes])),
  fieldId: optional(Type.Integer({ minimum: 1, maximum: 2_147_483_647 })),
  precision: optional(Type.Integer({ minimum: 1, maximum: 38 })),
  scale: optional(Type.Integer({ minimum: 0, maximum: 38 })),
  calendar: optional(Type.Enum([...calendars])),
  start: optional(Type.Integer({ minimum: 1, maximum: 1024 * 1024 })),
  length: optional(Type.Integer({ minimum: 1, maximum: 1024 * 1024 })),
  geocodeDigits: optional(Type.Enum([2, 4, 6])),
  codeList: optional(codeList),
  personalData: optional(Type.Enum([...personalDataKinds])),
}, strict);

export type ContractExtension = Static<typeof contractExtension>;
export type ColumnExtension = Static<typeof columnExtension>;

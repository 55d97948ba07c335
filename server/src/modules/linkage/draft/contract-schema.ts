import { Type } from 'typebox';
import { nullable } from '#kernel/nullable.ts';

/** One of a few words; the API document names them. */
const oneOf = <const Words extends readonly string[]>(...words: Words) => Type.Unsafe<Words[number]>({ type: 'string', enum: words });
const text = nullable(Type.String());
const share = nullable(Type.Number());
const calendar = oneOf('be', 'ce', 'mixed');

export const FormatWord = oneOf('csv', 'fixed', 'xlsx', 'xls', 'ods', 'json', 'ndjson', 'xml', 'dbf', 'parquet');
export const EncodingWord = oneOf('utf-8', 'utf-16le', 'utf-16be', 'windows-874', 'tis-620', 'iso-8859-11');
export const DelimiterWord = oneOf(',', '\t', '|', ';');
export const QuoteWord = oneOf('"', "'", 'none');

/** A column of a contract; the words are those of `contracts/src/contract.ts`. */
export const ColumnSchema = Type.Object({
  name: Type.String(), source: Type.String(), titleTh: Type.String(), titleEn: Type.String(),
  type: oneOf('text', 'integer', 'decimal', 'boolean', 'date', 'timestamp', 'citizen-id', 'geocode'), required: Type.Boolean(), unique: Type.Boolean(), primaryKey: nullable(Type.Integer()),
  precision: Type.Integer(), scale: Type.Integer(), pattern: text, min: text, max: text, maxLength: nullable(Type.Integer()),
  codeList: Type.Union([Type.Object({ values: Type.Array(Type.String()) }), Type.Object({ dataset: Type.String(), column: Type.String() }), Type.Null()]),
  calendar: nullable(calendar), place: Type.Optional(Type.Object({ start: Type.Integer(), length: Type.Integer() })), geocodeDigits: Type.Unsafe<2 | 4 | 6 | null>({ enum: [2, 4, 6, null] }),
  classification: oneOf('open', 'internal', 'confidential', 'secret'), personalData: nullable(oneOf('direct', 'indirect', 'sensitive')), fieldId: Type.Integer(),
});

/** A contract as read and checked. */
export const ContractSchema = Type.Object({
  dataset: Type.String(), titleTh: Type.String(), titleEn: Type.String(),
  source: Type.Object({
    format: FormatWord, encoding: EncodingWord, delimiter: DelimiterWord, quote: QuoteWord, sheet: text, headerRow: Type.Integer(), headerRows: Type.Integer(), calendar,
    thaiDigits: Type.Boolean(), nullWords: Type.Array(Type.String()), multiline: Type.Boolean(), maxRecordBytes: Type.Integer(),
    recordPath: Type.Optional(Type.String()), unit: Type.Optional(oneOf('bytes', 'characters')), recordLength: Type.Optional(Type.Integer()), shortLines: Type.Optional(oneOf('reject', 'fill')),
  }),
  columns: Type.Array(ColumnSchema), duplicates: oneOf('first', 'last', 'reject'), deletes: oneOf('snapshot', 'keep'),
  gates: Type.Object({ maxRejectRatio: share, maxRowChangeRatio: share, maxDeleteRatio: share, maxKeyChurnRatio: share, maxNullDrift: share, maxCalendarDrift: share, maxNewCodeShare: share, maxUnitChange: share, maxDistributionShift: share, maxMisreadShare: share }),
  rules: Type.Array(Type.Object({ id: Type.String(), sql: Type.String(), severity: oneOf('reject', 'hold', 'warn'), titleTh: Type.String(), titleEn: Type.String() })),
  freshness: Type.Object({ promiseHours: Type.Number(), dataColumn: text, maxDataAgeDays: nullable(Type.Number()) }),
  legalBasis: nullable(Type.Object({ law: Type.String(), purpose: Type.String(), clearText: Type.Boolean() })),
  retention: Type.Object({ releases: Type.Integer(), rawDays: Type.Integer(), quarantineDays: Type.Integer() }),
});

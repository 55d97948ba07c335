/** Arbitrary contracts for property tests: every one of them is valid. */
import fc from 'fast-check';
import type { Column, Contract, RowRule, SourceShape } from '../contract.ts';
import { isoDate } from '../dates.ts';
import { calendars, delimiters, encodings, formats, personalDataKinds, quotes } from '../odcs/extension-schema.ts';
import { classifications, severities } from '../odcs/document-schema.ts';

const thaiText = fc.string({ unit: fc.constantFrom(...'กขคงจชดตนบปมยรลวสหอาิีืุูเแโ้่ 0๑a-:#"\'{}[]&*!|>%@`,'), minLength: 1, maxLength: 20 })
  .map((text) => text.trim()).filter((text) => text !== '');
const share = fc.option(fc.integer({ min: 0, max: 100 }).map((n) => n / 100));
const day = fc.integer({ min: 0, max: 40_000 }).map((n) => new Date(n * 86_400_000)).map((at) => isoDate({ year: at.getUTCFullYear(), month: at.getUTCMonth() + 1, day: at.getUTCDate() }));
const span = (one: fc.Arbitrary<string>, below: (a: string, b: string) => boolean): fc.Arbitrary<Pick<Column, 'min' | 'max'>> =>
  fc.tuple(one, one, fc.boolean(), fc.boolean()).map(([a, b, low, high]) => {
    const [min, max] = below(a, b) ? [a, b] : [b, a];
    return { min: low ? min : null, max: high ? max : null };
  });
const wholeSpan = span(fc.integer({ min: -(10 ** 12), max: 10 ** 12 }).map(String), (a, b) => Number(a) < Number(b));

const plainColumn: Column = {
  name: 'a', source: 'a', titleTh: 'ก', titleEn: 'a', type: 'text', required: false, unique: false, primaryKey: null, precision: 0, scale: 0,
  pattern: null, min: null, max: null, maxLength: null, codeList: null, calendar: null, geocodeDigits: null, classification: 'internal', personalData: null, fieldId: 1,
};

const byType: fc.Arbitrary<Partial<Column>> = fc.oneof(
  fc.record({ type: fc.constant('text' as const), maxLength: fc.option(fc.integer({ min: 1, max: 5000 })), pattern: fc.option(fc.constantFrom('[A-Z]{2}\\d+', '.{1,20}', '(ก|ข)+')),
    codeList: fc.option(fc.oneof(fc.record({ values: fc.uniqueArray(thaiText, { minLength: 1, maxLength: 5 }) }), fc.constant({ dataset: 'thai-provinces', column: 'code' }))) }),
  wholeSpan.map((bounds) => ({ type: 'integer' as const, ...bounds })),
  fc.tuple(fc.integer({ min: 1, max: 38 }), fc.integer({ min: 0, max: 38 }), wholeSpan).map(([a, b, bounds]) => ({ type: 'decimal' as const, precision: Math.max(a, b), scale: Math.min(a, b), ...bounds })),
  fc.constant({ type: 'boolean' as const }),
  fc.tuple(span(day, (a, b) => a < b), fc.option(fc.constantFrom(...calendars))).map(([bounds, calendar]) => ({ type: 'date' as const, calendar, ...bounds })),
  fc.record({ type: fc.constant('timestamp' as const), calendar: fc.option(fc.constantFrom(...calendars)) }),
  fc.record({ type: fc.constant('citizen-id' as const), personalData: fc.constant('direct' as const), classification: fc.constant('confidential' as const) }),
  fc.record({ type: fc.constant('geocode' as const), geocodeDigits: fc.constantFrom(2 as const, 4 as const, 6 as const) }),
);

const anyColumn: fc.Arbitrary<Column> = fc.record({
  base: fc.record({
    name: fc.stringMatching(/^[a-z][a-z0-9_]{0,20}$/), source: thaiText, titleTh: thaiText, titleEn: thaiText, required: fc.boolean(), unique: fc.boolean(),
    classification: fc.constantFrom(...classifications.slice(1)), personalData: fc.option(fc.constantFrom(...personalDataKinds)),
  }),
  own: byType,
}).map(({ base, own }) => ({ ...plainColumn, ...base, ...own }));

const anySource: fc.Arbitrary<SourceShape> = fc.record({
  format: fc.constantFrom(...formats), encoding: fc.constantFrom(...encodings), delimiter: fc.constantFrom(...delimiters), quote: fc.constantFrom(...quotes),
  sheet: fc.constant(null), headerRow: fc.integer({ min: 1, max: 20 }), headerRows: fc.integer({ min: 0, max: 4 }), calendar: fc.constantFrom(...calendars),
  thaiDigits: fc.boolean(), nullWords: fc.array(thaiText, { maxLength: 4 }), multiline: fc.boolean(), maxRecordBytes: fc.integer({ min: 1024, max: 10_000_000 }),
}).map((source) => ({
  ...source, ...(source.quote === 'none' && { multiline: false }), ...(source.format === 'xml' && { recordPath: '/แถว/row.a-1' }),
  ...(source.format === 'fixed' && { unit: 'characters' as const, shortLines: 'fill' as const }),
  ...((source.format === 'fixed' || source.format === 'dbf') && { encoding: 'windows-874' as const }),
}));

const anyRule: fc.Arbitrary<RowRule> = fc.record({
  id: fc.stringMatching(/^[a-z][a-z0-9_-]{0,12}$/), sql: fc.constantFrom('a <= b', "name <> ''", 'coalesce(x, 0) between 1 and 2', 'a is distinct from b'),
  severity: fc.constantFrom(...severities), titleTh: thaiText, titleEn: thaiText,
});

/** A valid contract of one to eight columns. */
export const anyContract: fc.Arbitrary<Contract> = fc.record({
  dataset: fc.stringMatching(/^[a-z][a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,2}$/), titleTh: thaiText, titleEn: thaiText, source: anySource,
  columns: fc.uniqueArray(anyColumn, { minLength: 1, maxLength: 8, selector: (column) => column.name }),
  keys: fc.integer({ min: 0, max: 3 }),
  duplicates: fc.constantFrom('first' as const, 'last' as const, 'reject' as const), deletes: fc.constantFrom('snapshot' as const, 'keep' as const),
  gates: fc.record({ maxRejectRatio: share, maxRowChangeRatio: share, maxDeleteRatio: share, maxKeyChurnRatio: share, maxNullDrift: share, maxCalendarDrift: share, maxNewCodeShare: share, maxUnitChange: share, maxDistributionShift: share, maxMisreadShare: share }),
  rules: fc.uniqueArray(anyRule, { maxLength: 3, selector: (rule) => rule.id }),
  promiseHours: fc.integer({ min: 1, max: 9000 }),
  legalBasis: fc.option(fc.record({ law: thaiText, purpose: thaiText, clearText: fc.boolean() })),
  retention: fc.record({ releases: fc.integer({ min: 1, max: 99 }), rawDays: fc.integer({ min: 1, max: 999 }), quarantineDays: fc.integer({ min: 1, max: 999 }) }),
}).map(({ keys, promiseHours, columns, ...rest }) => {
  const dated = columns.find((column) => column.type === 'date');
  return {
    ...rest,
    columns: columns.map((column, index) => ({
      ...column, source: `${column.source} ${index}`, fieldId: index + 1,
      ...(rest.source.format === 'fixed' && { place: { start: index * 5 + 1, length: 5 } }),
      ...(index < keys ? { primaryKey: index + 1, required: true } : {}),
    })),
    freshness: { promiseHours, dataColumn: dated?.name ?? null, maxDataAgeDays: dated ? 30 : null },
  };
});

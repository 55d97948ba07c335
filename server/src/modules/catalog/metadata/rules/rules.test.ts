import { describe, expect, it } from 'vitest';
import type { RecordProblem } from '@saphan/contracts/catalogue/definition';
import { dataTypes } from '@saphan/contracts/catalogue/definition';
import { outsideValue } from '../definition/fields.ts';
import { readDefinition } from '../definition/read-definition.ts';
import { completeDraft } from '../testing/complete-draft.ts';
import { checkDraft } from './check.ts';
import { filledItems } from './filled.ts';

const { metadata } = completeDraft;
const said = (problems: readonly RecordProblem[]) => problems.map(({ field, item, kind }) => `${kind} ${field}${item ? ` ${item}` : ''}`);
const withMetadata = (over: object, rest: object = {}) => said(checkDraft({ ...completeDraft, ...rest, metadata: { ...metadata, ...over } as never }));

describe('the definition', () => {
  const { fields, resourceFields, vocabularies, template, rules } = readDefinition();

  it('has the 14 mandatory items of the standard, 9 in two halves', () => {
    const items = fields.flatMap(({ item }) => item ?? []).toSorted((a, b) => Number(a) - Number(b));
    expect(items).toEqual(['1', '2', '3', '4', '5', '6', '7', '8', '9.1', '9.2', '10', '11', '12', '13', '14']);
    expect(fields.filter(({ item }) => item).every(({ required }) => required)).toBe(true);
  });

  it('explains every field in Thai and English, with an example that is its own right answer', () => {
    for (const field of [...fields, ...resourceFields]) {
      expect([field.key, field.helpTh, field.helpEn, field.example]).toEqual([field.key, expect.stringMatching(/[ก-๙]/), expect.stringMatching(/[a-z]/), expect.stringMatching(/\S/)]);
      expect([field.key, field.types.every((type) => dataTypes.includes(type))]).toEqual([field.key, true]);
    }
    const given = Object.fromEntries(fields.filter(({ core }) => core === null).map(({ key, example }) => [key, example]));
    expect(said(checkDraft({ titleTh: 'ชื่อ', descriptionTh: 'เล่า', tags: ['น้ำ'], audience: 'open', metadata: given })).filter((problem) => problem.startsWith('wrong'))).toEqual([]);
  });

  it('points only at vocabularies, fields and terms that exist, each code once', () => {
    const keys = new Set(fields.map(({ key }) => key));
    for (const { vocabulary, otherField, otherOf } of fields) for (const [name, known] of [[vocabulary, vocabulary === null || vocabulary in vocabularies], [otherField, otherField === null || keys.has(otherField)], [otherOf, otherOf === null || keys.has(otherOf)]]) expect([name, known]).toEqual([name, true]);
    for (const terms of Object.values(vocabularies)) expect(new Set(terms.map(({ code }) => code)).size).toBe(terms.length);
    for (const { category, classifications } of rules.categories) {
      expect(vocabularies['data_category']?.some(({ code }) => code === category)).toBe(true);
      for (const code of classifications) expect(vocabularies['data_classification']?.some((term) => term.code === code)).toBe(true);
    }
    for (const { licences } of rules.licences) for (const code of licences) expect(vocabularies['license_id']?.some((term) => term.code === code)).toBe(true);
    expect(Object.keys(template.versions)).toEqual(['2.1.0', '2.2.4']);
  });

  it('never tells an inferred code outside, and always the text', () => {
    expect(outsideValue('data_format', '2')).toEqual({ text: 'CSV', code: '2', iri: 'http://publications.europa.eu/resource/authority/file-type/CSV' });
    expect(outsideValue('data_format', '8')).toMatchObject({ text: 'JSON', code: null });
    expect(outsideValue('license_id', 'odc')).toMatchObject({ text: 'Open Data Common', code: null });
  });
});

describe('the rules', () => {
  it('let a complete record pass, and name each of the 14 that is missing', () => {
    expect(checkDraft(completeDraft)).toEqual([]);
    expect(said(checkDraft({ audience: 'internal' }))).toEqual(['missing title 2', 'missing data_type 1', 'missing notes 7', 'missing tag_string 6', 'missing objective 8', 'missing maintainer 4', 'missing maintainer_email 5', 'missing data_source 11',
      'missing update_frequency_unit 9.1', 'missing update_frequency_interval 9.2', 'missing geo_coverage 10', 'missing data_format 12', 'missing data_category 13', 'missing license_id 14']);
  });

  it('ask no interval of what is updated in real time, never, or nobody knows', () => {
    for (const unit of ['R', 'O', 'U']) expect(withMetadata({ update_frequency_unit: unit, update_frequency_interval: null })).toEqual([]);
    expect(withMetadata({ update_frequency_interval: null })).toEqual(['missing update_frequency_interval 9.2']);
    expect(filledItems({ ...completeDraft, metadata: { ...metadata, update_frequency_interval: '' } })).toHaveLength(13);
  });

  it('want a text for every "other"', () => {
    expect(withMetadata({ objective: ['11', '99'] })).toEqual(['missing objective_other']);
    expect(withMetadata({ objective: ['11', '99'], objective_other: 'ตามคำสั่งกรม' })).toEqual([]);
    expect(withMetadata({ data_type: '9' })).toEqual(['missing data_type_other']);
  });

  it('look at fields of another type no more', () => {
    expect(withMetadata({ data_type: '1', west_bound_longitude: 'ไม่ใช่ตัวเลข' })).toEqual([]);
    expect(withMetadata({ data_type: '3', west_bound_longitude: 97 })).toEqual(['rule east_bound_longitude', 'rule south_bound_longitude', 'rule north_bound_longitude']);
    expect(withMetadata({ data_type: '3', west_bound_longitude: 105, east_bound_longitude: 97, south_bound_longitude: 5, north_bound_longitude: 20 })).toEqual(['rule east_bound_longitude']);
  });

  it.each([
    ['public data that is internal', { data_category: '1', data_classification: '02' }, {}, ['rule data_classification']],
    ['personal data that is open', { data_category: '2', data_classification: '01', license_id: 'odc' }, {}, ['rule data_classification']],
    ['a secret under an open licence', { data_category: '3', data_classification: '04', license_id: 'odc' }, {}, ['rule license_id 14']],
    ['an internal class shown to everybody', {}, { audience: 'open' }, ['rule data_classification']],
    ['data about people called public', { data_category: '1', data_classification: '01', license_id: 'odc' }, { personal: true, audience: 'open' }, ['rule data_category 13']],
    ['years the wrong way round', { data_type: '2', first_year_of_data: '2568', last_year_of_data: '2560' }, {}, ['rule last_year_of_data']],
  ])('refuse %s', (_what, over, rest, problems) => { expect(withMetadata(over, rest)).toEqual(problems); });

  it.each([
    ['2568-02-19', 'หมายถึง 2025-02-19'], ['๒๕๖๘-๐๒-๑๙', 'หมายถึง 2025-02-19'], ['2567-02-29', 'หมายถึง 2024-02-29'], ['2025-02-29', 'ไม่มีวันที่ 2025-02-29'], ['19/2/68', 'ไม่ใช่วันที่'],
  ])('refuse the day %s and say what it may mean', (day, text) => {
    expect(checkDraft({ ...completeDraft, metadata: { ...metadata, created_date: day } })).toMatchObject([{ field: 'created_date', kind: 'wrong', th: expect.stringContaining(text) }]);
  });

  it.each(['<script>alert(1)</script>', 'น้ำ <img src=x onerror=alert(1)>', '<!-- x -->'])('refuse markup in text: %s', (text) => {
    expect(withMetadata({ data_source: text })).toEqual(['wrong data_source 11']);
  });

  it('leave angle brackets of plain text alone, and hold to the lengths of the standard', () => {
    expect(withMetadata({ data_source: 'ค่า pH < 7 และ > 3' })).toEqual([]);
    expect(withMetadata({ data_source: 'น'.repeat(201) })).toEqual(['wrong data_source 11']);
    expect(withMetadata({}, { tags: ['น้ำ;ฝน'] })).toEqual(['wrong tag_string 6']);
    expect(withMetadata({ url: 'javascript:alert(1)' })).toEqual(['wrong url']);
  });
});

import { describe, expect, it } from 'vitest';
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { CatalogueDefinition } from '@saphan/contracts/catalogue/definition';
import type { RecordWork } from '../../api/catalogue-queries.ts';
import { changesOf, countFilled, fieldAt, offeredTerms, shownFields, valuesOf, withConsequences, type Values } from './record-draft.ts';

const read = (name: string): any => parse(readFileSync(new URL(`../../../../definitions/catalogue/${name}.yaml`, import.meta.url), 'utf8'));
const field = (given: object) => ({ item: null, section: null, vocabulary: null, otherField: null, otherOf: null, core: null, maxLength: null, types: ['record', 'statistic', 'gis', 'multi', 'other'], required: false, since: null, ...given });
const term = (given: object) => ({ inferred: false, other: false, since: null, until: null, type: null, ...given });
const definition = {
  sections: read('fields').sections, fields: read('fields').fields.map(field), resourceFields: [], rules: read('rules'), template: null,
  vocabularies: Object.fromEntries(Object.entries<object[]>(read('vocabularies').vocabularies).map(([name, terms]) => [name, terms.map(term)])),
} as unknown as CatalogueDefinition;
const work = { record: { titleTh: 'น้ำ', titleEn: 'Water', descriptionTh: null, descriptionEn: null, audience: 'internal', tags: ['น้ำ', 'ฝน'], metadata: { data_type: '1', data_format: ['2'], update_frequency_interval: 3, allow_harvest: true } } } as unknown as RecordWork;
const values = valuesOf(work, definition);
const keys = (over: Values) => shownFields({ ...values, ...over }, definition).map(({ key }) => key);

describe('the form of a record', () => {
  it('begins with what is kept and sends only what changed', () => {
    expect(values).toMatchObject({ title: 'น้ำ', notes: '', tag_string: 'น้ำ, ฝน', data_format: ['2'], update_frequency_interval: '3', allow_harvest: 'true', maintainer: '' });
    expect(changesOf(values, values, definition)).toEqual({});
    expect(changesOf(values, { ...values, title: 'ใหม่', tag_string: 'ดิน,  น้ำ,', notesEn: 'Text', data_format: [], url: 'https://a.go.th' }, definition))
      .toEqual({ titleTh: 'ใหม่', tags: ['ดิน', 'น้ำ'], descriptionEn: 'Text', metadata: { data_format: null, url: 'https://a.go.th' } });
  });

  it('asks what the type asks, the text of an "other", and no interval where none is', () => {
    expect(keys({})).toContain('data_collect');
    expect(keys({ data_type: '2' })).toEqual(expect.arrayContaining(['unit_of_measure', 'first_year_of_data']));
    expect(keys({ data_type: '2' })).not.toContain('data_collect');
    expect(keys({ data_type: '' })).not.toContain('unit_of_measure');
    expect(keys({ objective: ['99'] })).toContain('objective_other');
    expect(keys({ objective: ['11'] })).not.toContain('objective_other');
    expect(keys({ update_frequency_unit: 'R' })).not.toContain('update_frequency_interval');
  });

  it('counts the 14 with the two halves of item 9 as one', () => {
    expect(countFilled(values, definition)).toBe(5);
    expect(countFilled({ ...values, update_frequency_unit: 'D' }, definition)).toBe(6);
    expect(countFilled({ ...values, update_frequency_unit: 'U', update_frequency_interval: '' }, definition)).toBe(6);
  });

  it('lets class, licence and audience follow the category', () => {
    const open = withConsequences({ ...values, data_category: '1' }, 'data_category', definition);
    expect(open).toMatchObject({ data_classification: '01', license_id: 'odc', accessible_condition: 'ไม่มีการจำกัดการเข้าถึงข้อมูล', audience: 'internal' });
    expect(withConsequences({ ...open, audience: 'open', data_category: '4' }, 'data_category', definition)).toMatchObject({ data_classification: '03', license_id: 'other', audience: 'internal' });
    const licence = definition.fields.find(({ key }) => key === 'license_id') as never;
    expect(offeredTerms(licence, { ...values, data_classification: '04' }, definition).map(({ code }) => code)).toEqual(['other']);
    expect(offeredTerms(licence, { ...values, license_id: 'gfdl' }, definition).map(({ code }) => code)).toContain('gfdl');
  });

  it('finds the field that a problem is about', () => { expect(['/titleTh', '/tags', '/metadata/url'].map(fieldAt)).toEqual(['title', 'tag_string', 'url']); });
});

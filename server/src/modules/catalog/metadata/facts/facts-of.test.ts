import { expect, it } from 'vitest';
import type { ColumnProfile, ReleaseColumn } from '#modules/lake/index.ts';
import { factsOf } from './facts-of.ts';

const column = (name: string, type: ReleaseColumn['type'], over: Partial<ReleaseColumn> = {}): ReleaseColumn =>
  ({ name, titleTh: name, titleEn: name, type, stored: 'VARCHAR', fieldId: 1, key: null, personalData: null, shown: 'clear', companionOf: null, ...over });
const profile = (name: string, type: string, over: Partial<ColumnProfile> = {}): ColumnProfile =>
  ({ column: name, titleTh: name, titleEn: name, type, nulls: 0, nullShare: 0, distinct: 5, min: null, max: null, mean: null, maxLength: null, top: [], ...over });

it('finds the time, the place and the columns that a release tells', () => {
  expect(factsOf({
    columns: [column('measured_on', 'date'), column('area', 'decimal', { titleTh: 'พื้นที่ (ไร่)', classification: 'internal', codeList: 'values' }), column('cid', 'citizen-id', { personalData: 'direct' }), column('cid_masked', 'text', { companionOf: 'cid' })],
    profile: [
      profile('measured_on', 'date', { min: '2024-01-01', max: '2026-11-20' }), profile('planned_on', 'date', { min: '0001-01-01', max: '2027-02-01' }),
      profile('lat', 'decimal', { min: '5.61', max: '20.4', mean: 14 }), profile('lng', 'decimal', { min: '97.3', max: '105.6', mean: 100 }),
      profile('tambon', 'geocode', { provinces: ['50', '10'] }), profile('home', 'geocode', { top: [{ value: '100101', count: 3 }], distinct: 1 }), profile('many', 'geocode', { distinct: 900 }),
    ],
  })).toEqual({
    temporalFrom: '2024-01-01', temporalTo: '2027-02-01', bbox: [97.3, 5.61, 105.6, 20.4], provinces: ['10', '50'],
    columns: [
      { name: 'measured_on', titleTh: 'measured_on', titleEn: 'measured_on', type: 'date', unit: null, codeList: null, personal: false, level: 0 },
      { name: 'area', titleTh: 'พื้นที่ (ไร่)', titleEn: 'area', type: 'decimal', unit: 'ไร่', codeList: 'values', personal: false, level: 1 },
      { name: 'cid', titleTh: 'cid', titleEn: 'cid', type: 'citizen-id', unit: null, codeList: null, personal: true, level: 0 },
    ],
  });
});

it('takes metres in a column named latitude for no degrees', () => {
  expect(factsOf({ columns: [], profile: [profile('latitude', 'decimal', { min: '612000', max: '700000', mean: 650000 }), profile('longitude', 'decimal', { min: '97', max: '98', mean: 97.5 })] }).bbox).toBeNull();
});

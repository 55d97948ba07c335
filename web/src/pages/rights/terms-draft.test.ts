import { describe, expect, it } from 'vitest';
import { en } from '../../messages/en/index.ts';
import { th } from '../../messages/th/index.ts';
import { columnsSentence, faultOf, isSound, opsFor, rowsSentence, termsOf, type ConditionDraft, type TermsColumn } from './terms-draft.ts';

const column = (name: string, type: TermsColumn['type'], titleTh: string, titleEn: string): TermsColumn => ({ name, type, titleTh, titleEn, personalData: null });
const columns = [column('province', 'text', 'จังหวัด', 'Province'), column('area_rai', 'decimal', 'พื้นที่ (ไร่)', 'Area (rai)'), column('plots', 'integer', 'แปลง', 'Plots'), column('counted_on', 'date', 'วันที่สำรวจ', 'Day of survey'), column('irrigated', 'boolean', 'ในเขตชลประทาน', 'Irrigated')];
const inThai = { lang: 'th' as const, words: th.rights.terms, columns };
const inEnglish = { lang: 'en' as const, words: en.rights.terms, columns };
const conditions: ConditionDraft[] = [{ column: 'province', op: 'in', value: ' สุรินทร์\n\nบุรีรัมย์ ' }, { column: 'area_rai', op: 'gte', value: '10.5' }, { column: 'counted_on', op: 'lt', value: '2026-06-01' }, { column: 'irrigated', op: 'eq', value: 'true' }];

describe('what an agreement gives', () => {
  it('says its rows before it is made, with titles, Buddhist years and all conditions', () => {
    const { rowFilter = [] } = termsOf({ columns: null, conditions });
    expect(rowsSentence(rowFilter, inThai)).toBe('ให้เห็นเฉพาะแถวที่ จังหวัด เป็นค่าใดค่าหนึ่งใน “สุรินทร์”, “บุรีรัมย์” และ พื้นที่ (ไร่) ตั้งแต่ 10.5 และ วันที่สำรวจ ก่อน 1 มิ.ย. 2569 และ ในเขตชลประทาน เท่ากับ ใช่');
    expect(rowsSentence(rowFilter, inEnglish)).toBe('Only rows whose Province is one of “สุรินทร์”, “บุรีรัมย์” and Area (rai) is at least 10.5 and Day of survey is before 1 Jun 2026 and Irrigated is yes');
    expect([rowsSentence([], inThai), columnsSentence(null, inThai)]).toEqual(['ให้เห็นทุกแถว', 'ทุกคอลัมน์ที่ไม่ถูกปิดบัง']);
    expect(columnsSentence(['province', 'gone'], inEnglish)).toBe('Only the columns Province, gone');
  });

  it('is sent as it was said, and as nothing where nothing is limited', () => {
    expect(termsOf({ columns: null, conditions: [] })).toEqual({});
    expect(termsOf({ columns: ['province'], conditions: conditions.slice(0, 2) })).toEqual({ columns: ['province'], rowFilter: [{ column: 'province', op: 'in', value: ['สุรินทร์', 'บุรีรัมย์'] }, { column: 'area_rai', op: 'gte', value: '10.5' }] });
  });

  it.each<[string, Partial<ConditionDraft>, string | null]>([
    ['no value', { value: ' ' }, 'value'], ['no value among several', { op: 'in', value: '\n \n' }, 'value'], ['no column', { column: '', value: 'x' }, 'column'], ['a way into the statement', { column: 'a" or 1=1 --', value: 'x' }, 'column'],
    ['words for a number', { column: 'area_rai', value: 'สิบ' }, 'number'], ['a fraction of a plot', { column: 'plots', value: '1.5' }, 'whole'], ['a day that is none', { column: 'counted_on', value: '2026-02-30' }, 'day'],
    ['one bad number among several', { column: 'plots', op: 'in', value: '1\n2\nx' }, 'whole'], ['a column that the contract does not name', { column: 'later', value: 'x' }, null],
  ])('refuses of a condition %s', (_what, over, fault) => { expect(faultOf({ column: 'province', op: 'eq', value: 'เลย', ...over }, columns)).toBe(fault); });

  it('is not sound with no column at all, nor with a condition that is not', () => {
    expect([isSound({ columns: [], conditions: [] }, columns), isSound({ columns: ['province'], conditions }, columns), isSound({ columns: null, conditions: [{ column: 'plots', op: 'eq', value: '' }] }, columns)]).toEqual([false, true, false]);
  });

  it('orders only what has an order', () => {
    expect([opsFor(columns[0]), opsFor(columns[4])]).toEqual([['eq', 'ne', 'in'], ['eq']]);
    expect(opsFor(columns[3])).toContain('lte');
  });
});

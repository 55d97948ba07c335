// The contract of the plot register that `bench link` and `bench crash` link.
import type { Column, Contract } from '../contracts/src/contract.ts';
import { defaultGates, defaultNullWords, defaultRetention, defaultSource } from '../contracts/src/odcs/defaults.ts';
import { writeContract } from '../contracts/src/odcs/write.ts';

/** A required column with ordinary limits. */
export const column = (fieldId: number, name: string, type: Column['type'], more: Partial<Column> = {}): Column => ({
  name, source: name, titleTh: name, titleEn: name, type, required: true, unique: false, primaryKey: null, precision: 12, scale: 2, pattern: null, min: null, max: null,
  maxLength: null, codeList: null, calendar: null, geocodeDigits: null, classification: 'internal', personalData: null, fieldId, ...more,
});

/** Types, a key, ranges, a pattern, a code list and a row rule: what a real register asks. Dates are written in the Buddhist era unless said otherwise. */
export function plotContract(dataset: string, calendar: 'be' | 'ce' = 'be'): string {
  const contract: Contract = {
    dataset, titleTh: 'ทะเบียนแปลงเพาะปลูก', titleEn: 'Plot register',
    source: { ...defaultSource, format: 'csv', encoding: 'utf-8', delimiter: ',', quote: '"', headerRow: 1, headerRows: 1, calendar, nullWords: defaultNullWords },
    columns: [
      column(1, 'plot_id', 'integer', { primaryKey: 1, min: '1000000000' }), column(2, 'farmer_name', 'text', { maxLength: 200, personalData: 'direct', classification: 'confidential' }),
      column(3, 'subdistrict', 'text', { pattern: '[1-9][0-9]{5}' }),
      column(4, 'crop', 'text', { codeList: { values: ['ข้าวเจ้านาปี', 'ข้าวเหนียวนาปี', 'มันสำปะหลัง', 'อ้อยโรงงาน', 'ข้าวโพดเลี้ยงสัตว์', 'ยางพารา', 'ปาล์มน้ำมัน', 'ลำไย', 'ทุเรียน'] } }),
      column(5, 'area_rai', 'decimal', { min: '0.01', max: '5000' }), column(6, 'planted_on', 'date', { min: '2010-01-01' }), column(7, 'yield_kg', 'integer', { min: '0' }),
      column(8, 'status', 'text', { maxLength: 10 }), column(9, 'note', 'text', { required: false }), column(10, 'updated_on', 'date'),
    ],
    duplicates: 'reject', deletes: 'snapshot', gates: defaultGates,
    rules: [{ id: 'yield-per-rai', sql: 'yield_kg <= area_rai * 1000000', severity: 'reject', titleTh: 'ผลผลิตต่อไร่ไม่เกินจริง', titleEn: 'Yield per rai is plausible' }],
    freshness: { promiseHours: 24, dataColumn: 'updated_on', maxDataAgeDays: null }, legalBasis: null, retention: defaultRetention,
  };
  return writeContract(contract);
}

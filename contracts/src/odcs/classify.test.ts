import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Column, Contract } from '../contract.ts';
import { anyContract } from '../testing/any-contract.ts';
import { classifyChange } from './classify.ts';
import { parseContract } from './parse.ts';

const before = (parseContract(readFileSync(new URL('../../../definitions/contracts/farmer-plots.yaml', import.meta.url), 'utf8')) as { contract: Contract }).contract;
const withColumn = (name: string, part: Partial<Column>): Contract => ({ ...before, columns: before.columns.map((column) => (column.name === name ? { ...column, ...part } : column)) });
const extra: Column = { ...before.columns[5]!, name: 'note', source: 'หมายเหตุ', titleTh: 'หมายเหตุ', type: 'text', fieldId: 8 };

test.each<[string, Contract]>([
  ['a new column that may be empty', { ...before, columns: [...before.columns, extra] }],
  ['another title', withColumn('crop', { titleTh: 'พืชที่ปลูก' }) ],
  ['another order', { ...before, columns: [...before.columns].reverse() }],
  ['another header in the source', withColumn('crop', { source: 'ชนิดพืช' })],
  ['more room for a decimal', withColumn('area_rai', { precision: 14, scale: 3 })],
  ['a wider range', withColumn('area_rai', { max: '20000' })],
  ['a longer code list', withColumn('crop', { codeList: { values: ['ข้าวนาปี', 'ข้าวนาปรัง', 'มันสำปะหลัง', 'อ้อยโรงงาน', 'ยางพารา', 'ปาล์ม'] } })],
  ['no pattern any more', withColumn('plot_id', { pattern: null })],
  ['another encoding of the source', { ...before, source: { ...before.source, encoding: 'utf-8' } }],
  ['a tighter gate', { ...before, gates: { ...before.gates, maxRejectRatio: 0.01 } }],
  ['a rule that only warns', { ...before, rules: [...before.rules, { id: 'big', sql: 'area_rai < 500', severity: 'warn', titleTh: 'แปลงใหญ่', titleEn: 'Big plot' }] }],
  ['a faster promise', { ...before, freshness: { ...before.freshness, promiseHours: 12 } }],
])('%s is compatible', (_, after) => {
  const { change, changes } = classifyChange(before, after);
  expect(change).toBe('compatible');
  for (const one of changes) { expect(one.th).toMatch(/[ก-๙]/); expect(one.en).toMatch(/[a-z]/); expect(one.pointer).toMatch(/^\//); }
});

test.each<[string, Contract, string]>([
  ['a column less', { ...before, columns: before.columns.slice(0, -1) }, '/schema/0/properties/6'],
  ['a renamed column', withColumn('crop', { name: 'plant' }), '/schema/0/properties/3/name'],
  ['a new column that must have a value', { ...before, columns: [...before.columns, { ...extra, required: true }] }, '/schema/0/properties/7'],
  ['a narrower type', withColumn('area_rai', { type: 'integer', precision: 0, scale: 0 }), '/schema/0/properties/4/logicalType'],
  ['less room for a decimal', withColumn('area_rai', { precision: 10 }), '/schema/0/properties/4/logicalType'],
  ['text for a number', withColumn('area_rai', { type: 'text' }), '/schema/0/properties/4/logicalType'],
  ['a value that must now be there', withColumn('planted_rai', { required: true }), '/schema/0/properties/5/required'],
  ['a value that may now be absent', withColumn('crop', { required: false }), '/schema/0/properties/3/required'],
  ['another key', withColumn('plot_id', { primaryKey: null }), '/schema/0/properties/0/primaryKeyPosition'],
  ['a shorter code list', withColumn('crop', { codeList: { values: ['ข้าวนาปี'] } }), '/schema/0/properties/3/customProperties/0/value/codeList'],
  ['a narrower range', withColumn('area_rai', { max: '9999' }), '/schema/0/properties/4/logicalTypeOptions/maximum'],
  ['a lowered classification', withColumn('farmer_id', { classification: 'open' }), '/schema/0/properties/1/classification'],
  ['a personal-data kind taken away', withColumn('farmer_id', { personalData: null }), '/schema/0/properties/1/customProperties/0/value/personalData'],
  ['another meaning of missing rows', { ...before, deletes: 'keep' }, '/customProperties/0/value/deletes'],
  ['clear citizen numbers', { ...before, legalBasis: { ...before.legalBasis!, clearText: true } }, '/customProperties/0/value/legalBasis'],
  ['a slower promise', { ...before, freshness: { ...before.freshness, promiseHours: 48 } }, '/slaProperties/0'],
  ['a new rejecting rule', { ...before, rules: [...before.rules, { id: 'big', sql: 'area_rai < 500', severity: 'reject', titleTh: 'แปลงใหญ่', titleEn: 'Big plot' }] }, '/schema/0/quality/1'],
])('%s is breaking, and says where', (_, after, pointer) => {
  const { change, changes } = classifyChange(before, after);
  expect(change).toBe('breaking');
  expect(changes.filter((one) => one.breaking).map((one) => one.pointer)).toContain(pointer);
});

test('a contract as a register gives it back, keys in another order, is no change', () => {
  const turned = (value: unknown): unknown => (Array.isArray(value) ? value.map(turned) : value !== null && typeof value === 'object' ? Object.fromEntries(Object.entries(value).toReversed().map(([key, held]) => [key, turned(held)])) : value);
  fc.assert(fc.property(anyContract, (contract) => { expect(classifyChange(turned(contract) as Contract, contract)).toEqual({ change: 'none', changes: [] }); }), { numRuns: 25 });
});

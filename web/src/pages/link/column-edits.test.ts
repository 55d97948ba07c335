import type { Column, Contract } from '@saphan/contracts/contract';
import { defaultGates, defaultRetention, defaultSource } from '@saphan/contracts/odcs/defaults';
import { expect, test } from 'vitest';
import { leaveOut, toggleKey, withType } from './column-edits.ts';
import { editedColumns, mergeDraft, nameAfter } from './merge-draft.ts';

const column = (source: string, more: Partial<Column> = {}): Column => ({
  name: source, source, titleTh: source, titleEn: source, type: 'text', required: false, unique: false, primaryKey: null, precision: 0, scale: 0, pattern: null,
  min: null, max: null, maxLength: null, codeList: null, calendar: null, geocodeDigits: null, classification: 'internal', personalData: null, fieldId: 1, ...more,
});
const contract = (columns: Column[], more: Partial<Contract> = {}): Contract => ({
  dataset: 'draft-one', titleTh: 'ร่าง', titleEn: 'Draft', source: { ...defaultSource, format: 'csv' }, columns, duplicates: 'reject', deletes: 'snapshot', gates: defaultGates,
  rules: [], freshness: { promiseHours: 720, dataColumn: null, maxDataAgeDays: null }, legalBasis: null, retention: defaultRetention, ...more,
});

test('a new type brings what it needs and drops what does not belong to it', () => {
  const text = column('a', { maxLength: 20, pattern: '[0-9]+' });
  expect(withType(text, 'decimal')).toMatchObject({ type: 'decimal', precision: 18, scale: 2, maxLength: null, pattern: null });
  expect(withType(text, 'geocode')).toMatchObject({ geocodeDigits: 6, pattern: '[0-9]+', maxLength: null });
  expect(withType(text, 'citizen-id').personalData).toBe('direct');
});

test('key places stay 1, 2, 3 when a column leaves the key or the contract', () => {
  const three = [0, 1, 2].reduce((before, at) => toggleKey(before, at, true), contract([column('a'), column('b'), column('c')]));
  expect(three.columns.map(({ primaryKey, required }) => [primaryKey, required])).toEqual([[1, true], [2, true], [3, true]]);
  expect(toggleKey(three, 0, false).columns.map(({ primaryKey }) => primaryKey)).toEqual([null, 1, 2]);
  expect(leaveOut(three, 1).columns.map(({ primaryKey }) => primaryKey)).toEqual([1, 2]);
});

test('reading the file another way keeps what a person edited', () => {
  const edited = contract([column('ปี', { name: 'year', type: 'integer' }), column('ชื่อ')], { dataset: 'oae-rice', freshness: { promiseHours: 24, dataColumn: 'gone', maxDataAgeDays: 3 }, anomaly: { volume: 'hold', nulls: 'off', freshness: 'warn' } });
  const merged = mergeDraft(contract([column('ปี '), column('จังหวัด'), column('ไม่เอา')]), edited, ['ไม่เอา']);
  expect(merged.columns.map(({ source, type, fieldId }) => [source, type, fieldId])).toEqual([['ปี', 'integer', 1], ['จังหวัด', 'text', 0]]);
  expect(merged).toMatchObject({ dataset: 'oae-rice', freshness: { promiseHours: 24, dataColumn: null }, anomaly: edited.anomaly });
});

test('a new version takes the names in force and gives new columns names of their own', () => {
  const inForce = contract([column('รหัส', { name: 'code', fieldId: 7 }), column('เก่า', { name: 'value', fieldId: 8 })], { dataset: 'rid-dams' });
  const next = nameAfter(mergeDraft(contract([column('รหัส', { name: 'code_2' }), column('ใหม่', { name: 'value' })]), inForce), { slug: 'rid-dams', titleTh: 'เขื่อน', titleEn: '' });
  expect(next.columns.map(({ name, fieldId }) => [name, fieldId])).toEqual([['code', 7], ['value_2', 0]]);
  expect(next).toMatchObject({ dataset: 'rid-dams', titleEn: 'เขื่อน' });
});

test('a guess gives way to a better one, a decision does not', () => {
  const drafted = [column('ปี'), column('ชื่อ')];
  const touched = contract([column('ปี'), column('ชื่อ', { titleTh: 'ชื่อเกษตรกร' })]);
  const edits = editedColumns({ contract: touched, drafted, edits: [column('พื้นที่', { type: 'decimal' })] });
  expect(edits.map(({ source }) => source)).toEqual(['พื้นที่', 'ชื่อ']);
  const reread = mergeDraft(contract([column('ปี', { type: 'integer' }), column('ชื่อ'), column('พื้นที่')]), { ...touched, columns: edits });
  expect(reread.columns.map(({ titleTh, type }) => [titleTh, type])).toEqual([['ปี', 'integer'], ['ชื่อเกษตรกร', 'text'], ['พื้นที่', 'decimal']]);
});

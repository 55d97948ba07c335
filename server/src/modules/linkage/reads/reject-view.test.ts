import { expect, it } from 'vitest';
import type { Contract } from '@saphan/contracts/contract';
import { farmersContract } from '../../lake/testing/farmers.ts';
import { viewReject, type RejectRow } from './reject-view.ts';

const base = farmersContract();
const contract: Contract = { ...base, columns: base.columns.filter(({ name }) => ['id', 'name_th', 'area_rai'].includes(name)) };
const row = (raw: string | Uint8Array, off: number): RejectRow => ({ ordinal: 1, line: 4, off, column: 'id', code: 'PK_DUPLICATE', detail: '7', raw: Buffer.from(raw as string), raw_cut: false });
const shown = (raw: string | Uint8Array, off: number, under: Contract = contract) => viewReject(row(raw, off), under, false).raw;

it('shows the kept cells of a workbook row as the other records of its file are shown', () => {
  expect(shown('{"id":"7","name_th":"สม \\"ศรี\\", ก","area_rai":null}', -1)).toBe('7,"สม ""ศรี"", ก",');
  expect(shown('7,สมศรี', -1)).toBe('7,สมศรี');
});

it('shows bytes of the file as they came, also when they look like cells', () => {
  expect(shown('{"id":"7","name_th":"ก","area_rai":null}\n', 120)).toBe('{"id":"7","name_th":"ก","area_rai":null}');
  expect(shown('{cut', -1)).toBe('{cut');
});

it('reads what an adapter wrote as UTF-8, whatever encoding the files of the source have', () => {
  const thai: Contract = { ...contract, source: { ...contract.source, encoding: 'windows-874' } };
  expect(shown('7,ก', -1, thai)).toBe('7,ก');
  expect(shown(Uint8Array.of(0x37, 0x2c, 0xa1), 0, thai)).toBe('7,ก');
});

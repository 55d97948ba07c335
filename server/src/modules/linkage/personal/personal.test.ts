import { checkDigit } from '@saphan/contracts/thai-id';
import type { Contract } from '@saphan/contracts/contract';
import { tmpdir } from 'node:os';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openEngine, type Engine } from '#modules/lake/index.ts';
import { farmersContract } from '../../lake/testing/farmers.ts';
import { findPersonal } from './find-personal.ts';
import { acceptedWith, judgePersonal } from './personal-gate.ts';

let engine: Engine;
beforeAll(async () => { engine = await openEngine({ databasePath: ':memory:', memoryMb: 256, threads: 1, spillDir: tmpdir() }); });
afterAll(() => engine.close());

const farmers = farmersContract();
const plain: Contract = { ...farmers, columns: farmers.columns.filter((column) => column.name === 'name_th').map((column) => ({ ...column, name: 'note', titleTh: 'หมายเหตุ', personalData: null, type: 'text' as const })) };
const idOf = (twelve: string) => `${twelve}${checkDigit(twelve)}`;
const find = async (values: readonly (string | null)[], contract = plain) => {
  await engine.run('create or replace table rows (note varchar)');
  await engine.run(`insert into rows select unnest(from_json($1, '["varchar"]'))`, [JSON.stringify(values)]);
  return findPersonal(engine, 'rows', contract);
};
const id = idOf('110170023070');

describe('the scan for personal data', () => {
  it.each([
    ['a citizen id in a text', [`เจ้าของแปลง ${id} เชียงใหม่`, 'ปกติ', null], [{ column: 'note', kind: 'citizen-id', count: 1 }]],
    ['one in groups, and one in Thai digits', [id.replace(/^(.)(.{4})(.{5})(..)(.)$/, '$1-$2-$3-$4-$5'), idOf('310010012345').replace(/\d/g, (digit) => '๐๑๒๓๔๕๖๗๘๙'[Number(digit)] as string)], [{ column: 'note', kind: 'citizen-id', count: 2 }]],
    ['mobile numbers', ['โทร 081-234-5678', '0923456789', '+66 81 234 5678'], [{ column: 'note', kind: 'phone', count: 3 }]],
    ['e-mail addresses of persons', ['ติดต่อ somchai.j@rice.go.th', 'saraban@rice.go.th'], [{ column: 'note', kind: 'email', count: 1 }]],
    ['more than one kind', [`${id} a.b@example.co.th`], [{ column: 'note', kind: 'citizen-id', count: 1 }, { column: 'note', kind: 'email', count: 1 }]],
  ])('finds %s', async (_what, values, findings) => { expect(await find(values)).toEqual(findings); });

  it.each([
    ['numbers with a wrong check digit', [`${id.slice(0, 12)}${(Number(id[12]) + 1) % 10}`]],
    ['juristic persons', [idOf('010555012345')]],
    ['codes of 13 digits, of which some pass by chance', Array.from({ length: 400 }, (_, i) => String(8_850_000_000_000 + i * 7919))],
    ['codes of ten digits, of which some begin like a mobile number', Array.from({ length: 400 }, (_, i) => String(i * 24_999_983).padStart(10, '0'))],
    ['digits within longer numbers', [`9${id}`, `${id}5`, '123081234567899']],
    ['lines and addresses of offices', ['02-123-4567', 'info@moac.go.th', 'ทดสอบ @ เชียงใหม่']],
    ['dates, areas and short codes', ['2568-01-15', '15/01/2568', '1,234.50', 'TH-50', '18.7883 98.9853']],
  ])('does not take for personal data %s', async (_what, values) => { expect(await find(values)).toEqual([]); });

  it('leaves columns alone that the contract calls personal', async () => {
    expect(await find([id], { ...plain, columns: plain.columns.map((column) => ({ ...column, personalData: 'direct' as const })) })).toEqual([]);
  });
});

describe('the gate of personal data', () => {
  const findings = [{ column: 'note', kind: 'phone' as const, count: 1200 }];

  it('holds with the column, what it is and how much, and no value', () => {
    const [gate] = judgePersonal(plain, findings, {});
    expect(gate).toMatchObject({ name: 'personal-data', value: 1, limit: 0, ok: false });
    expect([gate?.th, gate?.en]).toEqual([expect.stringContaining('หมายเลขโทรศัพท์มือถือ 1,200 ค่าในคอลัมน์ หมายเหตุ (note)'), expect.stringContaining('1,200 mobile numbers in note')]);
  });

  it('lets pass what was decided before for that column, and asks again for another kind', () => {
    const accepted = acceptedWith({}, findings);
    expect(judgePersonal(plain, findings, accepted)).toMatchObject([{ ok: true, value: 0 }]);
    expect(judgePersonal(plain, [...findings, { column: 'note', kind: 'email', count: 1 }], accepted)).toMatchObject([{ ok: false, value: 1 }]);
    expect(acceptedWith(accepted, [])).toEqual({ note: ['phone'] });
    expect(judgePersonal(plain, [], accepted)).toEqual([]);
  });
});

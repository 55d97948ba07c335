import { tmpdir } from 'node:os';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Contract, RowRule, Severity } from '@saphan/contracts/contract';
import { ruleLibrary, type RuleUse } from '@saphan/contracts/rules/library';
import { openEngine, type Engine } from '#modules/lake/index.ts';
import { farmersContract } from '../../lake/testing/farmers.ts';
import { judgeTableRules } from './library-rules.ts';
import { applyRowRules } from './rules.ts';

const base = farmersContract();
const now = new Date('2026-11-21T10:00:00Z');
let engine: Engine;
const named = (use: RuleUse, severity: Severity = 'warn'): RowRule => ({ id: 'r', sql: '', severity, titleTh: 'ก', titleEn: 'r', use });
const contractOf = (use: RuleUse, severity?: Severity): Contract => ({ ...base, columns: base.columns.map((column) => ({ ...column, pattern: null, min: null })), rules: [named(use, severity)] });
/** One column of the stage with these values, everything else empty. */
const stage = (column: string, values: readonly string[]) => engine.run(`create or replace table stage as select row_number() over () as _line, null::bigint as id, null::varchar as name_th, null::varchar as citizen_id, null::varchar as tambon, null::decimal(12,2) as area_rai,
  null::boolean as irrigated, null::date as registered_on, null::timestamp as updated_at, null::bigint as crop, null::varchar as amphoe, null::varchar as phone from range(${values.length})`)
  .then(async () => { for (const [i, value] of values.entries()) await engine.run(`update stage set ${column} = $1 where _line = ${i + 1}`, [value]); });

beforeAll(async () => {
  engine = await openEngine({ databasePath: ':memory:', memoryMb: 256, threads: 1, spillDir: tmpdir() });
  await engine.run('create table bad (_line bigint, code varchar, "column" varchar, detail varchar)');
});
afterAll(() => engine.close());

it.each<[RuleUse, string, string[], string[]]>([
  [{ rule: 'allowed-values', column: 'name_th', values: ['ข้าว', "it's"] }, 'name_th', ['ข้าว', "it's"], ['ยาง', "' or true --"]],
  [{ rule: 'between', column: 'area_rai', min: 0, max: 10 }, 'area_rai', ['0', '10', '5.5'], ['-0.01', '10.01']],
  [{ rule: 'between', column: 'registered_on', min: '2026-01-01' }, 'registered_on', ['2026-01-01', '2027-01-01'], ['2025-12-31']],
  [{ rule: 'citizen-number', column: 'name_th' }, 'name_th', ['1101700230708', '1-1017-00230-70-8'], ['1101700230700', '110170023070', '0994000158378', 'abc']],
  [{ rule: 'tax-number', column: 'name_th' }, 'name_th', ['0994000158378', '1101700230708'], ['0994000158370', '99']],
  [{ rule: 'area-code', column: 'tambon' }, 'tambon', ['10', '5001', '100101', '380101'], ['28', '100', '990101']],
  [{ rule: 'postcode', column: 'name_th' }, 'name_th', ['10200', '50200', '96000'], ['19000', '1020', '00100', '102000']],
  [{ rule: 'email', column: 'name_th' }, 'name_th', ['a.b@doae.go.th'], ['a@b', 'a b@doae.go.th', '@doae.go.th']],
  [{ rule: 'phone', column: 'phone' }, 'phone', ['081-234-5678', '02 940 6080', '+66812345678'], ['1234', '0112345678', '08123456789']],
  [{ rule: 'matches', column: 'name_th', pattern: "P[0-9]{3}|'" }, 'name_th', ['P001', "'"], ['P01', 'xP001']],
])('%j takes %s and finds the others', async (use, column, good, wrong) => {
  await stage(column, [...good, ...wrong]);
  expect(await applyRowRules(engine, contractOf(use))).toEqual([{ rule: 'r', severity: 'warn', count: wrong.length }]);
});

it('a date is in the future from tomorrow in Bangkok on, an empty cell never', async () => {
  const today = new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10);
  const tomorrow = new Date(Date.now() + 31 * 3_600_000).toISOString().slice(0, 10);
  await stage('registered_on', [today, tomorrow]);
  await engine.run('insert into stage (_line) values (3)');
  expect(await applyRowRules(engine, contractOf({ rule: 'not-in-future', column: 'registered_on' }))).toMatchObject([{ count: 1 }]);
  expect(await applyRowRules(engine, contractOf({ rule: 'not-empty', column: 'registered_on' }))).toMatchObject([{ count: 1 }]);
});

it('columns of one row are held against each other, and breaking rows go to quarantine', async () => {
  await engine.run(`create or replace table stage as select 1 as _line, 13.75::decimal(12,2) as area_rai, 100::bigint as crop, 2::bigint as id union all select 2, 3, 4, 7`);
  expect(await applyRowRules(engine, contractOf({ rule: 'within-thailand', columns: ['area_rai', 'crop'] }))).toMatchObject([{ count: 1 }]);
  expect(await applyRowRules(engine, contractOf({ rule: 'sum', columns: ['id', 'area_rai', 'crop'] }, 'reject'))).toMatchObject([{ count: 1 }]);
  expect(await engine.rows('select _line::double as line, code from bad')).toEqual([{ line: 1, code: 'RULE_FAILED' }]);
  expect(await applyRowRules(engine, contractOf({ rule: 'in-order', columns: ['area_rai', 'crop'] }))).toMatchObject([{ count: 0 }]);
});

it.each<[RuleUse, number | null, number | 'not asked']>([
  [{ rule: 'null-share', column: 'crop', share: 0.5 }, null, 0], [{ rule: 'null-share', column: 'crop', share: 0.4 }, null, 1],
  [{ rule: 'unique', columns: ['id'] }, null, 1], [{ rule: 'unique', columns: ['id', 'crop'] }, null, 0],
  [{ rule: 'row-count', min: 4, max: 4 }, null, 0], [{ rule: 'row-count', min: 5 }, null, 1],
  [{ rule: 'row-count-change', share: 0.2 }, 5, 0], [{ rule: 'row-count-change', share: 0.2 }, 6, 1], [{ rule: 'row-count-change', share: 0.2 }, null, 'not asked'],
  [{ rule: 'fresh-date', column: 'registered_on', days: 10 }, null, 0], [{ rule: 'fresh-date', column: 'registered_on', days: 9 }, null, 1],
  [{ rule: 'distinct-count', column: 'id', min: 2, max: 2 }, null, 0], [{ rule: 'distinct-count', column: 'id', min: 3 }, null, 1],
])('%j over four rows, %s before: %s', async (use, formerRows, count) => {
  await engine.run(`create or replace table stage as select i as _line, (i % 2)::bigint as id, case when i < 2 then i end::bigint as crop, date '2026-11-11' - i::integer as registered_on from range(4) r(i)`);
  const found = await judgeTableRules(engine, contractOf(use, 'hold'), formerRows, now);
  expect(found.map((each) => each.count)).toEqual(count === 'not asked' ? [] : [count]);
});

it('has asked every rule of the library here', () => {
  const asked = ['allowed-values', 'between', 'citizen-number', 'tax-number', 'area-code', 'postcode', 'email', 'phone', 'matches', 'not-in-future', 'not-empty', 'within-thailand', 'sum', 'in-order', 'null-share', 'unique', 'row-count', 'row-count-change', 'fresh-date', 'distinct-count'];
  expect(ruleLibrary.map(({ name }) => name).filter((name) => !asked.includes(name))).toEqual([]);
});

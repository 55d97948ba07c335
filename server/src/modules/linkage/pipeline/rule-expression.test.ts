import { tmpdir } from 'node:os';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Contract, RowRule } from '@saphan/contracts/contract';
import { openEngine, type Engine } from '#modules/lake/index.ts';
import { farmersContract } from '../../lake/testing/farmers.ts';
import { checkRuleExpression } from './rule-expression.ts';
import { applyRowRules } from './rules.ts';

let engine: Engine;
const base = farmersContract();
const named = (sql: string, id = 'r'): RowRule => ({ id, sql, severity: 'warn', titleTh: id, titleEn: id });
/** Rules as the second gate meets them: the reader of contracts, which refuses most of these before, is passed over. */
const check = (sql: string) => checkRuleExpression(engine, base, named(sql));
beforeAll(async () => {
  engine = await openEngine({ databasePath: ':memory:', memoryMb: 256, threads: 1, spillDir: tmpdir() });
  await engine.run(`create table stage as select i as _line, i::bigint as id, 'เกษตรกร $1' as name_th, 'k' as citizen_id, '100101' as tambon, i::decimal(12,2) as area_rai,
    true as irrigated, date '2024-02-01' as registered_on, timestamp '2024-02-01' as updated_at, 3::bigint as crop, null::varchar as amphoe, '0812345678' as phone from range(10) r(i)`);
  await engine.run('create table bad (_line bigint, code varchar, "column" varchar, detail varchar)');
});
afterAll(() => engine.close());

it.each([
  ...['read_text(\'/etc/passwd\')', 'getenv(\'HOME\')', 'current_setting(\'threads\')', 'getvariable(\'x\')', 'query_table(\'stage\')', 'nextval(\'s\')', 'random()', 'now()', 'glob(\'/*\')', 'error(\'x\')']
    .map((call) => `${call} is null`),
  '(select content from read_text(\'/etc/passwd\')) is null', 'exists (from read_text(\'/etc/passwd\'))', 'id in (select 1)', 'id = any (select 1)', 'array(select 1) is null',
  'name_th in (from read_csv(\'/etc/passwd\'))', 'list_transform([1], lambda x: x) is null', '[x for x in [1]] is null', 'row_number() over () > 1', 'count(*) > 1', 'columns(*) is null', '* is null',
  '#1 = 1', '$1 = 1', '? = 1', '_line = 1', 'stage.id = 1', 'other.id = 1', 'ID2 = 1', 'current_date > registered_on', 'current_user is null', 'stage is null', '{\'a\': id} is null',
  'area_rai > 0, id', 'id > 0) from stage where (id > 0', 'id > 0) from stage --', 'id > 0) from stage union select (1', 'id > 0) from read_text(\'/etc/passwd\') --',
  'id > 0) from stage; set threads = 1 --', 'id > 0); copy stage to \'/tmp/x\' --', 'id > 0), (id', 'id > 0) from stage order by (select 1) --', 'id > 0 --', 'id > 0 /*', 'name_th = E\'\\\') from stage --',
  'id > 0) is null from (select 1', '', ')', 'set threads = 1', 'attach \'/tmp/x.db\' as x',
])('refuses %s', async (sql) => {
  // A comment at the end takes nothing with it and is harmless.
  if (sql === 'id > 0 --') return void await check(sql);
  await expect(check(sql)).rejects.toMatchObject({ code: 'linkage.rule-refused' });
});

it.each([
  'area_rai > 0', 'area_rai is null or area_rai between 0 and 100000', 'extract(year from registered_on) > 2000', 'name_th like \'%กร%\' and length(phone) = 10', 'not (irrigated and crop in (1, 2, 3))',
  'case when id > 3 then area_rai >= 0 else true end', 'registered_on is distinct from date \'2020-01-01\'', 'try_cast(phone as bigint) is not null', 'coalesce(amphoe, \'\') = \'\'',
])('takes %s', async (sql) => { await expect(check(sql)).resolves.toBeUndefined(); });

it('runs a rule as it was read, also when its text looks like a parameter of another check', async () => {
  const contract: Contract = { ...base, columns: base.columns.map((column) => (column.name === 'tambon' ? { ...column, pattern: '\\d{6}', min: null } : column)), rules: [
    named('name_th = \'เกษตรกร $1\'', 'same-text'), named('id < 4 -- ends here', 'small'), named('id < 9', 'under-nine'),
  ] };
  expect((await applyRowRules(engine, contract)).map(({ rule, count }) => [rule, count])).toEqual([['same-text', 0], ['small', 6], ['under-nine', 1]]);
});

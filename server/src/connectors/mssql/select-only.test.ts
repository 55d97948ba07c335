import { expect, it } from 'vitest';
import { problemOf } from '../testing/problem-of.ts';
import { beginsWithWith, checkSelectOnly } from './select-only.ts';

it.each([
  'select 1', ' -- a\n/* b /* inside */ delete */ select top (5) * from [drop].[table]', "with x as (select 1 as one) select * from x where 'it''s; drop' <> one", '(select 1) union (select 2)',
  'select case when a = 1 then 1 else 2 end as "set" from t', 'select a from t inner merge join u on t.id = u.id option (merge union)', 'select [ชื่อ] as ชื่อ, created, update_date, settings from ตาราง for xml path (\'\')', 'select a from t order by a offset 5 rows fetch next 5 rows only',
])('takes %s', (query) => { expect(() => checkSelectOnly(query)).not.toThrow(); });

it.each([
  'delete from t', 'select 1; select 2', 'select * into u from t', 'select 1 drop table t', 'select 1 exec sp_who', 'with x as (select 1 as one) delete from x', 'select 1 waitfor delay \'1:00\'', "select * from openrowset('a', 'b', 'c')",
  'declare @a int', 'select 1 commit', 'select 1 as a end conversation \'x\'', '', 'sp_who', '/* select */ drop table t', "select '' drop table t --'", 'select [a]]] drop table t', 'select 1 /* /* */ */ update t set a = 1', 'SELECT 1 DROP TABLE t', 'select 1 set identity_insert t on',
])('refuses %s', (query) => { expect(() => checkSelectOnly(query)).toThrow(problemOf('query-not-select', 'config')); });

it.each(["select 'a", 'select [a', 'select "a', 'select /* a /* b */ 1'])('refuses what is not closed: %s', (query) => { expect(() => checkSelectOnly(query)).toThrow(problemOf('query-refused', 'config')); });

it('knows a statement that cannot stand inside another', () => {
  expect([beginsWithWith('/* a */ WITH x as (select 1) select 1'), beginsWithWith('select 1'), beginsWithWith('[with]')]).toEqual([true, false, false]);
});

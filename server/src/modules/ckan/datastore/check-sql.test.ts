import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openEngine, type Engine } from '#modules/lake/index.ts';
import { tmpdir } from 'node:os';
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { tablesOf } from './check-sql.ts';

const spillDir = mkdtempSync(join(tmpdir(), 'check-sql-'));
let engine: Engine;
beforeAll(async () => { engine = await openEngine({ databasePath: ':memory:', memoryMb: 128, threads: 1, spillDir }); });
afterAll(async () => { await engine.close(); rmSync(spillDir, { recursive: true, force: true }); });

describe('SQL of a client', () => {
  it.each([
    ['SELECT * FROM "3f0a" LIMIT 5', ['3f0a']],
    ['select count(*), max(lower(a)) from t where a like \'%ข้าว%\' and b between 1 and 2 group by c having sum(x) > 1 order by 1 desc nulls last limit 3 offset 2', ['t']],
    ['with x as (select * from t), y as (select a from x) select * from y join u using (a) union all select * from v', ['t', 'u', 'v']],
    ['select case when a > 1 then \'x\' else b end, a::date, row_number() over (partition by a order by b rows between 1 preceding and current row), rank() over w from t window w as (order by a)', ['t']],
    ['select * from t where exists (select 1 from u where u.a = t.a) and a in (select a from v) and b is not null and c not in (1, 2)', ['t', 'u', 'v']],
    ['select distinct on (a) a, b || \'-\', -c, a ~ \'x\', extract(year from d), d + interval 1 day, count(distinct a) filter (where b > 0) from t group by all', ['t']],
    ['select * exclude (a) from t, generate_series(1, 3) g(i)', ['t']], ['values (1, 2)', []], ['select \'drop table x; select 2\'', []],
    ['with x as (select * from y), y as (select * from x) select * from y', ['y']], ['with x as (select 1), y as (select * from x) select * from y, (with z as (select * from x) select * from z, t) u', ['t']],
    ['select * from duckdb_views, (with duckdb_views as (select 1) select * from duckdb_views) x', ['duckdb_views']], ['with t as (select * from t) select * from t', ['t']], ['with X as (select 1) select * from x', []], ['select 1 where exists (with u as (select 1) select * from u) union select a from u', ['u']],
    ['select a.x, b.y from t a left join u b on a.id = b.id cross join v full outer join w on true', ['t', 'u', 'v', 'w']],
  ])('may be %s', async (sql, tables) => { expect((await tablesOf(engine, sql)).sort()).toEqual(tables); });

  it.each([
    'select 1; select 2', 'select 1; drop table t', 'insert into t values (1)', 'delete from t', 'drop table t', 'attach \'x\' as y', 'copy t to \'x\'', 'set threads = 1', 'pragma version', 'install httpfs', 'create table x as select 1', 'explain select 1', '',
    "select * from read_csv('secret')", "select * from 'secret.parquet'::varchar", 'select * from glob(\'*\')', 'select * from duckdb_settings()', 'select * from query(\'select 1\')', 'select * from parquet_metadata(\'x\')', 'select * from pragma_table_info(\'t\')',
    'select getenv(\'HOME\')', 'select current_setting(\'threads\')', 'select getvariable(\'x\')', 'select nextval(\'s\')', 'select txid_current()', 'select version()', 'select pg_sleep(9)', 'select current_schemas(true)', 'select json_serialize_sql(\'select 1\')', 'select json_execute_serialized_sql(\'x\')',
    'select * from main.t', 'select * from information_schema.tables', 'select * from pg_catalog.pg_class', 'select * from system.main.duckdb_tables', 'show tables', 'describe t', 'summarize t', 'select $1', 'select ?', 'select * from t at (version => 1)',
    'with recursive r as (select 1 union all select * from r) select * from r', 'with "a/b.csv" as (select 1) select * from "a/b.csv"', 'pivot t on a', 'select lower(getenv(\'A\')) from t order by getenv(\'B\')', 'select a from t order by pg_backend_pid()', 'select count(*) filter (where getenv(\'x\') = \'\') from t',
    'select list_transform([1], x -> getenv(\'A\'))', 'select * from t limit (select getenv(\'A\'))', 'select sum(a) over (order by getenv(\'A\')) from t', `select '${'x'.repeat(100_001)}'`,
  ])('is refused: %s', async (sql) => { await expect(tablesOf(engine, sql)).rejects.toMatchObject({ code: 'ckan.sql-refused' }); });

  it('names a file as a table that nobody has', async () => { expect(await tablesOf(engine, 'select * from \'secret.parquet\'')).toEqual(['secret.parquet']); });
  it('is told where it is wrong', async () => { await expect(tablesOf(engine, 'select * from t wher a = 1 1')).rejects.toMatchObject({ fields: { position: expect.any(Number) } }); });
});

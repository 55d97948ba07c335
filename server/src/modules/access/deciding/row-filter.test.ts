import { DuckDBInstance } from '@duckdb/node-api';
import { describe, expect, it } from 'vitest';
import { rowFilterSql } from './row-filter.ts';
import type { RowCondition } from './decision-input.ts';

describe('the rows of an agreement', () => {
  it.each<[RowCondition[], number[]]>([
    [[{ column: 'province', op: 'eq', value: "สุ'ริน" }], [2]],
    [[{ column: 'area', op: 'gte', value: 10 }], [2, 3]],
    [[{ column: 'on_day', op: 'lt', value: '2026-06-01' }, { column: 'province', op: 'ne', value: 'น่าน' }], [2]],
    [[{ column: 'province', op: 'in', value: ['น่าน', 'เลย'] }], [1, 3]],
    [[], [1, 2, 3]],
  ])('%j are those found by hand', async (conditions, ids) => {
    const duck = await (await DuckDBInstance.create(':memory:')).connect();
    await duck.run(`create table t as select * from (values (1, 'น่าน', 9.5, date '2026-01-01'), (2, 'สุ''ริน', 10, date '2026-02-01'), (3, 'เลย', 100, date '2026-07-01')) v(id, province, area, on_day)`);
    const { sql, values } = rowFilterSql(conditions);
    const rows = (await duck.runAndReadAll(`select id from t where ${sql} order by id`, values)).getRowObjects();
    expect(rows.map(({ id }) => id)).toEqual(ids);
  });

  it.each([
    [{ column: 'a" or 1=1 --', op: 'eq', value: 1 }], [{ column: 'a', op: 'like', value: '%' }], [{ column: 'a', op: 'constructor', value: 1 }], [{ column: 'a', op: 'eq', value: { x: 1 } }], [{ column: 'a', op: 'in', value: [] }],
  ])('%j are refused, never written into a statement', (condition) => {
    expect(() => rowFilterSql([condition as RowCondition])).toThrow(expect.objectContaining({ code: 'access.row-filter-broken' }));
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { moduleFolders } from '../../../app/module-folders.ts';
import { digits, fragment, joinFragments, writeStatement, type Fragment } from '#kernel/fragment.ts';
import { testDatabase, type TestDatabase } from '#kernel/testing/database.ts';
import { compileFilter } from './compile-filter.ts';
import { composeSearch, type Composed } from './compose-search.ts';
import type { SearchPlan } from './plan-search.ts';
import type { Filter, SortKey } from './types.ts';

const hostile = `'; drop table catalog.dataset; --$1 \\ " %_*?`;
const part = (id: number) => ({ ids: [id], weight: 1.5 });
const plans: (SearchPlan | null)[] = [
  null, { mode: 'all', must: [part(1)], may: [] }, { mode: 'all', must: [part(1), part(2), part(3), part(4)], may: [part(5), part(6)] }, { mode: 'some', must: [part(1), { ids: [2, 3], weight: 1 }], may: [] },
];
const filters: Filter[] = [
  { kind: 'all' }, { kind: 'eq', field: hostile, value: hostile }, { kind: 'in', field: 'id', values: [hostile] }, { kind: 'in', field: 'slug', values: [hostile] }, { kind: 'exists', field: hostile }, { kind: 'prefix', field: hostile, value: hostile },
  { kind: 'wildcard', field: 'id', pattern: hostile }, { kind: 'wildcard', field: hostile, pattern: hostile }, { kind: 'range', field: 'num_tags', from: '1', to: '2', toOpen: true }, { kind: 'range', field: hostile, from: hostile },
  { kind: 'range', field: 'changedAt', from: '2026-01-01T00:00:00Z', fromOpen: true }, { kind: 'range', field: 'createdAt', from: hostile }, { kind: 'range', field: 'x' }, { kind: 'words', text: hostile, phrase: true }, { kind: 'words', text: 'a', in: 'title', phrase: true },
  { kind: 'and', of: [{ kind: 'not', of: { kind: 'or', of: [{ kind: 'all' }, { kind: 'eq', field: 'a', value: 'b' }] } }, { kind: 'and', of: [] }, { kind: 'or', of: [] }] },
];
const sorts: SortKey[][] = [[], [{ by: 'score', descending: true }, { by: 'title' }], [{ by: 'titleEn' }, { by: 'slug', descending: true }], [{ by: 'createdAt' }, { by: 'changedAt', descending: true }, { by: 'id' }]];
const compose = (over: Partial<Composed>) => composeSearch({ plan: null, condition: fragment`true`, phrases: [], runs: [], titleKey: null, facets: [], sort: [], offset: 0, limit: 10, ...over });
const condition = (filter: Filter) => compileFilter(filter, (text) => [text]);

const statements: Fragment[] = [
  ...plans.flatMap((plan) => sorts.flatMap((sort) => [compose({ plan, sort }), compose({ plan, sort, counted: true }), compose({ plan, sort, titleKey: plan && hostile, runs: plan ? [hostile] : [], phrases: plan ? [hostile] : [], facets: ['tags', hostile, 'organization'], offset: 5_000 })])),
  ...filters.map((filter) => compose({ plan: plans[1] as SearchPlan, condition: condition(filter), runs: [hostile] })),
];

describe('a composed statement', () => {
  let database: TestDatabase;
  beforeAll(async () => { database = await testDatabase(moduleFolders); });
  afterAll(() => database?.close());

  it('is planned by PostgreSQL under the role of the module, whatever is asked', async () => {
    expect(statements.length).toBeGreaterThan(40);
    await database.db.tx(async (tx) => {
      await tx.query('set local role mod_catalog');
      for (const { text, values } of statements.map(writeStatement)) await tx.query(`explain ${text}`, values);
    });
  });

  it('holds nothing of what was asked in its text', () => {
    for (const statement of statements) expect(writeStatement(statement).text).not.toContain('drop table');
  });
});

describe('a fragment', () => {
  it('numbers its values, pieces within pieces', () => {
    expect(writeStatement(fragment`a = ${1} and ${joinFragments([fragment`b = ${2}`, fragment`c = ${'x'}`], 'or')} or f${digits(3)}`)).toEqual({ text: 'a = $1 and b = $2\n  or c = $3 or f3', values: [1, 2, 'x'] });
  });
  it('takes whole numbers into names, and nothing else', () => { for (const bad of [-1, 1.5, Number.NaN, '1; drop' as unknown as number]) expect(() => digits(bad)).toThrow(RangeError); });
});

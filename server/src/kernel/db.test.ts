import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Tx } from './db.ts';
import { testDatabase, type TestDatabase } from './testing/database.ts';

let test: TestDatabase;
beforeAll(async () => { test = await testDatabase([]); });
afterAll(() => test?.close());

const reachHere = "select current_setting('saphan.reach') as reach";

describe('a single statement', () => {
  it('is a transaction by itself', async () => {
    await test.db.one((tx) => tx.query("create table public.single (n int); insert into public.single values (1)"));
    expect((await test.db.one((tx) => tx.query('select n from public.single'))).rows).toEqual([{ n: 1 }]);
  });

  it('is followed by no second one', async () => {
    await expect(test.db.one(async (tx) => { await tx.query('select 1'); await tx.query('select 2'); })).rejects.toThrow(/single statement/);
  });

  it('of a scoped register reaches no further than the scope', async () => {
    const scoped = test.db.scoped("set local saphan.reach = 'request'");
    expect([(await scoped.one((tx) => tx.query(reachHere))).rows, (await test.db.one((tx) => tx.query(reachHere))).rows]).toEqual([[{ reach: 'request' }], [{ reach: 'house' }]]);
  });

  it('says that the register is away as every transaction does', async () => {
    await expect(test.db.one((tx) => tx.query('select pg_terminate_backend(pg_backend_pid())'))).rejects.toMatchObject({ code: 'kernel.database-unavailable' });
    expect((await test.db.one((tx) => tx.query('select 1 as n'))).rows).toEqual([{ n: 1 }]);
  });
});

describe('statements that go out together', () => {
  const put = (n: number) => (tx: Tx) => tx.query('insert into public.together values ($1) returning n', [n]);
  const kept = async () => (await test.db.one((tx) => tx.query('select n from public.together order by n'))).rows.map(({ n }) => n as number);
  beforeAll(() => test.db.one((tx) => tx.query('create table public.together (n int primary key)')));

  it('are one transaction and answer in their order', async () => {
    const said = await test.db.together(put(1), put(2), (tx) => tx.query('select count(*)::int as n from public.together'));
    expect([said.map(({ rows }) => rows), await kept()]).toEqual([[[{ n: 1 }], [{ n: 2 }], [{ n: 2 }]], [1, 2]]);
  });

  it('leave nothing when one of them fails, and the first fault is told', async () => {
    await expect(test.db.together(put(3), put(1), put(4))).rejects.toMatchObject({ code: '23505' });
    expect(await kept()).toEqual([1, 2]);
  });

  it('leave nothing when one of them is never asked', async () => {
    await expect(test.db.together(put(5), async () => { throw new RangeError('no text'); })).rejects.toThrow('no text');
    await expect(test.db.together(put(5), async () => 'nothing')).rejects.toThrow(/one statement of each/);
    expect(await kept()).toEqual([1, 2]);
  });

  it('are refused what they would ask later', async () => {
    await expect(test.db.together(async (tx) => { await tx.query('select 1'); return put(5)(tx); })).rejects.toThrow(/one statement of each/);
    expect(await kept()).toEqual([1, 2]);
  });

  it('say that the register is away, and go on when it is back', async () => {
    await expect(test.db.together(put(8), (tx) => tx.query('select pg_terminate_backend(pg_backend_pid())'))).rejects.toMatchObject({ code: 'kernel.database-unavailable' });
    await test.db.together(put(9));
    expect(await kept()).toEqual([1, 2, 9]);
  });
});

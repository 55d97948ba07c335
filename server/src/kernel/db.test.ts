import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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

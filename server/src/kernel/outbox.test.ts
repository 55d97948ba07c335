import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openLog } from './log.ts';
import { announce, dispatch, type Consumer } from './outbox.ts';
import { ensureConsumer } from './outbox.sql.gen.ts';
import { testDatabase, type TestDatabase } from './testing/database.ts';
import { hearAll } from './testing/hear-all.ts';

let test: TestDatabase;
const log = openLog('test', 'silent');
beforeAll(async () => { test = await testDatabase([]); });
afterAll(() => test.close());

async function listener(name: string, hear: Consumer['hear']): Promise<Consumer> {
  await test.db.tx((tx) => ensureConsumer(tx, { name }));
  return { name, topics: ['a.thing-happened'], hear };
}

describe('the outbox', () => {
  it('lets a consumer hear each committed event once, in order, and none that was rolled back', async () => {
    const heard: number[] = [];
    const consumer = await listener('in-order', async (_tx, event) => { heard.push(event.payload.n); });
    for (const n of [1, 2, 3]) await test.db.tx((tx) => announce(tx, 'a.thing-happened', { n }));
    await test.db.tx(async (tx) => { await announce(tx, 'a.thing-happened', { n: 99 }); throw new TypeError('roll back'); }).catch(() => undefined);
    await hearAll(test.db, [consumer], log);
    await dispatch(test.db, [consumer], log);
    expect(heard).toEqual([1, 2, 3]);
  });

  it('does not pass over an event whose transaction began earlier and commits later', async () => {
    const heard: number[] = [];
    const consumer = await listener('slow-commit', async (_tx, event) => { if (event.payload.m) heard.push(event.payload.m); });
    const slow = await test.db.connect();
    await slow.query('begin');
    await announce(slow, 'a.thing-happened', { m: 1 });
    await test.db.tx((tx) => announce(tx, 'a.thing-happened', { m: 2 }));
    await dispatch(test.db, [consumer], log);
    expect(heard).toEqual([]);
    await slow.query('commit');
    slow.release();
    await hearAll(test.db, [consumer], log);
    expect(heard).toEqual([1, 2]);
  });

  it('undoes what a failing consumer wrote and lets it hear the event again', async () => {
    let tries = 0;
    const consumer = await listener('fails-once', async (tx, event) => {
      if (!event.payload.k) return;
      await tx.query(`insert into kernel.job (name) values ('written-by-consumer')`);
      if (tries++ === 0) throw new TypeError('first time');
    });
    await test.db.tx((tx) => announce(tx, 'a.thing-happened', { k: 1 }));
    await expect.poll(async () => { await dispatch(test.db, [consumer], log); return tries; }).toBe(1);
    const after = await test.db.read((tx) => tx.query(`select count(*) as n from kernel.job where name = 'written-by-consumer'`));
    expect(after.rows[0].n).toBe(0);
    await test.db.tx((tx) => tx.query(`update kernel.consumer set moved_at = now() - interval '1 hour' where name = 'fails-once'`));
    await hearAll(test.db, [consumer], log);
    const again = await test.db.read((tx) => tx.query(`select count(*) as n from kernel.job where name = 'written-by-consumer'`));
    expect([tries, again.rows[0].n]).toEqual([2, 1]);
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openLog } from './log.ts';
import { drainSeat, keepSeat, type KeptSeat, Seat, startSeat } from './seat.ts';
import { testDatabase, type TestDatabase } from './testing/database.ts';

let test: TestDatabase;
let kept: KeptSeat | undefined;
const seat = new Seat();
beforeAll(async () => {
  test = await testDatabase([]);
  kept = await keepSeat(test.db, seat, { host: 'here', pid: process.pid, version: '0', supervised: true, diskFreeBytes: () => 1 }, openLog('test', 'silent'));
});
afterAll(async () => { await kept?.close(); await test.close(); });

const take = () => seat.take(async () => true);

describe('a seat', () => {
  it('takes nothing more from the moment that draining was asked, not from its next beat', async () => {
    expect(await take()).toBe(true);
    await test.db.tx((tx) => drainSeat(tx, { name: seat.name, by: 'somchai', reason: 'memory', then: 'stay' }));
    expect(await take()).toBe(false);
    expect(await kept?.drained).toBe('stay');
  });

  it('goes on once the draining is taken back', async () => {
    expect(await test.db.tx((tx) => startSeat(tx, seat.name))).toBe('goes-on');
    await expect.poll(take).toBe(true);
  });

  it('ends empty when what it had in hand is done', async () => {
    const work = Promise.withResolvers<boolean>();
    const taking = seat.take(() => work.promise);
    await expect.poll(() => seat.take(async () => false)).toBe(false);
    seat.hold(true);
    expect(await seat.emptied(AbortSignal.timeout(100))).toBe(false);
    work.resolve(true);
    expect(await taking).toBe(true);
    expect(await seat.emptied(AbortSignal.timeout(10_000))).toBe(true);
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { farmersContract, keylessContract, stageFarmers } from '../testing/farmers.ts';
import { lakeBench, type LakeBench } from '../testing/lake-bench.ts';
import type { ChangedRow } from '../diff/samples.ts';
import type { Release } from '../release.ts';
import { whole } from './portion.ts';
import { readChanges } from './read-changes.ts';

/** More than one window. */
const COUNT = 60_000;
let lake: LakeBench;
let before: Release;
let after: Release;
beforeAll(async () => { lake = await lakeBench(); [before, after] = await editedPair(); });
afterAll(() => lake.close());

async function readAll(before: Release, after: Release, limit: number): Promise<ChangedRow[]> {
  const items: ChangedRow[] = [];
  let cursor: string | null = null;
  do {
    const page = await readChanges(lake.ports, { before: whole(before), after: whole(after) }, { cursor, limit });
    if (page.nextCursor === null) expect(page.items.length).toBeLessThanOrEqual(limit);
    else expect(page.items.length).toBe(limit);
    items.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return items;
}

async function editedPair(contract = farmersContract()): Promise<[Release, Release]> {
  await stageFarmers(lake.engine, COUNT);
  const old = await lake.release(1, null, contract);
  await lake.engine.run(`delete from stage where id between 20000 and 20400`);
  await lake.engine.run(`update stage set crop = 99 where id % 300 = 7`);
  await lake.engine.run(`insert into stage by name select * replace (id + 60000 as id) from stage where id < 300`);
  return [old, await lake.release(2, old, contract)];
}

describe('pages of changes', () => {
  it('list every difference once, in key order, however they are cut', async () => {
    for (const limit of [61, 500]) {
      const items = await readAll(before, after, limit);
      const ids = items.map((item) => Number(item.key['id']));
      expect(ids).toEqual(ids.toSorted((a, b) => a - b));
      expect(new Set(ids).size).toBe(ids.length);
      const of = (op: string) => items.filter((item) => item.op === op).length;
      expect([of('added'), of('removed'), of('changed')]).toEqual([after.diff.added, after.diff.removed, after.diff.changed]);
    }
  });

  it('are full but for the last, also where nothing differs for longer than a window', async () => {
    await stageFarmers(lake.engine, COUNT);
    const old = await lake.release(1, null, farmersContract());
    await lake.engine.run('update stage set crop = 99 where id in (3, 4, 59990, 59991, 59992)');
    const now = await lake.release(2, old, farmersContract());
    const first = await readChanges(lake.ports, { before: whole(old), after: whole(now) }, { cursor: null, limit: 3 });
    expect(first.items.map((item) => Number(item.key['id']))).toEqual([3, 4, 59990]);
    expect((await readAll(old, now, 3)).map((item) => Number(item.key['id']))).toEqual([3, 4, 59990, 59991, 59992]);
  });

  it('between releases in the other direction exchange added and removed', async () => {
    const items = await readAll(after, before, 500);
    expect(items.filter((item) => item.op === 'added').length).toBe(after.diff.removed);
    expect(items.find((item) => item.op === 'changed')).toMatchObject({ before: { crop: 99, phone: '0•••' } });
  });

  it('of a release with itself are none', async () => {
    expect(await readAll(before, before, 100)).toEqual([]);
  });

  it('without a key list whole rows', async () => {
    const [old, now] = await editedPair(keylessContract());
    const items = await readAll(old, now, 500);
    expect(items.filter((item) => item.op === 'added').length).toBe(now.diff.added);
    expect(items.filter((item) => item.op === 'removed').length).toBe(now.diff.removed);
  });

  it('without a key list a row as often as it came, on as many pages as that takes', async () => {
    await stageFarmers(lake.engine, 10);
    const old = await lake.release(1, null, keylessContract());
    await lake.engine.run(`insert into stage by name select s.* from stage s, range(1700) where s.id = 3`);
    await lake.engine.run(`delete from stage where id in (4, 5)`);
    const now = await lake.release(2, old, keylessContract());
    expect([now.diff.added, now.diff.removed]).toEqual([1700, 2]);
    const items = await readAll(old, now, 500);
    expect(items.filter((item) => item.after?.['id'] === 3).length).toBe(1700);
    expect(items.filter((item) => item.op === 'removed').map((item) => item.before?.['id']).sort()).toEqual([4, 5]);
  });
});

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { theHouse } from '#kernel/policy.ts';
import { testDatabase, type TestDatabase } from '#kernel/testing/database.ts';
import { purgeOldReleases, sweepOrphans } from '../jobs/sweep.ts';
import { currentRelease, headVersion, releaseAsOf, selectRelease } from '../reads/releases.ts';
import type { RunLife } from '../lake-ports.ts';
import type { ReleaseDraft } from '../release.ts';
import { stageFarmers } from '../testing/farmers.ts';
import { lakeBench, type LakeBench } from '../testing/lake-bench.ts';
import { publishRelease } from './publish-release.ts';
import { rollBack } from './roll-back.ts';
import { withdrawRelease } from './withdraw-release.ts';

const migrations = { name: 'lake', migrations: new URL('../migrations/', import.meta.url) };
const never = new AbortController().signal;
let database: TestDatabase;
let lake: LakeBench;
let dataset = 100;
let run = 1000;
beforeAll(async () => { database = await testDatabase([{ name: 'ledger', migrations: new URL('../../ledger/migrations/', import.meta.url) }, migrations]); lake = await lakeBench(); });
afterAll(async () => { await lake.close(); await database.close(); });
beforeEach(() => { dataset += 1; });

async function draft(rows: number): Promise<ReleaseDraft> {
  await stageFarmers(lake.engine, rows);
  const prepared = await lake.prepare();
  if (prepared.kind === 'same') throw new TypeError('unexpected');
  return { ...prepared.draft, datasetId: dataset, runId: (run += 1) };
}
const publish = async (rows: number) => {
  const made = await draft(rows);
  return database.db.tx(async (tx) => publishRelease(tx, theHouse, made, await headVersion(tx, dataset)));
};
const currentNumber = async () => (await database.db.read((tx) => currentRelease(tx, dataset)))?.number ?? null;

describe('publishing', () => {
  it('numbers releases from 1 and moves the head, with audit row and event', async () => {
    expect((await publish(3)).number).toBe(1);
    expect((await publish(4)).number).toBe(2);
    expect(await database.db.read((tx) => currentRelease(tx, dataset))).toMatchObject({ number: 2, rowCount: 4, headVersion: 2, withdrawn: null });
    const audits = await database.db.read((tx) => tx.query(`select detail from kernel.audit where subject = $1 order by id`, [`dataset:${dataset}`]));
    expect(audits.rows.map((row) => row.detail.number)).toEqual([1, 2]);
  });

  it('of the same run again gives the same release', async () => {
    const made = await draft(3);
    const first = await database.db.tx((tx) => publishRelease(tx, theHouse, made, 0));
    expect(await database.db.tx((tx) => publishRelease(tx, theHouse, made, 0))).toEqual(first);
    expect(await database.db.read((tx) => headVersion(tx, dataset))).toBe(1);
  });

  it('is refused when the head moved since the comparison', async () => {
    await publish(3);
    const late = await draft(5);
    await expect(database.db.tx((tx) => publishRelease(tx, theHouse, late, 0))).rejects.toMatchObject({ code: 'lake.head-moved' });
    expect(await currentNumber()).toBe(1);
  });

  it('by two runs at once lets one win', async () => {
    const drafts = [await draft(3), await draft(4)];
    const outcomes = await Promise.allSettled(drafts.map((each) => database.db.tx((tx) => publishRelease(tx, theHouse, each, 0))));
    expect(outcomes.map((outcome) => outcome.status).sort()).toEqual(['fulfilled', 'rejected']);
  });
});

describe('a published release', () => {
  it('cannot be changed or deleted in the database', async () => {
    const { id } = await publish(3);
    for (const statement of ['update lake.release set row_count = 9 where id = $1', 'delete from lake.release where id = $1', 'update lake.pointer_event set reason = $$x$$ where release_id = $1']) {
      await expect(database.db.tx((tx) => tx.query(statement, [id]))).rejects.toThrow(/never|only added/);
    }
  });

  it('is withdrawn once, with a reason, and people go back to the newest that stands', async () => {
    for (const rows of [3, 4, 5]) await publish(rows);
    const withdraw = (number: number, reason: string) => database.db.tx((tx) => withdrawRelease(tx, theHouse, dataset, number, reason));
    expect(await withdraw(2, 'ผิดปี')).toBe(3);
    expect(await currentNumber()).toBe(3);
    expect(await withdraw(3, 'ผิดไฟล์')).toBe(1);
    expect(await currentNumber()).toBe(1);
    await expect(withdraw(3, 'again')).rejects.toMatchObject({ code: 'lake.release-withdrawn' });
    await expect(withdraw(1, '  ')).rejects.toMatchObject({ code: 'lake.reason-needed' });
    expect(await withdraw(1, 'หมด')).toBeNull();
    expect(await currentNumber()).toBeNull();
    expect((await publish(6)).number).toBe(4);
  });

  it('is gone back to and remembered "as of"', async () => {
    await publish(3);
    const between = (await database.db.read((tx) => tx.query('select clock_timestamp()::text as now'))).rows[0].now;
    await publish(4);
    await database.db.tx((tx) => rollBack(tx, theHouse, dataset, 1, 'ตรวจใหม่'));
    expect(await currentNumber()).toBe(1);
    await expect(database.db.tx((tx) => rollBack(tx, theHouse, dataset, 1, 'x'))).rejects.toMatchObject({ code: 'lake.already-current' });
    await expect(database.db.tx((tx) => rollBack(tx, theHouse, dataset, 9, 'x'))).rejects.toMatchObject({ code: 'lake.release-not-found' });
    expect((await database.db.read((tx) => releaseAsOf(tx, dataset, between)))?.number).toBe(1);
    expect(await database.db.read((tx) => releaseAsOf(tx, dataset, '2020-01-01T00:00:00Z'))).toBeNull();
  });
});

describe('the sweeps', () => {
  it('remove the rows of releases beyond the number the contract keeps, never the current one', async () => {
    for (const rows of [3, 4, 5, 6]) await publish(rows);
    await database.db.tx((tx) => rollBack(tx, theHouse, dataset, 1, 'x'));
    await purgeOldReleases(database.db, lake.ports, never);
    const states = await Promise.all([1, 2, 3, 4].map(async (number) => (await database.db.read((tx) => selectRelease(tx, dataset, number)))));
    expect(states.map((release) => release.purgedAt !== null)).toEqual([false, true, false, false]);
    for (const { manifest, purgedAt } of states) {
      expect(await lake.objects.stat(manifest.files[0]?.key ?? '') === null).toBe(purgedAt !== null);
    }
    await expect(database.db.tx((tx) => rollBack(tx, theHouse, dataset, 2, 'x'))).rejects.toMatchObject({ code: 'lake.release-purged' });
  });

  const later = () => new Date(Date.now() + 3 * 3_600_000);
  const life = (id: number, startedS: number, finishedS: number | null, datasetId = 1) => {
    const at = (seconds: number) => new Date(Date.now() + seconds * 1000).toISOString();
    return { id, datasetId, createdAt: at(startedS), finishedAt: finishedS === null ? null : at(finishedS) };
  };
  const sweep = (lives: RunLife[], now: Date) => sweepOrphans(database.db, { ...lake.ports, listRunLives: async (_tx, ids) => lives.filter(({ id }) => ids.includes(id)) }, now, never);
  const fileOf = (runId: number) => `releases/dataset-1/run-${runId}-abc/part-0000.parquet`;
  const write = (...runs: number[]) => Promise.all(runs.map((id) => lake.objects.put(fileOf(id), Buffer.from('x'))));

  it('remove files that no release names, but not young ones nor those of an open run', async () => {
    const { number } = await publish(3);
    const named = (await database.db.read((tx) => selectRelease(tx, dataset, number))).manifest.files[0]?.key as string;
    await write(5, 6);
    const lives = [life(5, -10, 10), life(6, -10, null), life(run, -10, 10, dataset)];
    expect((await sweep(lives, new Date())).removed).toEqual([]);
    expect((await sweep(lives, later())).removed).toEqual([fileOf(5)]);
    expect(await lake.objects.stat(fileOf(6))).not.toBeNull();
    expect(await lake.objects.stat(named)).not.toBeNull();
  });

  it('keep files of runs that the register does not know, as after a start without it, and count them', async () => {
    await write(5);
    const alone = await sweep([], later());
    expect(alone.removed).toEqual([]);
    expect(alone.foreign).toBeGreaterThanOrEqual(1);
    expect(await lake.objects.stat(fileOf(5))).not.toBeNull();
  });

  it('keep files that a run of the same number in another register wrote', async () => {
    await write(7, 8, 9);
    const newer = life(7, 60, 120);
    const ended = life(8, -9_000, -8_000);
    const otherDataset = life(9, -10, 10, 2);
    expect((await sweep([newer, ended, otherDataset], later())).removed).toEqual([]);
  });
});

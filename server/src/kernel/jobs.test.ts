import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runDueJob, type Job } from './jobs.ts';
import { ensureJob } from './jobs.sql.gen.ts';
import { openLog } from './log.ts';
import { testDatabase, type TestDatabase } from './testing/database.ts';

let test: TestDatabase;
const log = openLog('test', 'silent');
const never = new AbortController().signal;
beforeAll(async () => { test = await testDatabase([]); });
afterAll(() => test.close());

async function job(name: string, run: Job['run']): Promise<Job> {
  await test.db.tx((tx) => ensureJob(tx, { name }));
  return { name, everySeconds: 3600, leaseSeconds: 60, run };
}

describe('jobs', () => {
  it('run when due, by one worker, and then wait for their next time', async () => {
    let runs = 0;
    const sweep = await job('a.sweep', async () => { runs++; });
    const worked = await Promise.all([1, 2, 3].map((n) => runDueJob(test.db, [sweep], `worker-${n}`, log, never)));
    expect([runs, worked.filter(Boolean).length]).toEqual([1, 1]);
  });

  it('are taken over when the lease of a dead worker runs out, not before', async () => {
    let runs = 0;
    const sweep = await job('b.sweep', async () => { runs++; });
    await test.db.tx((tx) => tx.query(`update kernel.job set leased_until = now() + interval '1 minute', leased_by = 'dead' where name = 'b.sweep'`));
    expect(await runDueJob(test.db, [sweep], 'alive', log, never)).toBe(false);
    await test.db.tx((tx) => tx.query(`update kernel.job set leased_until = now() - interval '1 second' where name = 'b.sweep'`));
    expect(await runDueJob(test.db, [sweep], 'alive', log, never)).toBe(true);
    expect(runs).toBe(1);
  });

  it('that fail keep the reason and run again later', async () => {
    const sweep = await job('c.sweep', async () => { throw new TypeError('disk full'); });
    await runDueJob(test.db, [sweep], 'w', log, never);
    const { rows } = await test.db.read((tx) => tx.query(`select failures, last_error, leased_by from kernel.job where name = 'c.sweep'`));
    expect(rows[0]).toMatchObject({ failures: 1, last_error: 'TypeError: disk full', leased_by: null });
  });
});

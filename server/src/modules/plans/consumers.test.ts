import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openLog } from '#kernel/log.ts';
import { announce, dispatch } from '#kernel/outbox.ts';
import type { TestDatabase } from '#kernel/testing/database.ts';
import { consumers } from './consumers.ts';
import { followReleasesJob } from './jobs/follow-releases.ts';
import { readBoard } from './reads/board.ts';
import { readDatasetPage } from './reads/datasets.ts';
import { insertDataset, insertRelease, plansDatabase, withdrawRelease } from './testing/plans-database.ts';

let test: TestDatabase;
let datasetId: number;
let slug: string;
const log = openLog('test', 'silent');
const now = () => new Date().toISOString();

const tell = async (topic: string, payload: object): Promise<void> => {
  await test.db.tx((tx) => announce(tx, topic, { datasetId, ...payload }));
  // Events are heard once no older transaction is running anywhere on the server, other tests' included.
  while (await dispatch(test.db, consumers, log) === 0) await sleep(5);
};
const ended = (outcome: string) => tell('linkage.run-finished', { runId: 7, outcome, finishedAt: now(), code: null });
const page = () => test.db.read((tx) => readDatasetPage(tx, slug, new Date()));

beforeAll(async () => {
  test = await plansDatabase();
  await test.db.tx((tx) => tx.query(`insert into kernel.consumer (name) values ('plans.facts')`));
});
afterAll(() => test.close());
beforeEach(async () => {
  slug = `rid-${Math.random().toString(36).slice(2, 10).replace(/^\d/, 'x')}`;
  datasetId = await test.db.tx((tx) => insertDataset(tx, slug, '2026-01-01T00:00:00.000Z'));
});

describe('what plans hears', () => {
  it('turns a first published run into a fresh dataset with its promise', async () => {
    await tell('linkage.contract-activated', { promiseHours: 48, maxDataAgeDays: null, at: now() });
    await test.db.tx((tx) => insertRelease(tx, datasetId, 1, now()));
    await ended('published');
    expect(await page()).toMatchObject({ state: 'fresh', promiseHours: 48, currentRelease: { number: 1 }, freshness: { state: 'fresh', promiseHours: 48 } });
  });

  it('calls a linked dataset failing, held, and fresh again as its runs end', async () => {
    await test.db.tx((tx) => insertRelease(tx, datasetId, 1, now()));
    for (const [outcome, state] of [['published', 'fresh'], ['failed', 'failing'], ['cancelled', 'failing'], ['held', 'held'], ['rejected', 'failing'], ['no_change', 'fresh']] as const) {
      await ended(outcome);
      expect((await page()).state, outcome).toBe(state);
    }
  });

  it('calls a dataset stale by the age of its own data on the day it is published', async () => {
    await tell('linkage.contract-activated', { promiseHours: 720, maxDataAgeDays: 60, at: now() });
    await test.db.tx((tx) => insertRelease(tx, datasetId, 1, now(), '2026-01-31'));
    await ended('published');
    expect(await page()).toMatchObject({ state: 'stale', freshness: { dataAsOf: '2026-01-31' } });
  });

  it('says where an overdue dataset is stuck', async () => {
    await test.db.tx((tx) => tx.query(`insert into plans.due_event (dataset_id, due_on, reason, actor, effective_at, recorded_at) values ($1, '2026-02-01', 'แผน', 'test', $2, $2)`, [datasetId, now()]));
    const step = async () => (await test.db.read((tx) => readBoard(tx, null, new Date()))).overdue.find((each) => each.slug === slug)?.step;
    await tell('lake.pointer-moved', {});
    expect(await step()).toBe('no-source');
    await tell('linkage.source-created', { sourceId: 1 });
    expect(await step()).toBe('contract');
    await tell('linkage.contract-activated', { promiseHours: 24, at: now() });
    expect(await step()).toBe('run');
    await ended('held');
    expect(await step()).toBe('held');
    await ended('rejected');
    expect(await step()).toBe('rejected');
  });

  it('no longer counts a dataset whose only release was withdrawn', async () => {
    await test.db.tx((tx) => insertRelease(tx, datasetId, 1, now()));
    await ended('published');
    await test.db.tx((tx) => withdrawRelease(tx, datasetId, 1, now()));
    await tell('lake.release-withdrawn', { number: 1, wasCurrent: true });
    expect((await page()).state).toBe('planned');
  });

  it('finds a release that no event told of', async () => {
    await test.db.tx((tx) => insertRelease(tx, datasetId, 1, now()));
    expect((await page()).state).toBe('planned');
    await followReleasesJob.run(test.db, new AbortController().signal);
    expect((await page()).state).toBe('fresh');
  });
});

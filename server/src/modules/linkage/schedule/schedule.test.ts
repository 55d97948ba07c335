import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openLog } from '#kernel/log.ts';
import { hearAll } from '#kernel/testing/hear-all.ts';
import { Problem } from '#kernel/problem.ts';
import { announce } from '#kernel/outbox.ts';
import { claimRun } from '../runs/run.sql.gen.ts';
import { openLinkageHouse, plots, type LinkageHouse } from '../testing/linkage-house.ts';
import { scheduleConsumers } from './consumers.ts';
import { planDue } from './plan-due.ts';
import { suspendAfterRefusals } from './suspend.ts';
import { deliveryState } from './views.ts';

let house: LinkageHouse;
let slug: string;
let sourceId: number;
let serial = 0;

const rows = async (text: string, values: unknown[] = []) => (await house.db.tx((tx) => tx.query(text, values))).rows;
const path = (end = '') => `/datasets/${slug}/sources/${sourceId}/schedule${end}`;
const set = (body: object) => house.ask('PUT', path(), body);
const runs = () => rows(`select * from linkage.run where source_id = $1 order by id`, [sourceId]);
/** A moment `minutes` after the schedule's next start. */
const due = async (minutes = 1) => new Date(Date.parse((await rows('select start_at from linkage.schedule where source_id = $1', [sourceId]))[0].start_at) + minutes * 60_000);

async function addDataset(): Promise<{ slug: string; sourceId: number; id: number }> {
  const name = `plots-${serial += 1}`;
  const { body } = await house.ask('POST', '/datasets', { agencyId: 'doa', titleTh: name, titleEn: name });
  const source = await house.ask('POST', `/datasets/${body.slug}/sources`, { kind: 'folder', config: { path: house.folder, pattern: '*.csv' } });
  const [{ id }] = await rows('select id from catalog.dataset_v1 where slug = $1', [body.slug]);
  await rows(`insert into linkage.contract (dataset_id, version, document, body, change, created_by) values ($1, 1, '', '{"freshness": {"promiseHours": 24}, "columns": []}', 'first', 'test')`, [id]);
  return { slug: body.slug, sourceId: source.body.id, id: Number(id) };
}

beforeAll(async () => {
  house = await openLinkageHouse();
  writeFileSync(join(house.folder, 'plots.csv'), plots(3));
});
afterAll(() => house.close());
beforeEach(async () => {
  await rows('delete from linkage.schedule');
  await rows(`update linkage.run set state = 'cancelled' where state = 'queued'`);
  ({ slug, sourceId } = await addDataset());
});

describe('a schedule', () => {
  it('is set, shown with its next times, paused with a reason, resumed and removed', async () => {
    const put = await set({ rule: { every: 'working-day', at: '06:00' }, window: { from: '05:00', to: '20:00' }, priority: 2 });
    expect([put.status, put.body]).toMatchObject([200, { rule: { every: 'working-day', at: '06:00' }, window: { from: '05:00', to: '20:00' }, overlap: 'skip', priority: 2, graceMinutes: 120, paused: null, suspended: null }]);
    expect(put.body.upcoming).toHaveLength(5);
    expect((await house.ask('POST', path('/pause'), { reason: 'ย้ายเครื่อง' })).body).toMatchObject({ paused: { reason: 'ย้ายเครื่อง' }, upcoming: [] });
    await planDue(house.db, await due());
    expect(await runs()).toEqual([]);
    expect((await house.ask('POST', path('/resume'), {})).body).toMatchObject({ paused: null });
    expect((await house.ask('GET', path())).body.schedule).toMatchObject({ sourceId });
  });

  it.each([
    [{ rule: null }, '/rule'], [{ rule: { every: 'cron', cron: '* * * * *', off: 'run' } }, '/rule'], [{ rule: null, after: ['no-such-dataset'] }, '/after/0'],
    [{ rule: { every: 'day', at: '06:00' }, window: { from: '06:00', to: '06:00' } }, '/window/to'],
  ])('%j is refused at %s', async (body, pointer) => {
    expect((await set(body)).body).toMatchObject({ code: 'linkage.schedule-refused', errors: [{ pointer }] });
  });

  it('tells what a rule means before it is kept', async () => {
    expect((await house.ask('POST', '/schedule-previews', { rule: { every: 'month', day: 5, at: '06:00', off: 'next' } })).body.upcoming).toHaveLength(5);
  });
});

describe('planning', () => {
  it('makes one run of a nominal time, however many plan it at once', async () => {
    await set({ rule: { every: 'day', at: '06:00' }, priority: 4 });
    const now = await due();
    await Promise.all(Array.from({ length: 6 }, () => planDue(house.db, now)));
    expect(await runs()).toMatchObject([{ state: 'queued', trigger: 'schedule', priority: 4, nominal_at: expect.any(String) }]);
    expect(await planDue(house.db, now)).toBe(0);
  });

  it('makes no second run when a planner that died had made it before the schedule moved on', async () => {
    await set({ rule: { every: 'day', at: '06:00' } });
    const [before] = await rows('select next_at, start_at from linkage.schedule where source_id = $1', [sourceId]);
    const now = await due();
    await planDue(house.db, now);
    await rows('update linkage.schedule set next_at = $2, start_at = $3 where source_id = $1', [sourceId, before.next_at, before.start_at]);
    await planDue(house.db, now);
    expect(await runs()).toHaveLength(1);
  });

  it('catches up with one run after the house was away, and says for how many times', async () => {
    await set({ rule: { every: 'day', at: '06:00' } });
    await planDue(house.db, await due(3 * 24 * 60 + 5));
    expect(await runs()).toHaveLength(1);
    const { items } = (await house.ask('GET', `/datasets/${slug}/deliveries`)).body;
    expect(items.map(({ outcome, missed }: { outcome: string; missed: number }) => [outcome, missed])).toEqual([['run', 3], ['missed', 0], ['missed', 0], ['missed', 0]]);
  });

  it('leaves a time out while a run is under way, or lets one wait', async () => {
    await set({ rule: { every: 'day', at: '06:00' } });
    await planDue(house.db, await due());
    await planDue(house.db, await due());
    expect((await house.ask('GET', `/datasets/${slug}/deliveries`)).body.items.map(({ outcome, reason }: { outcome: string; reason: string }) => [outcome, reason])).toEqual([['skipped', 'overlap'], ['run', null]]);
    await rows(`update linkage.run set state = 'extracting' where source_id = $1`, [sourceId]);
    await set({ rule: { every: 'day', at: '06:00' }, overlap: 'queue' });
    await rows(`update linkage.schedule set next_at = next_at + interval '2 days', start_at = start_at + interval '2 days' where source_id = $1`, [sourceId]);
    await planDue(house.db, await due());
    expect((await runs()).map(({ state }) => state)).toEqual(['extracting', 'queued']);
    await rows(`update linkage.run set state = 'cancelled' where source_id = $1`, [sourceId]);
  });

  it('lets workers claim by priority, and nothing while all is paused', async () => {
    const ids: number[] = [];
    for (const priority of [7, 1, 4]) {
      ({ slug, sourceId } = await addDataset());
      await set({ rule: { every: 'day', at: '06:00' }, priority });
      ids.push(sourceId);
    }
    await planDue(house.db, await due());
    await rows(`update linkage.control set paused_at = now(), paused_by = 'test', reason = 'ซ่อม'`);
    expect(await house.db.tx((tx) => claimRun(tx, { worker: 'test' }))).toBeNull();
    expect((await house.ask('GET', '/schedule')).body.pausedAll).toMatchObject({ reason: 'ซ่อม' });
    await rows('update linkage.control set paused_at = null, paused_by = null, reason = null');
    await rows('update linkage.run set retry_at = null where retry_at is not null');
    const claimed = [];
    for (let n = 0; n < 3; n += 1) claimed.push((await house.db.tx((tx) => claimRun(tx, { worker: 'test' })))?.source_id);
    expect(claimed).toEqual([ids[1], ids[2], ids[0]]);
    await rows(`update linkage.run set state = 'cancelled', leased_until = null where state = 'claimed'`);
  });
});

describe('what starts by a release', () => {
  it('starts once for a release, and may not wait in a circle', async () => {
    const first = await addDataset();
    await set({ rule: null, after: [first.slug] });
    const circle = await house.ask('PUT', `/datasets/${first.slug}/sources/${first.sourceId}/schedule`, { rule: null, after: [slug] });
    expect(circle.body).toMatchObject({ code: 'linkage.schedule-refused', errors: [{ pointer: '/after' }] });
    const heard = (at: string) => house.db.tx((tx) => (scheduleConsumers[0] as (typeof scheduleConsumers)[0]).hear(tx, { topic: 'lake.release-published', payload: { datasetId: first.id }, at }));
    await heard('2026-11-21T05:00:00.000Z');
    await heard('2026-11-21T05:00:00.000Z');
    expect(await runs()).toMatchObject([{ trigger: 'schedule', nominal_at: '2026-11-21T05:00:00.000Z' }]);
  });

  it('moves with the calendar', async () => {
    await set({ rule: { every: 'working-day', at: '06:00' } });
    const { nextAt } = (await house.ask('GET', path())).body.schedule;
    const day = new Date(Date.parse(nextAt) + 7 * 3_600_000).toISOString().slice(0, 10);
    expect((await house.ask('POST', '/calendar/days', { day, nameTh: 'วันหยุดพิเศษทดสอบ', nameEn: 'Test holiday', source: 'ทดสอบ' })).status).toBe(201);
    await hearAll(house.db, scheduleConsumers, openLog('test', 'silent'));
    expect(Date.parse((await house.ask('GET', path())).body.schedule.nextAt)).toBeGreaterThan(Date.parse(nextAt));
    await house.db.tx((tx) => announce(tx, 'calendar.changed', {}));
  });
});

describe('a source that refuses its sign-in', () => {
  const refusal = (code: string) => new Problem(code, { status: 502, th: 'ไม่รับรหัสผ่าน', en: 'Refused', nextTh: 'แก้รหัสผ่าน', nextEn: 'Mend it.', retry: 'config' }, {});
  const fail = async (code: string, attempt: number) => {
    const [{ id }] = await rows(`insert into linkage.run (dataset_id, contract_id, source_id, trigger, created_by, state, attempt, problem)
      select w.dataset_id, c.id, w.id, 'schedule', 'test', 'failed', $2, jsonb_build_object('code', $3::text) from linkage.source w join linkage.contract c on c.dataset_id = w.dataset_id where w.id = $1 returning id`, [sourceId, attempt, code]);
    await house.db.tx((tx) => suspendAfterRefusals(tx, { id: Number(id), source_id: sourceId, attempt }, refusal(code)));
    return (await house.ask('GET', path())).body.schedule.suspended;
  };

  it('is asked twice and then no more, until somebody mends the settings', async () => {
    await set({ rule: { every: 'day', at: '06:00' } });
    expect(await fail('connectors.login-refused', 1)).toBeNull();
    expect(await fail('connectors.login-refused', 1)).toMatchObject({ problem: { titleTh: 'ไม่รับรหัสผ่าน' } });
    await planDue(house.db, await due());
    expect((await runs()).filter(({ state }) => state === 'queued')).toEqual([]);
    const item = (await house.ask('GET', '/schedule')).body.items.find((each: { sourceId: number }) => each.sourceId === sourceId);
    expect(item).toMatchObject({ state: 'suspended', why: { th: 'ไม่รับรหัสผ่าน' } });
    await house.ask('PATCH', `/datasets/${slug}/sources/${sourceId}`, { config: { path: house.folder, pattern: 'p*.csv' } });
    expect((await house.ask('GET', path())).body.schedule.suspended).toBeNull();
  });

  it('is suspended after one run that tried twice; other problems suspend nothing', async () => {
    await set({ rule: { every: 'day', at: '06:00' } });
    expect(await fail('connectors.path-missing', 2)).toBeNull();
    expect(await fail('connectors.login-refused', 2)).not.toBeNull();
  });
});

describe('a delivery', () => {
  const of = (deliveredAt: string | null, now: string) => deliveryState({ dueBy: '2026-11-21T02:00:00Z', breachedAt: '2026-11-22T00:00:00Z', deliveredAt }, new Date(now));
  it('is fresh, due, late or breached by the moment that counts', () => {
    expect([of(null, '2026-11-21T01:00:00Z'), of(null, '2026-11-21T03:00:00Z'), of(null, '2026-11-22T01:00:00Z')]).toEqual(['due', 'late', 'breached']);
    expect([of('2026-11-21T01:00:00Z', '2026-12-01T00:00:00Z'), of('2026-11-21T03:00:00Z', '2026-12-01T00:00:00Z'), of('2026-11-22T03:00:00Z', '2026-12-01T00:00:00Z')]).toEqual(['fresh', 'late', 'breached']);
  });

  it('counts only runs that began at or after their time', async () => {
    await set({ rule: { every: 'day', at: '06:00' } });
    await planDue(house.db, await due());
    await rows(`update linkage.run set state = 'published', started_at = nominal_at - interval '1 hour', finished_at = nominal_at + interval '1 minute' where source_id = $1`, [sourceId]);
    const state = async () => (await house.ask('GET', `/datasets/${slug}/deliveries`)).body.items[0];
    expect(await state()).toMatchObject({ deliveredAt: null });
    await rows(`update linkage.run set started_at = nominal_at where source_id = $1`, [sourceId]);
    expect(await state()).toMatchObject({ state: 'fresh', outcome: 'run', run: { state: 'published' } });
  });
});

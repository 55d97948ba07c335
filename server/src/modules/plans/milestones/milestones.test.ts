import { addDays, todayInBangkok } from '@saphan/contracts/dates';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestDatabase } from '#kernel/testing/database.ts';
import { anyFacts, tell, type Fact } from '../testing/facts.ts';
import { insertDataset, plansDatabase } from '../testing/plans-database.ts';
import { LeadTimes, type Reached } from './lead-times.ts';
import { getDatasetMilestones, listBoardMilestones, recordSurveyed } from './read-milestones.ts';
import { wayOf } from './way.ts';

const none: Reached = { requested: '2026-01-05', surveyed: null, connected: null, agreed: null, run: null, accepted: null, steady: null };
const known = { agencyId: 'rid', firstDueOn: '2026-06-30', dueOn: '2026-06-30', reached: none };
const usual = new LeadTimes([]);
const days = (way: ReturnType<typeof wayOf>, which: 'baselineOn' | 'expectedOn' | 'reachedOn') => Object.fromEntries(way.milestones.map((each) => [each.id, each[which]]));

describe('the way of a dataset', () => {
  it('is planned backwards from the first due date, and a survey is on it only when there was one', () => {
    const way = wayOf(known, usual, '2026-02-01');
    expect([days(way, 'baselineOn'), way.next, way.slipDays]).toEqual([
      { requested: '2026-01-05', connected: '2026-05-31', agreed: '2026-06-09', run: '2026-06-23', accepted: '2026-06-30', steady: '2026-07-30' }, 'connected', 0,
    ]);
    expect(wayOf({ ...known, reached: { ...none, surveyed: '2026-02-01' } }, usual, '2026-02-02').milestones[1]).toMatchObject({ id: 'surveyed', reachedOn: '2026-02-01' });
  });

  it('is expected no earlier than what is still to be done takes from today', () => {
    const late = wayOf(known, usual, '2026-07-10');
    expect([days(late, 'expectedOn'), late.slipDays]).toMatchObject([{ requested: null, connected: '2026-07-10', agreed: '2026-07-19', accepted: '2026-08-09' }, 40]);
    const started = wayOf({ ...known, reached: { ...none, connected: '2026-06-01', agreed: '2026-06-20' } }, usual, '2026-06-20');
    expect([started.next, started.slipDays]).toEqual(['run', 0]);
  });

  it('slips with a due date that moved, ends with the first release, and the baseline stays', () => {
    const moved = wayOf({ ...known, dueOn: '2026-08-29' }, usual, '2026-02-01');
    expect([moved.slipDays, days(moved, 'baselineOn')['accepted']]).toEqual([60, '2026-06-30']);
    const done = wayOf({ ...known, dueOn: '2026-08-29', reached: { ...none, connected: '2026-05-01', accepted: '2026-07-05' } }, usual, '2026-07-20');
    expect([done.next, done.slipDays, days(done, 'expectedOn')['steady']]).toEqual(['steady', 5, '2026-08-04']);
  });

  it('is planned with what comparable datasets took, as it was known when the first due date was set', () => {
    const took = (accepted: string, connected: string) => ({ agencyId: 'dof', reached: { ...none, requested: '2025-01-01', connected, accepted } });
    const times = new LeadTimes([...['10', '11', '12', '13', '14'].map((day) => took(`2025-06-${day}`, '2025-05-01')), took('2026-03-01', '2025-03-01')]);
    const baseline = days(wayOf(known, times, '2026-02-01'), 'baselineOn');
    expect([baseline['connected'], baseline['agreed']]).toEqual(['2026-05-19', '2026-06-09']);
    expect(times.of('rid', '2025-01-01').connected).toBe(30);
  });
});

describe('milestones as of a day', () => {
  let test: TestDatabase;
  const count = 3;
  let ids: number[] = [];
  beforeAll(async () => { test = await plansDatabase(); });
  afterAll(() => test.close());

  it('never change when later facts arrive', async () => {
    const board = (asOf: string, now: Date) => test.db.read((tx) => listBoardMilestones(tx, { asOf }, now));
    await fc.assert(fc.asyncProperty(anyFacts(count), async (facts) => {
      await test.db.tx(async (tx) => {
        await tx.query('truncate lake.release, plans.due_event, plans.promise_event, plans.health_event, plans.source_fact, plans.standing, plans.closed_day');
        await tx.query('delete from catalog.dataset');
        ids = [];
        for (let i = 0; i < count; i += 1) ids.push(await insertDataset(tx, `set-${i}`, '2026-01-05T00:00:00.000Z'));
      });
      const middle = facts.length >> 1;
      const play = async (part: readonly Fact[]) => { for (const fact of part) await test.db.tx((tx) => tell(tx, ids, fact)); };
      await play(facts.slice(0, middle));
      const day = todayInBangkok(new Date(facts[middle - 1]?.at as string));
      const rest = facts.slice(middle).filter(({ at }) => todayInBangkok(new Date(at)) > day);
      const end = new Date(`${addDays(day, 1)}T00:00:00+07:00`);
      const before = await board(day, end);
      await play(rest);
      expect(await board(day, new Date(end.getTime() + 200 * 86_400_000))).toEqual(before);
    }), { numRuns: 8 });
  });

  it('tell a survey, a run and a release when they came, and steady after thirty days without a break', async () => {
    const slug = 'rid-way';
    const at = (day: string) => `2026-03-${day}T03:00:00.000Z`;
    const id = await test.db.tx((tx) => insertDataset(tx, slug, at('01')));
    const say = (facts: readonly Omit<Fact, 'dataset'>[]) => test.db.tx(async (tx) => { for (const fact of facts) await tell(tx, [id], { ...fact, dataset: 0 } as Fact); });
    await say([{ at: at('02'), what: 'due', dueOn: '2026-04-10' }, { at: at('03'), what: 'source' }, { at: at('04'), what: 'promise', hours: 2000, maxAgeDays: null }] as never);
    await test.db.tx((tx) => recordSurveyed(tx, [id, id], new Date(at('04'))));
    await say([{ at: at('05'), what: 'run', outcome: 'rejected' }, { at: at('09'), what: 'published', number: 1, dataAsOf: null }] as never);
    const read = async (asOf: string) => { const way = await test.db.read((tx) => getDatasetMilestones(tx, slug, asOf, new Date('2026-07-01T00:00:00Z'))); return Object.fromEntries(way.milestones.map(({ id: each, reachedOn }) => [each, reachedOn])); };
    expect(await read('2026-04-30')).toEqual({ requested: '2026-03-02', surveyed: '2026-03-04', connected: '2026-03-03', agreed: '2026-03-04', run: '2026-03-05', accepted: '2026-03-09', steady: '2026-04-08' });
    expect(await read('2026-04-07')).toMatchObject({ accepted: '2026-03-09', steady: null });
    expect(await read('2026-03-04')).toMatchObject({ agreed: '2026-03-04', run: null });
    expect(await read('2026-02-01')).toEqual({});
  });
});

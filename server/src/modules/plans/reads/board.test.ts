import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { addDays, todayInBangkok } from '@saphan/contracts/dates';
import type { Tx } from '#kernel/db.ts';
import type { TestDatabase } from '#kernel/testing/database.ts';
import { closeDays } from '../jobs/close-days.ts';
import type { Board } from '../schemas.ts';
import { anyFacts, stateAt, tell, type Fact } from '../testing/facts.ts';
import { insertDataset, plansDatabase } from '../testing/plans-database.ts';
import { readBoard } from './board.ts';
import { endOfDay } from './moment.ts';

const count = 3;
const bornAt = '2026-01-05T00:30:00.000Z';
const firstDay = '2026-01-05';
let test: TestDatabase;
let ids: number[];

async function begin(): Promise<void> {
  await test.db.tx(async (tx) => {
    await tx.query('truncate lake.release, plans.due_event, plans.promise_event, plans.health_event, plans.source_fact, plans.standing, plans.closed_day');
    await tx.query('delete from catalog.dataset');
    ids = [];
    for (let i = 0; i < count; i += 1) ids.push(await insertDataset(tx, `set-${i}`, bornAt));
  });
}

const board = (day: string | null, now: Date): Promise<Board> => test.db.read((tx) => readBoard(tx, day, now));
const shown = ({ agencies }: Board) => agencies.flatMap(({ cells }) => cells).map(({ slug, state, dueOn }) => ({ slug, state, dueOn })).toSorted((a, b) => (a.slug < b.slug ? -1 : 1));
const told = (facts: readonly Fact[], at: string) => Array.from({ length: count }, (_, i) => ({ slug: `set-${i}`, ...stateAt(facts, i, at) }));

/** What happened up to a moment, then the board of that moment. */
async function play(facts: readonly Fact[]): Promise<{ day: string; seen: Board }[]> {
  const seen: { day: string; seen: Board }[] = [];
  for (const [i, fact] of facts.entries()) {
    await test.db.tx((tx) => tell(tx, ids, fact));
    const day = todayInBangkok(new Date(fact.at));
    const next = facts[i + 1];
    if (next && todayInBangkok(new Date(next.at)) > day) seen.push({ day, seen: await board(day, new Date(Date.parse(endOfDay(day)) + 1)) });
  }
  return seen;
}

beforeAll(async () => { test = await plansDatabase(); });
afterAll(() => test.close());
beforeEach(begin);

describe('the board as of any day', () => {
  it('equals the slow definition for any facts and any day, from the standings and from closed days', async () => {
    await fc.assert(fc.asyncProperty(anyFacts(count), async (facts) => {
      await begin();
      await play(facts);
      const end = new Date(Date.parse(facts.at(-1)?.at ?? bornAt) + 3 * 86_400_000);
      const days = Array.from({ length: 12 }, (_, i) => addDays(firstDay, i * 7)).filter((day) => day < todayInBangkok(end));
      for (const day of days) expect(shown(await board(day, end)), day).toEqual(told(facts, endOfDay(day)));
      expect(shown(await board(null, end))).toEqual(told(facts, end.toISOString()));
      await closeDays(test.db, end);
      for (const day of days) expect(shown(await board(day, end)), `${day}, closed`).toEqual(told(facts, endOfDay(day)));
    }), { numRuns: 25 });
  });

  it('never changes the figures of a past day when later facts arrive', async () => {
    await fc.assert(fc.asyncProperty(anyFacts(count), async (facts) => {
      await begin();
      const printed = await play(facts);
      const later = new Date(Date.parse(facts.at(-1)?.at ?? bornAt) + 40 * 86_400_000);
      for (const { day, seen } of printed) expect(await board(day, later), day).toEqual(seen);
    }), { numRuns: 15 });
  });

  it('adds up: linked is fresh, stale, failing and held, and every dataset is counted once', async () => {
    await fc.assert(fc.asyncProperty(anyFacts(count), async (facts) => {
      await begin();
      await play(facts);
      const { totals, agencies, burnup, overdue } = await board(null, new Date(Date.parse(facts.at(-1)?.at ?? bornAt) + 60_000));
      expect(totals.linked).toBe(totals.fresh + totals.stale + totals.failing + totals.held);
      expect(totals.datasets).toBe(totals.linked + totals.overdue + totals.planned);
      expect(agencies.reduce((sum, row) => sum + row.total, 0)).toBe(count);
      expect(burnup.findLast((point) => point.linked !== null)?.linked).toBe(totals.linked);
      expect(overdue).toHaveLength(totals.overdue);
    }), { numRuns: 10 });
  });
});

describe('the last standings beside the history', () => {
  const lasts = (tx: Tx) => tx.query('select * from plans.last_standing order by dataset_id').then(({ rows }) => rows);
  const taken = (tx: Tx) => tx.query('select distinct on (dataset_id) * from plans.standing order by dataset_id, recorded_at desc').then(({ rows }) => rows);
  const same = () => test.db.read(async (tx) => expect(await lasts(tx)).toEqual(await taken(tx)));

  it('are those of the history after any facts, whoever writes them, and after rows were taken out', async () => {
    await fc.assert(fc.asyncProperty(anyFacts(count), async (facts) => {
      await begin();
      for (const fact of facts) await test.db.tx((tx) => tell(tx, ids, fact));
      await same();
      await test.db.tx((tx) => tx.query('delete from plans.standing s where s.recorded_at = (select max(x.recorded_at) from plans.standing x where x.dataset_id = s.dataset_id)'));
      await same();
    }), { numRuns: 10 });
  });

  it('give way to the history for a moment before them', async () => {
    await test.db.tx((tx) => tell(tx, ids, { dataset: 0, at: '2026-01-10T02:00:00.000Z', what: 'due', dueOn: '2026-01-20' }));
    await test.db.tx((tx) => tell(tx, ids, { dataset: 0, at: '2026-01-12T02:00:00.000Z', what: 'due', dueOn: '2026-03-01' }));
    const dueAt = async (moment: string) => shown(await board(null, new Date(moment)))[0]?.dueOn;
    expect([await dueAt('2026-01-09T00:00:00.000Z'), await dueAt('2026-01-11T00:00:00.000Z'), await dueAt('2026-01-13T00:00:00.000Z')]).toEqual([null, '2026-01-20', '2026-03-01']);
  });
});

describe('the as-of day', () => {
  it('refuses a day that has not come and a day that does not exist', async () => {
    const now = new Date('2026-02-01T05:00:00.000Z');
    await expect(board('2026-02-02', now)).rejects.toMatchObject({ code: 'plans.as-of-in-future' });
    await expect(board('2026-02-31', now)).rejects.toMatchObject({ code: 'plans.not-a-date' });
  });

  it('begins at midnight in Bangkok, not in London', async () => {
    await test.db.tx((tx) => tell(tx, ids, { dataset: 0, at: '2026-01-10T02:00:00.000Z', what: 'due', dueOn: '2026-01-20' }));
    const at = async (moment: string) => shown(await board(null, new Date(moment)))[0]?.state;
    expect(await at('2026-01-20T16:59:59.000Z')).toBe('planned');
    expect(await at('2026-01-20T17:00:00.000Z')).toBe('overdue');
  });

  it('shows nothing before the first dataset was recorded', async () => {
    expect((await board('2025-06-01', new Date(bornAt))).totals.datasets).toBe(0);
  });
});

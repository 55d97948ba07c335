import { addDays, todayInBangkok } from '@saphan/contracts/dates';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { TestDatabase } from '#kernel/testing/database.ts';
import { states } from '../schemas.ts';
import { anyFacts, tell } from '../testing/facts.ts';
import { insertDataset, plansDatabase } from '../testing/plans-database.ts';
import { readBoard } from './board.ts';
import { listDatasets, type DatasetFilter } from './datasets.ts';

let test: TestDatabase;
const count = 4;
beforeAll(async () => { test = await plansDatabase(); });
afterAll(() => test.close());

/** Every figure of a board with the filter of the list behind it. */
async function figures(asOf: string, now: Date): Promise<[figure: number, filter: DatasetFilter][]> {
  const { totals, agencies, overdue } = await test.db.read((tx) => readBoard(tx, asOf, now));
  const counts = (row: Record<(typeof states)[number], number>, more: DatasetFilter) => states.map((state): [number, DatasetFilter] => [row[state], { ...more, state }]);
  return [
    ...counts(totals, {}), [totals.datasets, {}], [totals.linked, { linked: true }], [totals.datasets - totals.linked, { linked: false }], [totals.plannedByNow, { dueTo: asOf }],
    ...agencies.filter(({ total }) => total > 0).flatMap(({ agency, counts: own, linked, total }): [number, DatasetFilter][] => [...counts(own, { agency: agency.id }), [linked, { agency: agency.id, linked: true }], [total, { agency: agency.id }]]),
    ...(['no-source', 'contract', 'run', 'held', 'rejected'] as const).map((step): [number, DatasetFilter] => [overdue.filter((each) => each.step === step).length, { state: 'overdue', step }]),
    [overdue.filter(({ daysLate }) => daysLate > 30).length, { state: 'overdue', dueTo: addDays(asOf, -31) }],
  ];
}

it('every figure of the board opens a list of as many datasets, today and on any past day', async () => {
  await fc.assert(fc.asyncProperty(anyFacts(count), fc.nat(1), async (facts, archived) => {
    const ids: number[] = [];
    await test.db.tx(async (tx) => {
      await tx.query('truncate lake.release, plans.due_event, plans.promise_event, plans.health_event, plans.source_fact, plans.standing, plans.closed_day');
      await tx.query('delete from catalog.dataset');
      for (let i = 0; i < count; i += 1) ids.push(await insertDataset(tx, `set-${i}`, '2026-01-05T00:00:00.000Z', i % 2 === 0 ? 'rid' : 'dof'));
    });
    for (const fact of facts) await test.db.tx((tx) => tell(tx, ids, fact));
    const end = new Date(Date.parse(facts.at(-1)?.at as string) + 2 * 86_400_000);
    await test.db.tx((tx) => tx.query('update catalog.dataset set archived_at = $2 where id = $1', [ids[archived], end.toISOString()]));
    const now = new Date(end.getTime() + 3 * 86_400_000);
    for (const day of [todayInBangkok(now), addDays(todayInBangkok(now), -4), addDays(todayInBangkok(now), -12)]) {
      for (const [figure, filter] of await figures(day, now)) {
        const { items } = await test.db.read((tx) => listDatasets(tx, { ...filter, asOf: day }, now));
        expect(items.length, `${day} ${JSON.stringify(filter)}`).toBe(figure);
      }
    }
  }), { numRuns: 4 });
});

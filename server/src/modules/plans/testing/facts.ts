import { addDays, dayInBangkok } from '@saphan/contracts/dates';
import fc from 'fast-check';
import { theHouse } from '#kernel/policy.ts';
import type { Tx } from '#kernel/db.ts';
import { recordPromise, recordReleaseChange, recordRunFinished, recordSource } from '../operations/record-facts.ts';
import { setDueDate } from '../operations/set-due-date.ts';
import type { DatasetState } from '../schemas.ts';
import { insertRelease, withdrawRelease } from './plans-database.ts';

/** Something that happened to a dataset, as it really comes: in the order of time. */
export type Fact = { dataset: number; at: string } & (
  | { what: 'due'; dueOn: string }
  | { what: 'source' }
  | { what: 'promise'; hours: number; maxAgeDays: number | null }
  | { what: 'published'; number: number; dataAsOf: string | null }
  | { what: 'run'; outcome: 'no_change' | 'failed' | 'held' | 'rejected' | 'cancelled' }
  | { what: 'withdrawn'; number: number }
);

const firstAt = Date.parse('2026-01-05T01:00:00.000Z');

/** Two months of facts about a few datasets, with daily and hourly gaps. */
export const anyFacts = (datasets: number): fc.Arbitrary<Fact[]> => fc
  .array(fc.record({
    dataset: fc.nat(datasets - 1), gapMinutes: fc.oneof(fc.integer({ min: 1, max: 200 }), fc.integer({ min: 1200, max: 3000 })),
    kind: fc.constantFrom('due', 'source', 'promise', 'published', 'published', 'published', 'no_change', 'no_change', 'failed', 'held', 'rejected', 'cancelled', 'withdrawn'),
    days: fc.integer({ min: -20, max: 40 }), hours: fc.constantFrom(1, 24, 48, 200), ages: fc.constantFrom(null, 0, 3, 15),
  }), { minLength: 10, maxLength: 45 })
  .map((draws) => {
    const numbers = new Map<number, number>();
    let at = firstAt;
    return draws.flatMap(({ dataset, gapMinutes, kind, days, hours, ages }): Fact[] => {
      at += gapMinutes * 60_000;
      const base = { dataset, at: new Date(at).toISOString() };
      const day = addDays(dayInBangkok(base.at) as string, days);
      const last = numbers.get(dataset) ?? 0;
      if (kind === 'due') return [{ ...base, what: 'due', dueOn: day }];
      if (kind === 'source') return [{ ...base, what: 'source' }];
      if (kind === 'promise') return [{ ...base, what: 'promise', hours, maxAgeDays: ages }];
      if (kind === 'withdrawn') return last === 0 ? [] : [{ ...base, what: 'withdrawn', number: 1 + (Math.abs(days) % last) }];
      if (kind !== 'published') return [{ ...base, what: 'run', outcome: kind }];
      numbers.set(dataset, last + 1);
      return [{ ...base, what: 'published', number: last + 1, dataAsOf: ages === null ? null : addDays(day, -60) }];
    });
  });

/** Tells the module a fact at the moment it happens. */
export async function tell(tx: Tx, ids: readonly number[], fact: Fact): Promise<void> {
  const datasetId = ids[fact.dataset] as number;
  const now = new Date(fact.at);
  const run = { datasetId, runId: 1, finishedAt: fact.at, code: null };
  switch (fact.what) {
    case 'due': return setDueDate(tx, theHouse, { datasetId, dueOn: fact.dueOn, reason: 'ทดสอบ' }, now);
    case 'source': return recordSource(tx, datasetId, now);
    case 'promise': return recordPromise(tx, { datasetId, promiseHours: fact.hours, maxDataAgeDays: fact.maxAgeDays, at: fact.at }, now);
    case 'run': return recordRunFinished(tx, { ...run, outcome: fact.outcome }, now);
    case 'published':
      await insertRelease(tx, datasetId, fact.number, fact.at, fact.dataAsOf);
      return recordRunFinished(tx, { ...run, outcome: 'published' }, now);
    case 'withdrawn':
      await withdrawRelease(tx, datasetId, fact.number, fact.at);
      return recordReleaseChange(tx, datasetId, now);
  }
}

const endOfDay = (day: string): number => Date.parse(`${addDays(day, 1)}T00:00:00.000+07:00`) - 1;

/**
 * The slow definition: a dataset's state at a moment, told from the whole list of facts up to it and from nothing else.
 * What each word means stands in the module's README.
 */
export function stateAt(facts: readonly Fact[], dataset: number, at: string): { state: DatasetState; dueOn: string | null } {
  const known = facts.filter((fact) => fact.dataset === dataset && fact.at <= at);
  const last = <W extends Fact['what']>(what: W) => known.findLast((fact): fact is Extract<Fact, { what: W }> => fact.what === what);
  const dueOn = last('due')?.dueOn ?? null;
  const current = currentRelease(known);
  if (!current) return { dueOn, state: dueOn !== null && dueOn < (dayInBangkok(at) as string) ? 'overdue' : 'planned' };
  const health = known.findLast((fact) => fact.what === 'published' || (fact.what === 'run' && fact.outcome !== 'cancelled'));
  const outcome = health?.what === 'run' ? health.outcome : 'published';
  if (outcome === 'failed' || outcome === 'rejected') return { dueOn, state: 'failing' };
  if (outcome === 'held') return { dueOn, state: 'held' };
  const promise = last('promise');
  const tooLate = promise !== undefined && Date.parse(at) > Date.parse(confirmedAt(known, current)) + promise.hours * 3_600_000;
  const tooOld = promise?.maxAgeDays != null && current.dataAsOf !== null && Date.parse(at) > endOfDay(addDays(current.dataAsOf, promise.maxAgeDays));
  return { dueOn, state: tooLate || tooOld ? 'stale' : 'fresh' };
}

type Published = Extract<Fact, { what: 'published' }>;

function currentRelease(known: readonly Fact[]): Published | undefined {
  const withdrawn = new Set(known.flatMap((fact) => (fact.what === 'withdrawn' ? [fact.number] : [])));
  return known.findLast((fact): fact is Published => fact.what === 'published' && !withdrawn.has(fact.number));
}

/** When the current release was last known to be up to date, counted from when it last became the current one. */
function confirmedAt(known: readonly Fact[], current: Published): string {
  let confirmed = current.at;
  for (let i = known.length - 1; i >= 0; i -= 1) {
    if (currentRelease(known.slice(0, i + 1))?.number !== current.number) break;
    const fact = known[i] as Fact;
    if (fact.what === 'run' && fact.outcome === 'no_change' && fact.at > confirmed) confirmed = fact.at;
  }
  return confirmed;
}

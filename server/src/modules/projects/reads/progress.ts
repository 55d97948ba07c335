import { addDays, daysBetween } from '@saphan/contracts/dates';
import type { ItemFacts } from '#modules/plans/index.ts';
import type { ForecastDay, ProgressWord } from '../schemas.ts';

/** A forecast is read from at least so many datasets that are linked. */
const leastComparable = 5;
const soonDays = 14;

type Step = 'contractOn' | 'sourceOn' | 'listedOn';
type LeadTimes = Record<Step, number[]>;

/** How many days datasets took from each step to being linked, by agency and in all the ministry. */
export class Comparables {
  readonly #ministry: LeadTimes = { contractOn: [], sourceOn: [], listedOn: [] };
  readonly #agencies = new Map<string, LeadTimes>();

  constructor(facts: readonly ItemFacts[]) {
    for (const fact of facts) {
      if (fact.linkedOn === null) continue;
      const own = this.#agencies.get(fact.agencyId) ?? { contractOn: [], sourceOn: [], listedOn: [] };
      this.#agencies.set(fact.agencyId, own);
      for (const step of ['contractOn', 'sourceOn', 'listedOn'] as const) {
        const from = fact[step];
        if (from === null || from > fact.linkedOn) continue;
        const days = daysBetween(from, fact.linkedOn);
        own[step].push(days);
        this.#ministry[step].push(days);
      }
    }
  }

  /**
   * When a dataset that is not linked will be: as long from its last step as those took that were not done by now either; those of its agency
   * when there are enough, else of the ministry. @returns null when too few tell.
   */
  forecast(fact: ItemFacts, day: string): ForecastDay | null {
    if (fact.linked) return null;
    const step: Step = fact.contractOn !== null ? 'contractOn' : fact.sourceOn !== null ? 'sourceOn' : 'listedOn';
    const since = fact[step] as string;
    const elapsed = daysBetween(since, day);
    for (const from of ['agency', 'ministry'] as const) {
      const times = (from === 'agency' ? this.#agencies.get(fact.agencyId) : this.#ministry)?.[step] ?? [];
      const longer = times.filter((days) => days >= elapsed).sort((a, b) => a - b);
      if (longer.length >= leastComparable) return { on50: addDays(since, rank(longer, 0.5)), on80: addDays(since, rank(longer, 0.8)), from, comparable: longer.length };
    }
    return null;
  }
}

/** The nearest rank of a share among ordered numbers. */
const rank = (ordered: readonly number[], share: number): number => ordered[Math.max(0, Math.ceil(ordered.length * share) - 1)] as number;

/** How a dataset stands against its due date on a day. */
export function progressOf(fact: ItemFacts, forecast: ForecastDay | null, day: string): ProgressWord {
  const { dueOn, linkedOn } = fact;
  if (fact.linked && linkedOn !== null) return dueOn !== null && linkedOn > dueOn ? 'done-late' : 'done-on-time';
  if (dueOn === null) return 'no-due-date';
  if (dueOn < day) return 'overdue';
  if (forecast !== null && forecast.on80 > dueOn) return 'at-risk';
  if (daysBetween(day, dueOn) <= soonDays) return 'due-soon';
  return fact.sourceOn === null && fact.contractOn === null ? 'not-started' : 'on-track';
}

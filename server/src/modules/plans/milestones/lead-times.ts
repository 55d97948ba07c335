import { daysBetween } from '@saphan/contracts/dates';
import type { MilestoneId } from './schemas.ts';

/** Days at which a dataset reached its milestones, as far as it did. */
export type Reached = Readonly<Record<MilestoneId, string | null>>;
/** Days from a milestone to acceptance; negative after it. */
export type Leads = Readonly<Record<MilestoneId, number>>;

/** Fresh without a break for so long is steady. */
export const STEADY_DAYS = 30;
const LEAST_COMPARABLE = 5;
/** What is planned with while fewer than five comparable datasets tell otherwise. */
const USUAL: Leads = { requested: 90, surveyed: 60, connected: 30, agreed: 21, run: 7, accepted: 0, steady: -STEADY_DAYS };

interface Known { agencyId: string; acceptedOn: string; reached: Reached }

/** How long datasets took, as it was known on any day: a baseline rests on what was known when its first due date was set, and never changes. */
export class LeadTimes {
  readonly #known: readonly Known[];
  readonly #kept = new Map<string, Leads>();

  constructor(ways: readonly { agencyId: string; reached: Reached }[]) {
    this.#known = ways.flatMap(({ agencyId, reached }) => (reached.accepted === null ? [] : [{ agencyId, reached, acceptedOn: reached.accepted }]));
  }

  /** @param by ISO day: datasets accepted before it tell. */
  of(agencyId: string, by: string): Leads {
    const key = `${agencyId} ${by}`;
    const kept = this.#kept.get(key);
    if (kept) return kept;
    const before = this.#known.filter(({ acceptedOn }) => acceptedOn < by);
    const own = before.filter((each) => each.agencyId === agencyId);
    const leads = leadsOf(own.length >= LEAST_COMPARABLE ? own : before);
    this.#kept.set(key, leads);
    return leads;
  }
}

/** The middle of each, in the order of the way: no milestone is planned before the one it follows. */
function leadsOf(known: readonly Known[]): Leads {
  const leads: Record<MilestoneId, number> = { ...USUAL };
  let longest = 0;
  for (const id of ['run', 'agreed', 'connected', 'surveyed', 'requested'] as const) {
    const days = known.flatMap(({ reached, acceptedOn }) => { const on = reached[id]; return on !== null && on <= acceptedOn ? [daysBetween(on, acceptedOn)] : []; }).toSorted((a, b) => a - b);
    if (days.length >= LEAST_COMPARABLE) leads[id] = days[(days.length - 1) >> 1] as number;
    longest = leads[id] = Math.max(longest, leads[id]);
  }
  return leads;
}


import { addDays, daysBetween } from '@saphan/contracts/dates';
import { STEADY_DAYS, type LeadTimes, type Leads, type Reached } from './lead-times.ts';
import { milestoneIds, type Milestone, type MilestoneId } from './schemas.ts';

export interface Known { agencyId: string; firstDueOn: string | null; dueOn: string | null; reached: Reached }
export interface Way { milestones: Milestone[]; next: MilestoneId | null; currentOn: string | null; slipDays: number | null }

/** Milestones of a dataset as they stood on a day: by the first due date, by the present one, and what was reached. */
export function wayOf({ agencyId, firstDueOn, dueOn, reached }: Known, times: LeadTimes, day: string): Way {
  const leads = times.of(agencyId, reached.requested ?? day);
  const plannedBy = (due: string) => { const given = within(leads, reached.requested ?? day, due); return (id: MilestoneId) => addDays(due, -given[id]); };
  // A survey is on the way of a dataset only when there was one.
  const ids = milestoneIds.filter((id) => id !== 'surveyed' || reached.surveyed !== null);
  const next = nextOf(ids, reached);
  const baseline = firstDueOn === null ? null : plannedBy(firstDueOn);
  const planned = dueOn === null ? null : plannedBy(dueOn);
  // What is late pushes everything after it: the time that the rest takes stays.
  const delay = planned === null || next === null ? 0 : Math.max(0, daysBetween(planned(next), day));
  const expected = (id: MilestoneId) => (id === 'steady' && reached.accepted !== null ? later(addDays(reached.accepted, STEADY_DAYS), day) : planned && addDays(planned(id), delay));
  const currentOn = reached.accepted ?? expected('accepted');
  return {
    milestones: ids.map((id) => ({ id, reachedOn: reached[id], baselineOn: id === 'requested' ? reached.requested : baseline && baseline(id), expectedOn: reached[id] === null ? expected(id) : null })),
    next, currentOn, slipDays: currentOn !== null && firstDueOn !== null ? daysBetween(firstDueOn, currentOn) : null,
  };
}

/** Who was given less time than is usual is planned in the time that was given, each part in proportion. */
function within(leads: Leads, requestedOn: string, dueOn: string): Leads {
  const share = Math.min(1, Math.max(0, daysBetween(requestedOn, dueOn)) / leads.requested);
  return Object.fromEntries(milestoneIds.map((id) => [id, id === 'steady' ? leads.steady : Math.round(leads[id] * share)])) as Record<MilestoneId, number>;
}

/** The first that is still to be done; what was passed over on the way to a release is not waited for. */
function nextOf(ids: readonly MilestoneId[], reached: Reached): MilestoneId | null {
  if (reached.accepted !== null) return reached.steady === null ? 'steady' : null;
  return ids.find((id) => reached[id] === null) ?? null;
}

const later = (a: string, b: string): string => (a > b ? a : b);

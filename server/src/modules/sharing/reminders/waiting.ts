import { addDays, dayInBangkok } from '@saphan/contracts/dates';
import { countWorkingDays, workingDayFrom, type DaysOff } from '#kernel/calendar/working-days.ts';
import type { ListAgreementsAtRow } from '../reads/agreements.sql.gen.ts';
import type { ReminderStep } from './reminder-keys.ts';

/** Whose turn it is in an agreement, since when, by when. */
export interface Waiting {
  step: ReminderStep;
  agencies: string[];
  since: string | null;
  dueOn: string;
  /** Working days that went by since it began. */
  waited: number;
  /** Working days that are left before it is due. */
  left: number;
  /** Working days that it is late. */
  late: number;
}

type Row = Pick<ListAgreementsAtRow, 'review_state' | 'due_on' | 'step_at' | 'done_sides' | 'renewal_due_on' | 'state' | 'in_review' | 'consumer_agency_id' | 'provider_agency_id'>;

/** What an agreement waits for on a day, or null: nothing that is dated. A day on which offices are closed is kept on the next working day. */
export function waitingOn(row: Row, day: string, off: DaysOff): Waiting | null {
  const step = stepOf(row);
  const dueOn = step === 'renewal' ? row.renewal_due_on : row.due_on;
  if (step === null || dueOn === null) return null;
  const since = step === 'renewal' || row.step_at === null ? null : dayInBangkok(row.step_at);
  const lastOn = workingDayFrom(dueOn, off);
  return {
    step, agencies: agenciesOf(row, step), since, dueOn, waited: since === null ? 0 : countWorkingDays(addDays(since, 1), day, off),
    left: countWorkingDays(addDays(day, 1), lastOn, off), late: countWorkingDays(addDays(lastOn, 1), day, off),
  };
}

function stepOf({ review_state: review, renewal_due_on: renewal, in_review, state }: Row): ReminderStep | null {
  switch (review) {
    case 'requested': case 'owner-review': return 'owner';
    case 'dpo-review': return 'dpo';
    case 'signing': return 'signing';
    default: return renewal !== null && (in_review === null || review === 'draft') && (state === 'active' || state === 'suspended') ? 'renewal' : null;
  }
}

/** The owner answers, the consumer renews; officers and signers of both sides act, but those who have. */
function agenciesOf({ done_sides, consumer_agency_id: consumer, provider_agency_id: provider }: Row, step: ReminderStep): string[] {
  if (step === 'owner') return [provider];
  if (step === 'renewal') return [consumer];
  return [...new Set([...((done_sides ?? []).includes('provider') ? [] : [provider]), ...((done_sides ?? []).includes('consumer') ? [] : [consumer])])];
}

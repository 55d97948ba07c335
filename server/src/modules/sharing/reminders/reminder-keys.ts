import type { Tx } from '#kernel/db.ts';
import { settleNotices } from '#modules/notices/index.ts';
import { readSharingDefinition } from '../definition/read-definition.ts';

export type ReminderStep = 'owner' | 'dpo' | 'signing' | 'renewal';
/** What is reminded of: the step of an agreement that began with an event (a renewal: the version in force), and whose turn it is. */
export interface Reminded { number: string; event: number; step: ReminderStep; agencyId: string }

const MOST_ADDRESSES = 3;
export const ministry = 'ministry';

/** `before` it is due, or `late-N` working days after. */
export const stages = (): string[] => ['before', ...readSharingDefinition().remindLate.map((days) => `late-${days}`)];
export const reminderKey = ({ number, event, step, agencyId }: Reminded, stage: string, n: number): string => `agreement:${number}:${event}:${step}:${stage}:${agencyId}:${n}`;

/** What was told of these steps is done; the stages that are named alone, or all. */
export async function settleReminders(tx: Tx, reminded: readonly Reminded[], only: readonly string[] = stages()): Promise<void> {
  const all = reminded.flatMap((each) => [each, { ...each, agencyId: ministry }]);
  await settleNotices(tx, 'reminder', all.flatMap((each) => only.flatMap((stage) => Array.from({ length: MOST_ADDRESSES }, (_, n) => reminderKey(each, stage, n)))));
}

/** A renewal was asked for, or is not wanted. */
export async function settleRenewal(tx: Tx, { number, in_force, consumer_agency_id }: { number: string; in_force: number | null; consumer_agency_id: string }): Promise<void> {
  if (in_force !== null) await settleReminders(tx, [{ number, event: in_force, step: 'renewal', agencyId: consumer_agency_id }]);
}
